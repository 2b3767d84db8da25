import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { AsOf } from "../../core/schema/as-of.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch, pointInTimeOf } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { requireKnown, termsOf } from "../known-code.js";
import type { LegalDocumentRow } from "../legal-basis/legal-document.store.js";
import { LegalDocument } from "../legal-basis/legal-document.type.js";
import { Metric } from "../metric/definition/metric.type.js";
import { Citation } from "../provenance/source/source.type.js";
import { Term } from "../term/term.type.js";
import { type MilestoneState, statesById, statesOn } from "./milestone/milestone-as-of.js";
import { milestonesOf, targetsFor } from "./roadmap.snapshot.js";
import type { MilestoneRow, TargetRow } from "./roadmap.store.js";
import { Milestone, MilestoneStatus, Roadmap, Target, TargetConnection, TargetFilter } from "./roadmap.type.js";
import { foundBy, MilestoneKeyInput, TargetKeyInput } from "./roadmap-key.input.js";

const WHICH = about("Which one.", "Mục nào.");

@Resolver(() => Roadmap)
export class RoadmapResolver {
  @Query(() => Roadmap, {
    description: about(
      "The roadmap 2022–2030. With `asOf` its items, which are the same on every day, have the status and the year that they had then.",
      "Lộ trình 2022–2030. Với `asOf`, các mục (ngày nào cũng như nhau) mang tình trạng và năm của ngày đó.",
    ),
  })
  roadmap(@AsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    const { roadmapYears: years } = snapshot;
    const roadmap = { years: [...years], fromYear: Math.min(...years), toYear: Math.max(...years) };
    return cloneAlone("Roadmap", { asOf: asOf ?? null }, roadmap);
  }

  @FieldResolver(() => [Milestone], {
    description: about("Its items, in the order of the slide.", "Các mục, theo thứ tự trên trang chiếu."),
  })
  async milestones(
    @Root() roadmap: Roadmap,
    @Arg("year", () => Int, {
      nullable: true,
      description: about("Only those known to stand under this year.", "Chỉ các mục biết chắc thuộc năm này."),
    })
    year: number | null | undefined,
    @Arg("track", () => String, {
      nullable: true,
      description: about("Code of a track (vocabulary TRACK).", "Mã nhóm (từ vựng TRACK)."),
    })
    track: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<MilestoneRow[]> {
    const { snapshot } = context;
    requireKnown(termsOf("TRACK"), "track", track, snapshot);
    const when = pointInTimeOf(roadmap);
    const yearOf = year == null ? undefined : await yearsOn(context, when.asOf);
    return cloneIntoBatch("Milestone", when, milestonesOf(snapshot, year, track, yearOf));
  }
}

@Resolver(() => Milestone)
export class MilestoneResolver {
  @Query(() => Milestone, {
    nullable: true,
    description: about("One item of the roadmap; null if there is none.", "Một mục của lộ trình; null nếu không có."),
  })
  milestone(
    @Arg("by", () => MilestoneKeyInput, { description: WHICH }) { id, titleVi: words }: MilestoneKeyInput,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): MilestoneRow | null {
    const found = foundBy(snapshot.milestones.all(), "Milestone", { id, words }, ({ titleVi }) => titleVi);
    return found && cloneAlone("Milestone", { asOf: asOf ?? null }, found);
  }

  @FieldResolver(() => MilestoneStatus, {
    description: about(
      "How far it has come. As of a day: as the province had reported by then, each report by the day it holds for and as it is corrected by now, or as was decided by then; before the first of them as its document has it.",
      "Tình trạng. Theo ngày: như toàn tỉnh đã báo cáo đến ngày đó (mỗi báo cáo theo ngày của nó, nội dung như đã sửa đến nay), hoặc như đã quyết định đến ngày đó; trước báo cáo và quyết định đầu tiên thì như tài liệu.",
    ),
  })
  status(@Root() milestone: MilestoneRow, @Ctx() context: Context) {
    return stateOf(milestone, context, "status");
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: about(
      "The year it stands under, as of a day the one it stood under then; null: the text of the slide has lost which box stands under which year.",
      "Năm của mục, theo ngày thì là năm khi ấy; null: bản văn của trang chiếu không còn cho biết khung nào đứng dưới năm nào.",
    ),
  })
  year(@Root() milestone: MilestoneRow, @Ctx() context: Context) {
    return stateOf(milestone, context, "year");
  }

  @FieldResolver(() => Term, { description: about("The track.", "Nhóm việc.") })
  track(@Root() { trackId }: MilestoneRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(trackId);
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: MilestoneRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

/** As of the day that it is handed out for; of now it says so itself. */
function stateOf<K extends keyof MilestoneState>(
  milestone: MilestoneRow,
  { db }: Context,
  field: K,
): MilestoneState[K] | Promise<MilestoneState[K]> {
  if (pointInTimeOf(milestone).asOf === null) return milestone[field];
  const state = loadForBatch(milestone, "state", (all: readonly MilestoneRow[]) =>
    statesOn(
      db,
      all.map((each) => ({ milestone: each, ...pointInTimeOf(each) })),
    ),
  );
  return state instanceof Promise ? state.then((known) => known[field]) : state[field];
}

/** Under which year each item stood on a day; undefined: as of now, which they say themselves. */
async function yearsOn({ db, snapshot }: Context, asOf: string | null) {
  if (asOf === null) return undefined;
  const stateOn = await statesById(db, snapshot.milestones.all(), asOf);
  return (milestone: MilestoneRow) => stateOn(milestone).year;
}

@Resolver(() => Target)
export class TargetResolver {
  @Query(() => [Target], { description: about("The targets, by year.", "Các mục tiêu, theo năm.") })
  targets(
    @Arg("filter", () => TargetFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: TargetFilter | null | undefined,
    @Ctx() { snapshot }: Context,
  ): TargetRow[] {
    return cloneIntoBatch("Target", LATEST, targetsFor(snapshot, filter?.year));
  }

  @Query(() => TargetConnection, {
    description: about("The targets, by year, page by page.", "Các mục tiêu, theo năm và theo trang."),
  })
  targetConnection(
    @Arg("filter", () => TargetFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: TargetFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ): Connection<TargetRow> {
    const connection = pageOfList(targetsFor(snapshot, filter?.year), page, "targets", ({ id }) => id);
    createBatch("Target", LATEST, connection.nodes);
    return connection;
  }

  @Query(() => Target, {
    nullable: true,
    description: about("One target; null if there is none.", "Một mục tiêu; null nếu không có."),
  })
  target(
    @Arg("by", () => TargetKeyInput, { description: WHICH }) { id, statementVi: words }: TargetKeyInput,
    @Ctx() { snapshot }: Context,
  ): TargetRow | null {
    const found = foundBy(snapshot.targets.all(), "Target", { id, words }, ({ statementVi }) => statementVi);
    return found && cloneAlone("Target", LATEST, found);
  }

  @FieldResolver(() => Metric, {
    nullable: true,
    description: about(
      "The metric that measures it; null: none fits.",
      "Chỉ số đo mục tiêu; null: chưa có chỉ số tương ứng.",
    ),
  })
  metric(@Root() target: TargetRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(target, "metric", (targets: readonly TargetRow[]) => {
      const shared = targets.map(({ metricId }) => snapshot.metrics.maybeById(metricId));
      const found = cloneIntoBatch(
        "Metric",
        LATEST,
        shared.filter((metric) => metric !== null),
      );
      return shared.map((metric) => found.find(({ id }) => id === metric?.id) ?? null);
    });
  }

  @FieldResolver(() => Boolean, {
    description: about(
      "Whether the document gives no day: `dueOn` is then the last day of the month, or of the months, that it names.",
      "Văn bản không ghi ngày: khi đó `dueOn` là ngày cuối của tháng, hoặc các tháng, mà văn bản ghi.",
    ),
  })
  dueOnIsStandIn(@Root() { dueStandsIn }: TargetRow): boolean {
    return dueStandsIn === 1;
  }

  @FieldResolver(() => [Term], {
    description: about(
      "What it aims at, in words that targets of several documents share (vocabulary AIM); empty: no other document aims at the same.",
      "Mục tiêu nhằm vào việc gì, theo từ vựng chung của nhiều văn bản (AIM); rỗng: không văn bản nào khác nhằm cùng việc.",
    ),
  })
  aims(@Root() { aims }: TargetRow, @Ctx() { snapshot }: Context): Term[] {
    return aims.flatMap((code) => snapshot.terms.find("AIM", code) ?? []);
  }

  @FieldResolver(() => LegalDocument, { description: about("The document that sets it.", "Văn bản đặt ra mục tiêu.") })
  legalDocument(@Root() { legalDocumentId }: TargetRow, @Ctx() { snapshot }: Context): LegalDocumentRow {
    return cloneAlone("LegalDocument", LATEST, snapshot.legalDocuments.byId(legalDocumentId));
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: TargetRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

@Resolver(() => LegalDocument)
export class LegalDocumentTargetsResolver {
  @FieldResolver(() => [Target], {
    description: about("The targets that it sets, by year.", "Các mục tiêu do văn bản đặt ra, theo năm."),
  })
  targets(@Root() document: LegalDocumentRow, @Ctx() { snapshot }: Context) {
    const of = (id: number) => snapshot.targets.all().filter(({ legalDocumentId }) => legalDocumentId === id);
    return loadForBatch(document, "targets", (documents: readonly LegalDocumentRow[]) => {
      const found = cloneIntoBatch(
        "Target",
        LATEST,
        documents.flatMap(({ id }) => of(id)),
      );
      return documents.map(({ id }) => found.filter(({ legalDocumentId }) => legalDocumentId === id));
    });
  }
}
