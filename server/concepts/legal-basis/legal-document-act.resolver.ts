import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { INPUT } from "../../core/schema/user-errors.js";
import { cloneAlone } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { LegalDocumentRow } from "./legal-document.store.js";
import { LegalDocumentAddInput, LegalDocumentCorrectInput, LegalDocumentPayload } from "./legal-document-act.input.js";
import { add, correct } from "./legal-document-acts.js";

const handedOut = ({ legalDocument }: { legalDocument: LegalDocumentRow }) => ({
  legalDocument: cloneAlone("LegalDocument", LATEST, legalDocument),
});

@Resolver()
export class LegalDocumentActResolver {
  @Mutation(() => LegalDocumentPayload, {
    nullable: true,
    description: about(
      "Adds a legal document, which rules, targets and changes of facilities can cite from then on. For ADMIN.",
      "Thêm một văn bản; từ đó quy tắc, mục tiêu và thay đổi của cơ sở có thể viện dẫn. Dành cho ADMIN.",
    ),
  })
  async legalDocumentAdd(
    @Arg("input", () => LegalDocumentAddInput, { description: INPUT }) input: LegalDocumentAddInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await add(context, input));
  }

  @Mutation(() => LegalDocumentPayload, {
    nullable: true,
    description: about(
      "Corrects what is on record of a legal document, or records its repeal, for a reason. What a report prints of it stays as printed. For ADMIN.",
      "Sửa thông tin của một văn bản hoặc ghi việc bãi bỏ, kèm lý do. Điều báo cáo in về văn bản vẫn giữ như in. Dành cho ADMIN.",
    ),
  })
  async legalDocumentCorrect(
    @Arg("input", () => LegalDocumentCorrectInput, { description: INPUT }) input: LegalDocumentCorrectInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await correct(context, input));
  }
}
