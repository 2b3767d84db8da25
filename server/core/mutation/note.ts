import { MaxLength } from "class-validator";
import { inputField } from "../schema/input-field.js";
import { message } from "../schema/user-errors.js";

export const LONGEST_NOTE = 2000;

export const REASON = inputField(
  () => String,
  "Why, for the trail: 3 to 2,000 characters.",
  "Lý do, lưu vào nhật ký: 3 đến 2.000 ký tự.",
);

/** A text that may be left out, on a field of an input. */
export const IsNote = (): PropertyDecorator =>
  MaxLength(LONGEST_NOTE, message("A note has at most 2,000 characters.", "Ghi chú có tối đa 2.000 ký tự."));

export const NOTE_VI = inputField(
  () => String,
  "Remark in Vietnamese, at most 2,000 characters.",
  "Ghi chú tiếng Việt, tối đa 2.000 ký tự.",
  IsNote(),
);
export const NOTE_EN = inputField(
  () => String,
  "Remark in English, at most 2,000 characters.",
  "Ghi chú tiếng Anh, tối đa 2.000 ký tự.",
  IsNote(),
);

/** As it is kept; blank is none. */
export const tidyNote = (note: string | null | undefined): string | null => note?.normalize("NFC").trim() || null;
