import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "../files.messages.js";
import { type Content, partsOf } from "./content.js";
import type { Header } from "./header.js";
import { oldLettersIn, TCVN3_BYTES } from "./old-letters.js";
import { type Encoding } from "./problems.js";
import { tableIn } from "./text-table.js";
import { Utf8 } from "./utf8.js";

/** In what a text is written; or why that cannot be told, and from which line on. */
export type Written = { encoding: Encoding } | { wrong: LocalizedMessage; line: number };

/** What may stand before the rows of a table, names of columns included: a header without end is not read. */
export const LONGEST_HEADER = 100_000;
const [NEW_LINE, RETURN] = [10, 13];

/**
 * Tells in what a text is written: by its mark; in UTF-8 where all of it is; in windows-1258, as Excel in Vietnam writes
 * without asking, where the header is one of these names and every letter one that Vietnamese has. Nothing is guessed.
 */
export async function encodingOf(content: Content, header: Header): Promise<Written> {
  if (typeof content === "string") return { encoding: "utf-8" };
  const begin = await beginOf(content);
  const marked = byMark(begin);
  if (marked) return { encoding: marked };
  if (begin.includes(0)) return { wrong: messages.noText, line: 1 };
  const line = await lineNotUtf8(content, begin.includes(NEW_LINE) ? NEW_LINE : RETURN);
  if (line === null) return { encoding: "utf-8" };
  if (await isWindows1258(content, begin, header)) return { encoding: "windows-1258" };
  const { cells } = tableIn(Buffer.from(begin).toString("latin1"), header);
  return { wrong: oldLettersIn(cells, header.names) ?? messages.notUtf8, line };
}

function byMark([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** The bytes in which the header stands. */
async function beginOf(content: Content): Promise<Uint8Array> {
  const begun: Uint8Array[] = [];
  let length = 0;
  for await (const part of partsOf(content)) {
    begun.push(part);
    length += part.length;
    if (length >= LONGEST_HEADER) break;
  }
  return Buffer.concat(begun).subarray(0, LONGEST_HEADER);
}

/** On which line the first letter stands that is none of UTF-8; null: it is all in UTF-8. */
async function lineNotUtf8(content: Content, lineEnd: number): Promise<number | null> {
  const text = new Utf8(lineEnd);
  let lines = 1;
  for await (const part of partsOf(content)) {
    const before = text.linesBeforeWrong(part);
    if (before !== null) return lines + before;
    for (let at = part.indexOf(lineEnd); at >= 0; at = part.indexOf(lineEnd, at + 1)) lines += 1;
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
const BEYOND_ASCII = /[^ -~\s]/;

async function isWindows1258(content: Content, begin: Uint8Array, header: Header): Promise<boolean> {
  const decoder = new TextDecoder("windows-1258");
  const { cells } = tableIn(decoder.decode(begin), header);
  const named = cells.filter((cell) => cell.trim() !== "");
  if (named.length === 0 || header.knownIn(named) < named.length) return false;
  // A header without accents says nothing: then a letter has to that TCVN3, where the same bytes are others, lacks.
  let isTold = named.some((cell) => BEYOND_ASCII.test(cell));
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
