import { Field, ID, InputType } from "type-graphql";
import { about } from "../../core/schema/about.js";
import { badInput } from "../../core/schema/errors.js";
import { readRowId } from "../../core/schema/global-id.js";
import { OneOf } from "../../core/schema/one-of.js";
import { nameKey } from "../../core/text/fold.js";
import * as messages from "./roadmap.messages.js";

const ID_OF_ONE = { nullable: true, description: about("Its global id.", "Định danh toàn cục.") };

@OneOf()
@InputType({
  description: about(
    "Which milestone: no document gives one a code. Exactly one of these.",
    "Mốc nào: không tài liệu nào đặt mã cho mốc. Nêu đúng một trong các trường này.",
  ),
})
export class MilestoneKeyInput {
  @Field(() => ID, ID_OF_ONE)
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The item as printed, `titleVi`; capitals and spaces do not count. BAD_USER_INPUT where several have it.",
      "Nội dung như tài liệu in, `titleVi`; không phân biệt chữ hoa, chữ thường và khoảng trắng thừa. Là lỗi BAD_USER_INPUT nếu nhiều mốc cùng nội dung.",
    ),
  })
  titleVi?: string | null;
}

@OneOf()
@InputType({
  description: about(
    "Which target: no document gives one a code. Exactly one of these.",
    "Mục tiêu nào: không văn bản nào đặt mã cho mục tiêu. Nêu đúng một trong các trường này.",
  ),
})
export class TargetKeyInput {
  @Field(() => ID, ID_OF_ONE)
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The statement as printed, `statementVi`; capitals and spaces do not count. BAD_USER_INPUT where several have it.",
      "Nội dung như tài liệu in, `statementVi`; không phân biệt chữ hoa, chữ thường và khoảng trắng thừa. Là lỗi BAD_USER_INPUT nếu nhiều mục tiêu cùng nội dung.",
    ),
  })
  statementVi?: string | null;
}

/** The one of these that is meant by its id, or by its words; null: none is. */
export function foundBy<T extends { id: number }>(
  rows: readonly T[],
  type: string,
  { id, words }: { id: string | null | undefined; words: string | null | undefined },
  wordsOf: (row: T) => string,
): T | null {
  const rowId = id == null ? null : readRowId(id, type);
  const wanted = nameKey(words ?? "");
  const found = rows.filter((row) => (words == null ? row.id === rowId : nameKey(wordsOf(row)) === wanted));
  if (found.length > 1) throw badInput(messages.severalOfWords(words ?? "", found.length));
  return found[0] ?? null;
}
