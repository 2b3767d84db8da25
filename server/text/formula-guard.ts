/** What spreadsheets take for a formula: its first sign, also in full width, and what they skip before it. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/;

export const looksLikeFormula = (text: string): boolean => FORMULA.test(text);

/** The same text, told apart from a formula by a leading apostrophe. */
export const guarded = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text);

/** Takes back what `guarded` does, and nothing else: a text that had an apostrophe of its own keeps it. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && looksLikeFormula(text) ? text.slice(1) : text;
