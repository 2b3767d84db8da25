import { HasLength } from "../schema/checks.js";
import { inputField } from "../schema/input-field.js";
import * as messages from "./mutation.messages.js";

export const LONGEST_NOTE = 2000;

export const REASON = inputField(
  () => String,
  "Why, for the trail: 3 to 2,000 characters.",
  "Lý do, lưu vào nhật ký: 3 đến 2.000 ký tự.",
  HasLength(3, LONGEST_NOTE, messages.aReason),
);

/** A text that may be left out, on a field of an input. */
export const IsNote = (): PropertyDecorator => HasLength(0, LONGEST_NOTE, messages.aNote);

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

/** The reason of an act, as it is kept. */
export const tidyReason = (reason: string): string => reason.normalize("NFC").trim();
