/** What spreadsheets take for a formula: its first sign, also in full width, and what they skip before it. */
const FORMULA = /^["']*[=+\-@＝＋－＠\t\r\n]/;
/**
 * Within a text: where one begins for whoever takes what stands before it for the end of a cell or of a row, and does
 * not mind quotation marks.
 */
const WITHIN = /([,;\t\r\n]["']*)(?=[=+\-@＝＋－＠])/g;
const WITHIN_GUARDED = /([,;\t\r\n]["']*)'(?=[=+\-@＝＋－＠])/g;

export const looksLikeFormula = (text: string): boolean => FORMULA.test(text);

/** The same text, told apart from formulas by an apostrophe before each that it would begin. */
export const guarded = (text: string): string => atBegin(text) + text.replace(WITHIN, "$1'");

/** Takes back what `guarded` does, and nothing else: a text that had an apostrophe of its own keeps it. */
export function unguarded(text: string): string {
  if (!text.includes("'")) return text;
  const isGuarded = text.startsWith("'") && looksLikeFormula(text);
  return (isGuarded ? text.slice(1) : text).replace(WITHIN_GUARDED, "$1");
}

/** A text for where nothing can be taken for a formula: `unguarded` gives it back all the same. */
export const keepingApostrophes = (text: string): string =>
  text.includes("'") ? (text.startsWith("'") ? atBegin(text) : "") + text.replace(WITHIN_GUARDED, "$1''") : text;

const atBegin = (text: string): string => (looksLikeFormula(text) ? "'" : "");
