import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { AsOf } from "../../core/schema/as-of.js";
import { badInput } from "../../core/schema/errors.js";
import { readGlobalId } from "../../core/schema/global-id.js";
import { Node } from "../../core/schema/node.type.js";
import { copies, together } from "../../core/snapshot/batch.js";
import { LATEST, type World } from "../../core/time/point-in-time.js";
import { visibleDrafts } from "../assessment/draft/assessment-draft.resolver.js";
import { draftsOf } from "../assessment/draft/assessment-draft.store.js";
import { observationsById } from "../metric/definition/metric.store.js";
import { discrepanciesByKey } from "../provenance/discrepancy/discrepancy.js";
import type { Rows } from "../reference.js";
import { progressById } from "../roadmap/milestone/milestone-progress.store.js";

const MOST_IDS = 100;

type Row = { id: number | string };

type Find = (keys: readonly string[], context: Context, world: World) => Promise<readonly Row[]>;

/**
 * How the objects of each type are found again by the keys in their ids: one statement for all of a type. What does not
 * depend on the day is the same in every world, and so is whatever hangs on it.
 */
const FINDERS: Readonly<Record<string, Find>> = {
  Area: async (keys, { reference }, world) =>
    batched(
      "Area",
      world,
      ids(keys).flatMap((id) => reference.areas.view(id, world) ?? []),
    ),
  Assessment: async (keys, { reference: { assessments, rounds } }, world) =>
    copies(
      "Assessment",
      world,
      ids(keys).flatMap((id) => {
        const found = assessments.find(id);
        return found && isKnownIn(world, rounds.byId(found.roundId).knownOn) ? found : [];
      }),
    ),
  AssessmentDraft: async (keys, context, world) => {
    const wanted = ids(keys);
    return batched("AssessmentDraft", world, await visibleDrafts(context, () => draftsOf(context.db, "a.id", wanted)));
  },
  AssessmentRound: async (keys, { reference }) => held("AssessmentRound", reference.rounds, keys),
  Discrepancy: async (keys, context) => batched("Discrepancy", LATEST, await discrepanciesByKey(context, keys)),
  Facility: async (keys, { reference }, world) =>
    copies("Facility", world, reference.facilities.in(world).rowsOf(ids(keys))),
  LegalDocument: async (keys, { reference }) => held("LegalDocument", reference.legalDocuments, keys),
  Metric: async (keys, { reference }, world) => held("Metric", reference.metrics, keys, world),
  Milestone: async (keys, { reference }, world) => held("Milestone", reference.milestones, keys, world),
  MilestoneProgress: stored("MilestoneProgress", ({ db }, wanted) => progressById(db, wanted)),
  Observation: stored("Observation", ({ db }, wanted) => observationsById(db, wanted)),
  SourceDocument: async (keys, { reference }) => held("SourceDocument", reference.sourceDocuments, keys),
  Target: async (keys, { reference }) => held("Target", reference.targets, keys),
};

/** What stands on a day of its own is not known before it. */
function stored(
  type: string,
  find: (context: Context, wanted: readonly number[]) => Promise<readonly (Row & { on: string })[]>,
): Find {
  return async (keys, context, world) => {
    const wanted = ids(keys);
    if (wanted.length === 0) return [];
    const found = await find(context, wanted);
    return batched(
      type,
      world,
      found.filter(({ on }) => isKnownIn(world, on)),
    );
  };
}

const isKnownIn = ({ asOf }: World, day: string): boolean => asOf === null || day <= asOf;

function ids(keys: readonly string[]): number[] {
  return keys.filter((key) => /^[1-9]\d{0,8}$/.test(key)).map(Number);
}

function batched<T extends object>(type: string, world: World, rows: readonly T[]): readonly T[] {
  together(type, world, rows);
  return rows;
}

function held<T extends { id: number }>(type: string, rows: Rows<T>, keys: readonly string[], world = LATEST): T[] {
  const wanted = new Set(ids(keys));
  return copies(
    type,
    world,
    rows.all().filter(({ id }) => wanted.has(id)),
  );
}

/** The objects of these ids, in their order; null where there is none, or none that the viewer may see. */
export async function findNodes(
  globalIds: readonly string[],
  context: Context,
  world = LATEST,
): Promise<(Row | null)[]> {
  const read = globalIds.map(readGlobalId);
  const found = new Map<string, Row>();
  const types = new Set(read.flatMap((id) => id?.type ?? []));
  for (const type of types) {
    const keys = [...new Set(read.flatMap((id) => (id?.type === type ? id.key : [])))];
    // Clients may put into an id what every object of JavaScript has.
    const find = Object.hasOwn(FINDERS, type) ? FINDERS[type] : undefined;
    const rows = (await find?.(keys, context, world)) ?? [];
    for (const row of rows) found.set(`${type}:${row.id}`, row);
  }
  return read.map((id) => (id ? (found.get(`${id.type}:${id.key}`) ?? null) : null));
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: about(
      "The object that has this id; null if there is none, or if it did not exist on that day.",
      "Đối tượng có định danh này; null nếu không có, hoặc chưa/không còn tồn tại vào ngày đó.",
    ),
  })
  async node(
    @Arg("id", () => ID, { description: about("A global id.", "Định danh toàn cục.") }) id: string,
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Row | null> {
    return (await findNodes([id], context, { asOf: asOf ?? null }))[0] ?? null;
  }

  @Query(() => [Node], {
    nullable: "items",
    description: about(
      "The objects that have these ids, in the same order; null where there is none, or where it did not exist on that day. At most 100.",
      "Các đối tượng có những định danh này, đúng thứ tự; null ở chỗ không có, hoặc chưa/không còn tồn tại vào ngày đó. Tối đa 100.",
    ),
  })
  nodes(
    @Arg("ids", () => [ID], { description: about("Global ids.", "Các định danh toàn cục.") }) ids: string[],
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<(Row | null)[]> {
    if (ids.length > MOST_IDS) {
      throw badInput(
        `${ids.length} ids are too many; at most ${MOST_IDS} at once.`,
        `${ids.length} định danh là quá nhiều; mỗi lần tối đa ${MOST_IDS}.`,
      );
    }
    return findNodes(ids, context, { asOf: asOf ?? null });
  }
}
