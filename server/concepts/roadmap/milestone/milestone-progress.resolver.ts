import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { OwnAsOf } from "../../../core/schema/as-of.js";
import { connectionOf, ForwardArgs, type PageArgs, readPage, writeCursor } from "../../../core/schema/pagination.js";
import { asAsked, createBatchBelow, loadForBatch, own, pointInTimeOf } from "../../../core/snapshot/batch.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { facilityOfEach } from "../../facility/register/facility-of-each.js";
import { CODES, requireKnown } from "../../known-code.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import type { MilestoneRow } from "../roadmap.store.js";
import { Milestone } from "../roadmap.type.js";
import {
  type MilestoneProgressRow,
  type ProgressCondition,
  progressCounts,
  progressPages,
} from "./milestone-progress.store.js";
import { MilestoneProgress, MilestoneProgressConnection } from "./milestone-progress.type.js";

@Resolver(() => MilestoneProgress)
export class MilestoneProgressResolver {
  @FieldResolver(() => Milestone, { description: about("The milestone.", "Mốc.") })
  milestone(@Root() progress: MilestoneProgressRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(progress, "milestone", (rows: readonly MilestoneProgressRow[]) =>
      createBatchBelow(
        "Milestone",
        rows,
        rows.map(({ milestoneId }) => own(snapshot.milestones.byId(milestoneId))),
      ),
    );
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about("Of which facility; null: of the province as a whole.", "Của cơ sở nào; null: của toàn tỉnh."),
  })
  facility(@Root() progress: MilestoneProgressRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(progress, "facility", (rows: readonly MilestoneProgressRow[]) =>
      facilityOfEach(rows, snapshot),
    );
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("The document that shows it; null: none.", "Văn bản minh chứng; null: không có."),
  })
  evidenceDocument(@Root() progress: MilestoneProgressRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(progress, "document", (rows: readonly MilestoneProgressRow[]) =>
      createBatchBelow(
        "LegalDocument",
        rows,
        rows.map(({ legalDocumentId }) => own(snapshot.legalDocuments.maybeById(legalDocumentId))),
      ),
    );
  }
}

@Resolver(() => Milestone)
export class MilestoneReportsResolver {
  @FieldResolver(() => MilestoneProgressConnection, {
    description: about(
      "What was reported of it, of the province as a whole and of facilities, the latest first.",
      "Các tiến độ đã ghi, của toàn tỉnh và của từng cơ sở, mới nhất trước.",
    ),
  })
  progress(
    @Root() milestone: MilestoneRow,
    @Arg("facility", () => String, {
      nullable: true,
      description: about(
        "Code of a facility: only its own reports. An unknown code is BAD_USER_INPUT.",
        "Mã cơ sở: chỉ tiến độ của cơ sở đó. Mã không có là lỗi BAD_USER_INPUT.",
      ),
    })
    facility: string | null | undefined,
    @Args(() => ForwardArgs) { first, after }: ForwardArgs,
    @Ctx() context: Context,
  ) {
    const { asOf } = pointInTimeOf(milestone);
    requireKnown(CODES.FACILITY, "facility", facility, context.snapshot);
    const by = facility == null ? null : (context.snapshot.facilities.in({ asOf }).findByCode(facility)?.id ?? 0);
    return pageOf(context, milestone, { of: "milestone_id", facilityId: by }, { first, after });
  }
}

@Resolver(() => Facility)
export class FacilityMilestonesResolver {
  @FieldResolver(() => MilestoneProgressConnection, {
    description: about(
      "What it reported of milestones until that day, the latest first.",
      "Các tiến độ mà cơ sở đã ghi cho các mốc đến ngày đó, mới nhất trước.",
    ),
  })
  milestoneProgress(
    @Root() facility: FacilityRow,
    @OwnAsOf() asOf: string | null | undefined,
    @Args(() => ForwardArgs) { first, after }: ForwardArgs,
    @Ctx() context: Context,
  ) {
    return pageOf(context, facility, { of: "facility_id" }, { first, after }, asOf);
  }
}

/** A page for each milestone or facility of the batch: one statement, and one more for their totals if they are asked for. */
function pageOf<P extends { id: number }>(
  { db }: Context,
  parent: P,
  { of, facilityId = null }: Pick<ProgressCondition, "of" | "facilityId">,
  args: PageArgs,
  asOf: string | null | undefined = null,
) {
  const order = `milestone progress ${of}`;
  const page = readPage(args, order);
  const key = `progress ${JSON.stringify([facilityId, args.first, args.after, asOf])}`;
  const when = asAsked(asOf);
  const askedFor = (parents: readonly P[]): ProgressCondition => ({
    ...{ of, facilityId },
    parents: parents.map((each) => ({ id: each.id, until: when(each).asOf })),
  });
  const countOf = (row: P) =>
    loadForBatch(row, `${key} count`, (parents: readonly P[]) => progressCounts(db, askedFor(parents)));
  return loadForBatch(parent, key, async (parents: readonly P[]) => {
    const pages = (await progressPages(db, askedFor(parents), page)).map((rows, i) =>
      connectionOf(
        rows,
        page,
        ({ on, id }) => writeCursor({ value: on, id }, order),
        () => countOf(parents[i] as P),
      ),
    );
    createBatchBelow(
      "MilestoneProgress",
      parents,
      pages.map(({ nodes }) => nodes),
      when,
    );
    return pages;
  });
}
