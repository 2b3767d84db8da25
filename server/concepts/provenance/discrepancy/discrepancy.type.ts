import { createUnionType, Field, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { RecordedAsOfField } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Assessment } from "../../assessment/result/assessment.type.js";
import { AssessmentRound } from "../../assessment/round/assessment-round.type.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import { Metric } from "../../metric/definition/metric.type.js";
import type { Comparison } from "./compare.js";
import { DiscrepancyKind } from "./discrepancy-kind.js";

export const DiscrepancyStatus: Record<Comparison, Comparison> = describedEnum(
  "DiscrepancyStatus",
  about("How a printed figure stands to the recomputed one.", "Số in trong tài liệu so với số tính lại."),
  {
    MATCH: about("The same.", "Khớp."),
    ROUNDING: about(
      "The same counts, rounded otherwise, or the rest of another rounded figure.",
      "Cùng số đếm nhưng làm tròn khác, hoặc là phần còn lại của một số đã làm tròn.",
    ),
    CONFLICT: about("Not the same.", "Không khớp."),
    NOT_COMPUTABLE: about("The rows do not tell.", "Không đủ dữ liệu để tính lại."),
  },
);

export const DiscrepancySubject = createUnionType({
  name: "DiscrepancySubject",
  description: about("What a checked figure or day is about.", "Đối tượng của con số hoặc ngày được đối chiếu."),
  types: () => [Assessment, AssessmentRound, LegalDocument, Metric] as const,
});

/** What a check says, on record or not yet. */
@ObjectType({ simpleResolvers: true })
export abstract class Check {
  @Field(() => DiscrepancyKind, { description: about("What is compared with what.", "Nội dung đối chiếu.") })
  kind!: DiscrepancyKind;

  @Field(() => String, {
    description: about("What the document prints a figure of.", "Nội dung mà tài liệu đưa ra con số."),
  })
  statement!: string;

  @Field(() => String, {
    description: about(
      "The figure, day, years or formula as printed.",
      "Số, ngày, năm hoặc công thức như tài liệu in.",
    ),
  })
  stated!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      'What the rows give, in the same notation; days as dd/mm/yyyy, percentages with two decimals, and the counts where the document prints none; "≤" and "≥" stand before a bound. Null: the rows do not tell.',
      'Kết quả từ dữ liệu, cùng cách viết; ngày viết dd/mm/yyyy, tỷ lệ lấy hai chữ số thập phân, kèm số đếm nếu tài liệu không in; "≤", "≥" đứng trước một giới hạn. Null: không đủ dữ liệu.',
    ),
  })
  recomputed!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "What is printed less what was recomputed, in the same notation: percentages in points, rounded as the document rounds; days for dates, years for years. Null where there is no such number.",
      "Số in trừ số tính lại, cùng cách viết: tỷ lệ tính bằng điểm phần trăm, làm tròn như tài liệu; ngày thì tính bằng số ngày, năm thì bằng số năm. Null nếu không có hiệu số.",
    ),
  })
  difference!: string | null;

  @Field(() => DiscrepancyStatus, { description: about("How they compare.", "Kết quả so sánh.") })
  status!: Comparison;

  @Field(() => String, {
    nullable: true,
    description: about(
      "What explains it, in Vietnamese: another reading of the rows that gives what is printed, the footnote or title that says otherwise, or what is missing. Null: nothing on record does.",
      "Điều lý giải, tiếng Việt: cách đọc khác của các dòng cho đúng số in, ghi chú hoặc trích yếu nói khác, hoặc phần còn thiếu. Null: dữ liệu không lý giải được.",
    ),
  })
  explanationVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("The same in English.", "Điều lý giải, tiếng Anh."),
  })
  explanationEn!: string | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "A printed figure or day beside what the server recomputes from the loaded rows. Neither is ever changed for the other.",
    "Một số hoặc ngày in trong tài liệu đặt cạnh kết quả tính lại từ dữ liệu đã nạp. Không bao giờ sửa bên này theo bên kia.",
  ),
})
export class Discrepancy extends Check implements Node {
  id!: string | number;

  @RecordedAsOfField()
  recordedAsOf?: string | null;
}

export const DiscrepancyConnection = connectionType(
  "Discrepancy",
  () => Discrepancy,
  about("A page of the checks.", "Một trang các mục đối chiếu."),
);
