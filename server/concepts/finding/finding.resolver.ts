import { Arg, Args, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { connectionType } from "../../core/schema/connection.type.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../core/schema/pagination.js";
import { requireKnown, termsOf } from "../known-code.js";
import { Citation } from "../provenance/source/source.type.js";
import { Term } from "../term/term.type.js";
import type { FindingRow } from "./finding.store.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What a report finds or recommends in words: SWOT, difficulties, recommendations, experience of others.",
    "Nhận định hoặc kiến nghị bằng lời của báo cáo: SWOT, khó khăn, kiến nghị, kinh nghiệm nơi khác.",
  ),
})
class Finding {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The heading above it within its section; null: none.",
      "Đề mục ngay trên nó trong phần; null: không có.",
    ),
  })
  headingVi!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "Its number in a numbered list; null: it is printed without one.",
      "Số thứ tự trong danh sách có đánh số; null: tài liệu không đánh số.",
    ),
  })
  number!: number | null;

  @Field(() => String, { description: about("The text as printed.", "Nguyên văn.") })
  textVi!: string;
}

const FindingConnection = connectionType(
  "Finding",
  () => Finding,
  about("A page of the findings.", "Một trang nhận định."),
);

const KIND = {
  nullable: true,
  description: about("Code of a kind (vocabulary FINDING_KIND).", "Mã loại (từ vựng FINDING_KIND)."),
} as const;

@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => [Finding], {
    description: about("The findings, in the order of the document.", "Các nhận định, theo thứ tự của tài liệu."),
  })
  findings(
    @Arg("kind", () => String, KIND) kind: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): FindingRow[] {
    return findingsOf(kind, snapshot);
  }

  @Query(() => FindingConnection, {
    description: about(
      "The findings, in the order of the document, page by page.",
      "Các nhận định, theo thứ tự của tài liệu và theo trang.",
    ),
  })
  findingConnection(
    @Arg("kind", () => String, KIND) kind: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ): Connection<FindingRow> {
    return pageOfList(findingsOf(kind, snapshot), page, "findings", ({ id }) => id);
  }

  @FieldResolver(() => Term, { description: about("What kind of finding.", "Loại nhận định.") })
  kind(@Root() { kindId }: FindingRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(kindId);
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: FindingRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

function findingsOf(kind: string | null | undefined, snapshot: Snapshot): FindingRow[] {
  requireKnown(termsOf("FINDING_KIND"), "kind", kind, snapshot);
  return snapshot.findings.filter(({ kindId }) => kind == null || snapshot.terms.byId(kindId).code === kind);
}
