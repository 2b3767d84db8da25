import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { PageArgs } from "../../../core/schema/pagination.js";
import { loadForBatch } from "../../../core/snapshot/batch.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import { AssessmentFilter, AssessmentOrder } from "./assessment.input.js";
import type { RoundRow } from "./assessment.store.js";
import { AssessmentConnection } from "./assessment.type.js";
import { assessmentPages, BY_FACILITY_NAME } from "./round-assessments.js";

@Resolver(() => AssessmentRound)
export class RoundAssessmentsResolver {
  @FieldResolver(() => AssessmentConnection, {
    description: about(
      "Its published results, filtered, sorted (by the name of the facility if `orderBy` is left out) and in pages.",
      "Các kết quả đã công bố của đợt, có lọc, sắp xếp (theo tên cơ sở nếu không ghi `orderBy`) và phân trang.",
    ),
  })
  assessments(
    @Root() round: RoundRow,
    @Arg("filter", () => AssessmentFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: AssessmentFilter | null | undefined,
    @Arg("orderBy", () => AssessmentOrder, { nullable: true, description: about("In which order.", "Cách sắp xếp.") })
    orderBy: AssessmentOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return loadForBatch(
      round,
      `assessments ${JSON.stringify([filter, orderBy, page])}`,
      (rounds: readonly RoundRow[]) =>
        assessmentPages(context, rounds, filter ?? {}, orderBy ?? BY_FACILITY_NAME, page),
    );
  }
}
