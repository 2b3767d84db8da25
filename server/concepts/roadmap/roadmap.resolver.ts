import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { AsOf } from "../../core/schema/as-of.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { requireKnown, termsOf } from "../known-code.js";
import type { LegalDocumentRow } from "../legal-basis/legal-document.store.js";
import { LegalDocument } from "../legal-basis/legal-document.type.js";
import { Metric } from "../metric/definition/metric.type.js";
import { Citation } from "../provenance/source/source.type.js";
import { Term } from "../term/term.type.js";
import { milestonesOf, targetsFor } from "./roadmap.snapshot.js";
import type { MilestoneRow, TargetRow } from "./roadmap.store.js";
import { Milestone, Roadmap, Target, TargetConnection, TargetFilter } from "./roadmap.type.js";
import { foundBy, MilestoneKeyInput, TargetKeyInput } from "./roadmap-key.input.js";

const WHICH = about("Which one.", "Mục nào.");

@Resolver(() => Roadmap)
export class RoadmapResolver {
  @Query(() => Roadmap, { description: about("The roadmap 2022–2030.", "Lộ trình 2022–2030.") })
  roadmap(@Ctx() { snapshot }: Context): Roadmap {
    const { roadmapYears: years } = snapshot;
    return { years: [...years], fromYear: Math.min(...years), toYear: Math.max(...years) };
  }

  @FieldResolver(() => [Milestone], {
    description: about("Its items, in the order of the slide.", "Các mục, theo thứ tự trên trang chiếu."),
  })
  milestones(
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
    @Ctx() { snapshot }: Context,
  ): MilestoneRow[] {
    requireKnown(termsOf("TRACK"), "track", track, snapshot);
    return cloneIntoBatch("Milestone", LATEST, milestonesOf(snapshot, year, track));
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

  @FieldResolver(() => Term, { description: about("The track.", "Nhóm việc.") })
  track(@Root() { trackId }: MilestoneRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(trackId);
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: MilestoneRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
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
