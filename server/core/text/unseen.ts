/** Characters that nobody sees, blanks and ends of lines aside; half a surrogate pair is no character at all. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u2800]|(?![\t\n\r])\p{Cc}/u;
const ALL_UNSEEN = new RegExp(UNSEEN, "gu");
/** What spreadsheets and browsers leave at the ends of a text: it says nothing there. */
const AT_EDGES = new Set(["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"]);

/** Letters that look like one of the Vietnamese alphabet and are none: of another alphabet, in full width, Icelandic Ð. */
const LOOKALIKE = /[ÐðƉɖ]|(?!\p{Script=Latin})\p{L}|[\uff21-\uff3a\uff41-\uff5a]/u;

/** A character, and the how manieth of its text it is. */
export interface PlacedCharacter {
  character: string;
  /** Such as "U+200B". */
  code: string;
  place: number;
}

/** The first character that cannot be seen. */
export const unseenIn = (text: string): PlacedCharacter | undefined => placed(UNSEEN, text);

/** The first letter that is not what it looks like. */
export const lookalikeIn = (text: string): PlacedCharacter | undefined => placed(LOOKALIKE, text);

function placed(what: RegExp, text: string): PlacedCharacter | undefined {
  const found = what.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { character, code: `U+${code}`, place: [...text.slice(0, found.index)].length + 1 };
}

/** The text as it is seen, for comparing. */
export const asSeen = (text: string): string =>
  ASCII.test(text) ? text : text.replace(ALL_UNSEEN, "").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ");

const ASCII = /^[\t\n\r\x20-\x7e]*$/;

/** The text without what cannot be seen at its edges, and the blanks there; the same text where there is nothing of it. */
export function withoutUnseenEdges(text: string): string {
  let [start, end, isFound] = [0, text.length, false];
  const isEdge = (character = "") => {
    isFound ||= AT_EDGES.has(character);
    return AT_EDGES.has(character) || character.trim() === "";
  };
  while (start < end && isEdge(text[start])) start += 1;
  while (end > start && isEdge(text[end - 1])) end -= 1;
  return isFound ? text.slice(start, end) : text;
}
