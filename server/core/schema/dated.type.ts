import { Field, InterfaceType } from "type-graphql";
import { about } from "./about.js";
import { LocalDate } from "./scalars.js";

/** Named here, as Node is. `schema.ts` reads the day from the batch that a row was handed out in. */
@InterfaceType("Dated", {
  description: about(
    "Whatever looks different from one day to another, itself or in what hangs on it: a cache keeps it by `id` and `asOf`.",
    "Mọi đối tượng mà bản thân hoặc những gì gắn với nó thay đổi theo ngày: bộ nhớ đệm lưu theo `id` và `asOf`.",
  ),
})
export abstract class Dated {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day that this answer describes, as it was asked for with `asOf`; null: the latest known state.",
      "Ngày mà câu trả lời này mô tả, theo `asOf` đã hỏi; null: tình trạng mới nhất được biết.",
    ),
  })
  asOf!: string | null;
}

/** The field `recordedAsOf` of what can be asked for as it was on record on a day. */
export const RecordedAsOfField = (): PropertyDecorator =>
  Field(() => LocalDate, {
    nullable: true,
    description: about(
      "As it was on record at the end of this day, as it was asked for with `recordedAsOf`; null: as it is on record now. A cache keeps it by this too.",
      "Như đã ghi nhận đến hết ngày này, theo `recordedAsOf` đã hỏi; null: như đang ghi nhận. Bộ nhớ đệm cũng lưu theo ngày này.",
    ),
  }) as PropertyDecorator;
