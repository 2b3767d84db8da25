import { Arg, Ctx, Field, FieldResolver, InputType, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { LATEST } from "../database/world.js";
import { about, describedEnum } from "../graphql/about.js";
import { Node } from "../graphql/node.type.js";
import { together } from "../loading/batch.js";
import type { Comparison } from "./compare.js";
import { allDiscrepancies, type DiscrepancyRow } from "./discrepancy.js";
import { Citation } from "./source.type.js";

const DiscrepancyStatus: Record<Comparison, Comparison> = describedEnum(
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

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "A printed figure beside the one that the server recomputes from the loaded rows. Neither is ever changed for the other.",
    "Một số in trong tài liệu đặt cạnh số do hệ thống tính lại từ dữ liệu đã nạp. Không bao giờ sửa số này theo số kia.",
  ),
})
export class Discrepancy extends Node {
  @Field(() => String, {
    description: about("What the document prints a figure of.", "Nội dung mà tài liệu đưa ra con số."),
  })
  statement!: string;

  @Field(() => String, { description: about("The figure as printed.", "Con số như tài liệu in.") })
  stated!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The recomputed figure, in the same notation; null: the rows do not tell.",
      "Con số tính lại, cùng cách viết; null: không đủ dữ liệu.",
    ),
  })
  recomputed!: string | null;

  @Field(() => DiscrepancyStatus, { description: about("How they compare.", "Kết quả so sánh.") })
  status!: Comparison;
}

@InputType({ description: about("Which checks.", "Lọc kết quả đối chiếu.") })
export class DiscrepancyFilter {
  @Field(() => [DiscrepancyStatus], {
    nullable: true,
    description: about("Only these outcomes.", "Chỉ các kết quả này."),
  })
  status?: Comparison[] | null;
}

@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @Query(() => [Discrepancy], {
    description: about(
      "Every printed figure that is checked, with what the rows give; a match is shown as well.",
      "Mọi con số được đối chiếu, cùng kết quả tính từ dữ liệu; số khớp cũng được nêu.",
    ),
  })
  async discrepancies(
    @Arg("filter", () => DiscrepancyFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: DiscrepancyFilter | null | undefined,
    @Ctx() context: Context,
  ): Promise<DiscrepancyRow[]> {
    const wanted = filter?.status;
    const found = (await allDiscrepancies(context)).filter(({ status }) => wanted == null || wanted.includes(status));
    together("Discrepancy", LATEST, found);
    return found;
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: DiscrepancyRow, @Ctx() { reference }: Context): Citation {
    return reference.citation(sectionId);
  }
}
