
/** A sentence in both languages of the field; which one is sent depends on `Accept-Language`. */
export interface LocalizedMessage {
  en: string;
  vi: string;
}

/** What is said of a cell, in both languages: what it is, and what would be right. */

/** How much of a value a sentence repeats. */
const LONGEST_SHOWN = 200;

export const cut = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
