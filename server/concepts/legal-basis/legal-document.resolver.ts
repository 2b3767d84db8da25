import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { cloneAlone, cloneIntoBatch } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Citation } from "../provenance/source/source.type.js";
import { Term } from "../term/term.type.js";
import type { LegalDocumentRow, LegalMentionRow } from "./legal-document.store.js";
import { LegalDocument, LegalMention } from "./legal-document.type.js";

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
