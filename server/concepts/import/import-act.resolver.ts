import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { INPUT } from "../../core/schema/user-errors.js";
import { FileImportInput } from "./import.input.js";
import { FileImportPayload, ImportProblem, ImportWarning } from "./import.type.js";
import { importOf } from "./import-act.js";

@Resolver()
export class ImportActResolver {
  @Mutation(() => FileImportPayload, {
    nullable: true,
    description: about(
      "Imports a file: all of it, or, if any cell cannot be placed, nothing of it and every problem at once (FILE_REFUSED). What the file says of something on record that is so already changes nothing. For ADMIN; editors import OBSERVATIONS of their facility and of what it manages.",
      "Nhập một tệp: toàn bộ, hoặc nếu có ô không nhập được thì không dòng nào, kèm mọi lỗi cùng lúc (FILE_REFUSED). Dòng trùng với dữ liệu đã có thì không thay đổi gì. Dành cho ADMIN; người nhập liệu được nhập OBSERVATIONS của đơn vị mình và đơn vị trực thuộc.",
    ),
  })
  fileImport(
    @Arg("input", () => FileImportInput, { description: INPUT }) input: FileImportInput,
    @Ctx() context: Context,
  ) {
    return importOf(context, input);
  }
}

@Resolver(() => ImportProblem)
export class ImportProblemResolver {
  @FieldResolver(() => String, {
    description: about(
      "For people, in the language of `Accept-Language`.",
      "Dành cho người đọc, theo `Accept-Language`.",
    ),
  })
  message(@Root() { message }: ImportProblem, @Ctx() { language }: Context): string {
    return message[language];
  }
}

@Resolver(() => ImportWarning)
export class ImportWarningResolver {
  @FieldResolver(() => String, {
    description: about(
      "For people, in the language of `Accept-Language`.",
      "Dành cho người đọc, theo `Accept-Language`.",
    ),
  })
  message(@Root() { message }: ImportWarning, @Ctx() { language }: Context): string {
    return message[language];
  }
}
