import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { visibleDrafts } from "../assessment/assessment-draft.resolver.js";
import { draftsOf } from "../assessment/assessment-draft.store.js";
import type { Context } from "../context.js";
import { LATEST } from "../database/world.js";
import { badInput } from "../errors.js";
import { copies, together } from "../loading/batch.js";
import { observationsById } from "../metric/metric.store.js";
import { discrepanciesByKey } from "../provenance/discrepancy.js";
import type { Rows } from "../reference/reference.js";
import { progressById } from "../roadmap/milestone-progress.store.js";
import { about } from "./about.js";
import { readGlobalId } from "./global-id.js";
import { Node } from "./node.type.js";

const MOST_IDS = 100;

type Row = { id: number | string };

type Find = (keys: readonly string[], context: Context) => Promise<readonly Row[]>;

/** How the objects of each type are found again by the keys in their ids: one statement for all of a type. */
const FINDERS: Readonly<Record<string, Find>> = {
  Area: async (keys, { reference }) => {
    const found = ids(keys).flatMap((id) => reference.areas.view(id, LATEST) ?? []);
    together("Area", LATEST, found);
    return found;
  },
  Assessment: async (keys, { reference }) =>
    copies(
      "Assessment",
      LATEST,
      ids(keys).flatMap((id) => reference.assessments.find(id) ?? []),
    ),
  AssessmentDraft: async (keys, context) => {
    const wanted = ids(keys);
    return batched("AssessmentDraft", await visibleDrafts(context, () => draftsOf(context.db, "a.id", wanted)));
  },
  AssessmentRound: async (keys, { reference }) => held("AssessmentRound", reference.rounds, keys),
  Discrepancy: async (keys, context) => batched("Discrepancy", await discrepanciesByKey(context, keys)),
  Facility: async (keys, { reference }) =>
    copies("Facility", LATEST, reference.facilities.in(LATEST).rowsOf(ids(keys))),
  LegalDocument: async (keys, { reference }) => held("LegalDocument", reference.legalDocuments, keys),
  Metric: async (keys, { reference }) => held("Metric", reference.metrics, keys),
  Milestone: async (keys, { reference }) => held("Milestone", reference.milestones, keys),
  MilestoneProgress: stored("MilestoneProgress", ({ db }, wanted) => progressById(db, wanted)),
  Observation: stored("Observation", ({ db }, wanted) => observationsById(db, wanted)),
  SourceDocument: async (keys, { reference }) => held("SourceDocument", reference.sourceDocuments, keys),
  Target: async (keys, { reference }) => held("Target", reference.targets, keys),
};

function stored(type: string, find: (context: Context, wanted: readonly number[]) => Promise<readonly Row[]>) {
  return async (keys: readonly string[], context: Context): Promise<readonly Row[]> => {
    const wanted = ids(keys);
    return wanted.length > 0 ? batched(type, await find(context, wanted)) : [];
  };
}

function ids(keys: readonly string[]): number[] {
  return keys.filter((key) => /^[1-9]\d{0,8}$/.test(key)).map(Number);
}

function batched<T extends object>(type: string, rows: readonly T[]): readonly T[] {
  together(type, LATEST, rows);
  return rows;
}

function held<T extends { id: number }>(type: string, rows: Rows<T>, keys: readonly string[]): T[] {
  const wanted = new Set(ids(keys));
  return copies(
    type,
    LATEST,
    rows.all().filter(({ id }) => wanted.has(id)),
  );
}

/** The objects of these ids, in their order; null where there is none, or none that the viewer may see. */
export async function findNodes(globalIds: readonly string[], context: Context): Promise<(Row | null)[]> {
  const read = globalIds.map(readGlobalId);
  const found = new Map<string, Row>();
  const types = new Set(read.flatMap((id) => id?.type ?? []));
  for (const type of types) {
    const keys = [...new Set(read.flatMap((id) => (id?.type === type ? id.key : [])))];
    // Clients may put into an id what every object of JavaScript has.
    const find = Object.hasOwn(FINDERS, type) ? FINDERS[type] : undefined;
    const rows = (await find?.(keys, context)) ?? [];
    for (const row of rows) found.set(`${type}:${row.id}`, row);
  }
  return read.map((id) => (id ? (found.get(`${id.type}:${id.key}`) ?? null) : null));
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: about(
      "The object that has this id, in its latest known state; null if there is none.",
      "Đối tượng có định danh này, theo tình trạng mới nhất được biết; null nếu không có.",
    ),
  })
  async node(
    @Arg("id", () => ID, { description: about("A global id.", "Định danh toàn cục.") }) id: string,
    @Ctx() context: Context,
  ): Promise<Row | null> {
    return (await findNodes([id], context))[0] ?? null;
  }

  @Query(() => [Node], {
    nullable: "items",
    description: about(
      "The objects that have these ids, in the same order; null where there is none. At most 100.",
      "Các đối tượng có những định danh này, đúng thứ tự; null ở chỗ không có. Tối đa 100.",
    ),
  })
  nodes(
    @Arg("ids", () => [ID], { description: about("Global ids.", "Các định danh toàn cục.") }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Row | null)[]> {
    if (ids.length > MOST_IDS) {
      throw badInput(
        `${ids.length} ids are too many; at most ${MOST_IDS} at once.`,
        `${ids.length} định danh là quá nhiều; mỗi lần tối đa ${MOST_IDS}.`,
      );
    }
    return findNodes(ids, context);
  }
}
