import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../facility.messages.js";

/** As in the register: words of capitals and digits with hyphens between them, the first one beginning with a letter. */
const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const LONGEST_CODE = 40;
/** What `matchNames` can be asked about. */
export const LONGEST_NAME = 200;

export const problemOfCode = (code: string): LocalizedMessage | undefined =>
  code.length <= LONGEST_CODE && CODE.test(code) ? undefined : messages.notACode(code, LONGEST_CODE);

/** As it is kept: one blank between words. */
export const tidyName = (name: string): string => name.normalize("NFC").replace(/\s+/gu, " ").trim();

/** A name, or another way in which documents write it, has letters, and is not too long. */
export const problemOfLetters = (name: string): LocalizedMessage | undefined =>
  name.length <= LONGEST_NAME && /\p{L}/u.test(name) ? undefined : messages.notAName(LONGEST_NAME);

/** A spelling keeps its blanks, as they are printed. */
export const tidySpellings = (given: readonly string[] | null | undefined): string[] => [
  ...new Set((given ?? []).map((spelling) => spelling.normalize("NFC").trim())),
];
