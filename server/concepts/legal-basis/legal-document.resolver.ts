import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch, createBatch } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Citation } from "../provenance/source/source.type.js";
import { Term } from "../term/term.type.js";
import type { LegalDocumentRow, LegalMentionRow } from "./legal-document.store.js";
import { LegalDocument, LegalDocumentConnection, LegalMention } from "./legal-document.type.js";
import { chooseLegalDocument } from "./legal-document-choice.js";

@Resolver(() => LegalDocument)
export class LegalDocumentResolver {
  @Query(() => [LegalDocument], {
    description: about(
      "Every legal document that a source document or a rule cites.",
      "Mọi văn bản mà tài liệu nguồn hoặc một quy tắc viện dẫn.",
    ),
  })
  legalDocuments(@Ctx() { snapshot }: Context): LegalDocumentRow[] {
    return cloneIntoBatch("LegalDocument", LATEST, snapshot.legalDocuments.all());
  }

  @Query(() => LegalDocumentConnection, {
    description: about(
      "The legal documents that a source document or a rule cites, page by page, in the order of the list.",
      "Các văn bản mà tài liệu nguồn hoặc một quy tắc viện dẫn, theo trang, theo thứ tự của danh sách.",
    ),
  })
  legalDocumentConnection(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ): Connection<LegalDocumentRow> {
    const connection = pageOfList(snapshot.legalDocuments.all(), page, "legal documents", ({ id }) => id);
    createBatch("LegalDocument", LATEST, connection.nodes);
    return connection;
  }

  @Query(() => LegalDocument, {
    nullable: true,
    description: about(
      "One legal document; null if there is none of this number.",
      "Một văn bản; null nếu không có số hiệu này.",
    ),
  })
  legalDocument(
    @Arg("number", () => String, {
      description: about(
        'Such as "54/2017/TT-BYT"; capitals and spaces do not count.',
        'Ví dụ "54/2017/TT-BYT"; không phân biệt chữ hoa, chữ thường và khoảng trắng thừa.',
      ),
    })
    number: string,
    @Ctx() { snapshot }: Context,
  ): LegalDocumentRow | null {
    const { found } = chooseLegalDocument(snapshot, "number", number);
    return found && cloneAlone("LegalDocument", LATEST, found);
  }

  @FieldResolver(() => Term, { description: about("Kind of document.", "Loại văn bản.") })
  kind(@Root() document: LegalDocumentRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(document.kindId);
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("The document that repealed it.", "Văn bản đã bãi bỏ văn bản này."),
  })
  repealedBy(@Root() document: LegalDocumentRow, @Ctx() { snapshot }: Context): LegalDocumentRow | null {
    const repealer = snapshot.legalDocuments.maybeById(document.repealedById);
    return repealer && cloneAlone("LegalDocument", LATEST, repealer);
  }

  @FieldResolver(() => [LegalMention], {
    description: about(
      "Where and how the source documents name it in their lists; slips of print are kept.",
      "Nơi và cách các danh mục của tài liệu nguồn viện dẫn; sai sót khi in được giữ nguyên.",
    ),
  })
  mentions(@Root() document: LegalDocumentRow, @Ctx() { snapshot }: Context): LegalMentionRow[] {
    return snapshot.legalMentions.filter(({ legalDocumentId }) => legalDocumentId === document.id);
  }
}

@Resolver(() => LegalMention)
export class LegalMentionResolver {
  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() mention: LegalMentionRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(mention.sectionId);
  }
}
