import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { AreChecked, HasAtMost } from "../../../core/schema/checks.js";
import { UserErrorType } from "../../../core/schema/user-errors.js";
import * as messages from "../reporting.messages.js";
import { FormRowAnswer } from "./form-answer.type.js";
import { FormCellInput, MOST_CELLS } from "./form-answer-act.input.js";

@ArgsType()
export class FormAnswerCheckArgs {
  @Field(() => String, { description: about("Code of the campaign.", "Mã đợt.") })
  campaign!: string;

  @Field(() => String, { description: about("Code of the form.", "Mã mẫu.") })
  form!: string;

  @Field(() => String, { description: about("Code of the facility that owes it.", "Mã cơ sở phải gửi.") })
  facility!: string;

  @Field(() => [FormCellInput], {
    description: about("All its figures, at most 5,000.", "Toàn bộ số liệu của mẫu, tối đa 5.000 ô."),
  })
  @HasAtMost(MOST_CELLS, messages.cells)
  @AreChecked()
  cells!: FormCellInput[];
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What a form with certain figures would be. Nothing is kept.",
    "Mẫu với các số liệu nêu ra sẽ như thế nào. Không lưu gì.",
  ),
})
export class FormAnswerCheck {
  @Field(() => [FormRowAnswer], {
    description: about("Row by row, with what formulas give.", "Theo dòng, kèm kết quả theo công thức."),
  })
  rows!: FormRowAnswer[];

  @Field(() => Int, { description: about("How many figures are asked for.", "Số ô số liệu phải điền.") })
  asked!: number;

  @Field(() => Int, { description: about("How many are there.", "Số ô đã có.") })
  given!: number;

  @Field(() => [UserErrorType], {
    description: about(
      "What `formAnswerSave` would refuse, by the same rules and in the same words; empty: nothing.",
      "Điều `formAnswerSave` sẽ từ chối, theo cùng quy tắc và cùng lời; rỗng: không có.",
    ),
  })
  mistakes!: readonly UserErrorType[];
}
