import { MaxLength } from "class-validator";
import { about } from "../graphql/about.js";
import { said } from "../graphql/user-errors.js";

const LONGEST = 2000;

export const REASON = about("Why, for the trail: 3 to 2,000 characters.", "Lý do, lưu vào nhật ký: 3 đến 2.000 ký tự.");

/** A text that may be left out, on a field of an input. */
export const IsNote = (): PropertyDecorator =>
  MaxLength(LONGEST, said("A note has at most 2,000 characters.", "Ghi chú có tối đa 2.000 ký tự."));

/** As it is kept; blank is none. */
export const tidyNote = (note: string | null | undefined): string | null => note?.normalize("NFC").trim() || null;
