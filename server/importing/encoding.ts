import type { Sentence } from "../errors.js";
import { nameKey } from "../text/fold.js";
import { type Content, partsOf } from "./content.js";
import { separatorOf } from "./csv.js";
import { oldLettersIn, SAVE_AS, TCVN3_BYTES } from "./old-letters.js";
import { Utf8 } from "./utf8.js";

/** How the letters of a text are written, as `TextDecoder` calls it. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";

/** In what a text is written; or why that cannot be told, and from which line on. */
export type Written = { encoding: Encoding } | { wrong: Sentence; line: number };

/** Longer than the names of any table: a header without end is not read. */
export const LONGEST_HEADER = 100_000;
const NEW_LINE = 10;

export const NOT_UTF8: Sentence = {
  en: `The file is not in UTF-8: ${SAVE_AS.en}.`,
  vi: `Tệp không dùng bảng mã UTF-8: ${SAVE_AS.vi}.`,
};
const NO_TEXT: Sentence = {
  en: `The file is no text: ${SAVE_AS.en}.`,
  vi: `Tệp không phải là văn bản: ${SAVE_AS.vi}.`,
};

/**
 * Tells in what a text is written: by its mark; in UTF-8 where all of it is; in windows-1258, as Excel in Vietnam writes
 * without asking, where the header is one of these names and every letter one that Vietnamese has. Nothing is guessed.
 */
export async function encodingOf(content: Content, names: readonly string[]): Promise<Written> {
  if (typeof content === "string") return { encoding: "utf-8" };
  const header = await headerOf(content);
  const marked = byMark(header);
  if (marked) return { encoding: marked };
  if (header.includes(0)) return { wrong: NO_TEXT, line: 1 };
  const line = await lineNotUtf8(content);
  if (line === null) return { encoding: "utf-8" };
  if (await isWindows1258(content, header, names)) return { encoding: "windows-1258" };
  return { wrong: oldLettersIn(cellsOf(Buffer.from(header).toString("latin1")), names) ?? NOT_UTF8, line };
}

function byMark([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** The bytes up to the first line end. */
async function headerOf(content: Content): Promise<Uint8Array> {
  const begun: Uint8Array[] = [];
  let length = 0;
  for await (const part of partsOf(content)) {
    const end = part.indexOf(NEW_LINE);
    begun.push(end < 0 ? part : part.subarray(0, end));
    length += part.length;
    if (end >= 0 || length > LONGEST_HEADER) break;
  }
  return Buffer.concat(begun);
}

const cellsOf = (header: string): string[] =>
  header.split(separatorOf(header)).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

/** On which line the first letter stands that is none of UTF-8; null: it is all in UTF-8. */
async function lineNotUtf8(content: Content): Promise<number | null> {
  const text = new Utf8();
  let lines = 1;
  for await (const part of partsOf(content)) {
    const before = text.linesBeforeWrong(part);
    if (before !== null) return lines + before;
    for (let at = part.indexOf(NEW_LINE); at >= 0; at = part.indexOf(NEW_LINE, at + 1)) lines += 1;
  }
  return text.isCut ? lines : null;
}

const VOWELS = "aăâeêioôơuưy";
const TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const LOWER = `đ${Array.from(VOWELS)
  .flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize("NFC")))
  .join("")}`;
/** What a Vietnamese text is made of, with the signs that Excel puts for others while one types. */
const VIETNAMESE = new RegExp(`^[\\x01-\\x7f${LOWER}${LOWER.toUpperCase()}\u00a0€₫‘’“”–—…•°±²³÷]*$`);
const MARK = /\p{M}/u;

async function isWindows1258(content: Content, header: Uint8Array, names: readonly string[]): Promise<boolean> {
  const keys = new Set(names.map(nameKey));
  const decoder = new TextDecoder("windows-1258");
  const cells = cellsOf(decoder.decode(header));
  if (!cells.every((cell) => keys.has(nameKey(cell)))) return false;
  // A header without accents says nothing: then a letter has to that TCVN3, where the same bytes are others, lacks.
  let isTold = header.some((byte) => byte >= 0x80);
  let begun = "";
  for await (const part of partsOf(content)) {
    const text = begun + decoder.decode(part, { stream: true });
    // A letter may have its mark in the next part.
    const end = text.length - 1 - (MARK.test(text.slice(-1)) ? 1 : 0);
    begun = text.slice(Math.max(end, 0));
    if (!VIETNAMESE.test(text.slice(0, Math.max(end, 0)).normalize("NFC"))) return false;
    isTold ||= part.some((byte) => byte >= 0x80 && !TCVN3_BYTES.has(byte));
  }
  return isTold && VIETNAMESE.test(begun.normalize("NFC"));
}
