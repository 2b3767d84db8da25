// What of the compiled declarations goes into the package: the words in which languages, and no more around them than
// TypeScript needs.
import ts from "typescript";

const COMMENT = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\//g;

/** Before one of the values of an enum, where no editor shows it. */
const OF_VALUE = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*(?=(?:\| )?['"]\w+['"];?$)/gm;

/** Constants after others, with their comments: one word for all of them will do. */
const MORE_CONSTANTS = /(?<=^(?:\/\*\*.*\*\/)?export declare const .*);\n(\/\*\*.*\*\/)export declare const /gm;

/** What stands in many places gets a word, which the file then explains. */
const WORDS = [
  [/(?<=\?:)([^;{}\n]+)\|null\|undefined(?=[;}])/g, "Maybe<$1>", "type Maybe<T>=T|null|undefined;"],
  [/(?<==)\{\n(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)input:(\w+)\}(?=;)/g, "ActOn<$2>", "type ActOn<T>={\n$1input:T};"],
];

const LIST = /\bReadonlyArray<(\w+)>/g;

/** Which of the words of a generated comment an editor shows, where it has an English and a Vietnamese paragraph. */
export const inEnglish = (declarations) => withWords(declarations, (english) => english);
export const inBothLanguages = (declarations) =>
  withWords(declarations, (english, vietnamese) => `${vietnamese}\n\n${english}`);

function withWords(declarations, chosen) {
  return declarations.replaceAll(COMMENT, (comment, text) => {
    const [english, vietnamese, ...more] = paragraphsOf(text);
    if (more.length > 0) throw new Error(`Which of these is English? ${comment}`);
    return vietnamese === undefined ? comment : `/**${chosen(english, vietnamese)}*/`;
  });
}

const wordsOf = (text) => text.replaceAll(/^ *\* ?/gm, "").trim();
const paragraphsOf = (text) => wordsOf(text).split(/\n\s*\n/);

/** The same declarations: a line for each member, and no blanks that only look well. */
export function compact(declarations) {
  const text = declarations.replaceAll(OF_VALUE, "").replaceAll(COMMENT, (_, words) => `/**${wordsOf(words)}*/`);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  let result = "";
  let [hasBlank, hasLineBreak] = [false, false];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const token = scanner.getTokenText();
    const isLineBreak = kind === ts.SyntaxKind.NewLineTrivia;
    if (isLineBreak || kind === ts.SyntaxKind.WhitespaceTrivia) {
      hasBlank = true;
      hasLineBreak ||= isLineBreak;
      continue;
    }
    if (token === "}" && result.endsWith(";")) result = result.slice(0, -1);
    const endsLine = token !== "}" && (/[;}]$/.test(result) || token.startsWith("/**"));
    if (hasLineBreak && endsLine) result += "\n";
    else if (hasBlank && /[\w$]$/.test(result) && /^[\w$]/.test(token)) result += " ";
    result += token;
    [hasBlank, hasLineBreak] = [false, false];
  }
  return `${inWords(result.replaceAll(MORE_CONSTANTS, ",\n$1").replaceAll(LIST, "readonly $1[]"))}\n`;
}

const inWords = (declarations) =>
  WORDS.reduce((text, [many, word, meaning]) => {
    const [first, second] = text.matchAll(many);
    return second ? `${text.replaceAll(many, word)}\n${meaning.replace("$1", () => first[1])}` : text;
  }, declarations);
