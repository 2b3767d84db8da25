/** A sentence in both languages of the field; which one is sent depends on `Accept-Language`. */
export interface LocalizedMessage {
  en: string;
  vi: string;
}

/** How much of a value a sentence repeats. */
const LONGEST_SHOWN = 200;

/** A value as sentences repeat it. */
export const cut = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
