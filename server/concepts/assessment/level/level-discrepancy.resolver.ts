import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatchBelow, loadForBatch } from "../../../core/snapshot/batch.js";
import { Discrepancy } from "../../provenance/discrepancy/discrepancy.type.js";
import type { AssessmentRow } from "../result/assessment.store.js";
import { Assessment } from "../result/assessment.type.js";
import { levelDiscrepancy } from "./level-discrepancy.js";

@Resolver(() => Assessment)
export class AssessmentDiscrepanciesResolver {
  @FieldResolver(() => [Discrepancy], {
    description: about(
      "The reported level beside the computed one, by the round's own rule set, as in `Query.discrepancies`; a match is shown as well. Empty where no level is printed. Neither is ever changed for the other.",
      "Mức đã báo cáo đặt cạnh mức tính lại theo bộ quy tắc của đợt, như trong `Query.discrepancies`; khớp cũng được nêu. Rỗng nếu tài liệu không in mức. Không bao giờ sửa mức này theo mức kia.",
    ),
  })
  discrepancies(@Root() assessment: AssessmentRow, @Ctx() context: Context) {
    return loadForBatch(assessment, "discrepancies", async (assessments: readonly AssessmentRow[]) => {
      const found = await Promise.all(
        assessments.map(async (each) => {
          const row = await levelDiscrepancy(each, context);
          return row && { ...row, recordedAsOf: each.recordedAsOf };
        }),
      );
      return createBatchBelow(
        "Discrepancy",
        assessments,
        found.map((row) => (row ? [row] : [])),
      );
    });
  }
}
