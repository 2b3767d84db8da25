import { isUtf8 } from "node:buffer";

/** Whether parts make a text in UTF-8, wherever they are cut. */
export class Utf8 {
  /** The bytes of a letter that the last part has begun. */
  #begun: Uint8Array = new Uint8Array();

  /** By which byte its lines end. */
  constructor(private readonly lineEnd: number) {}

  /** Whether the text ends within a letter, if it ends here. */
  get isCut(): boolean {
    return this.#begun.length > 0;
  }

  /** How many lines of this part end before what is no text; null: all of it is text. */
  linesBeforeWrong(part: Uint8Array): number | null {
    const whole = this.#begun.length > 0 ? Buffer.concat([this.#begun, part]) : part;
    const end = endOfLetters(whole);
    if (!isUtf8(whole.subarray(0, end))) return linesOfText(whole, this.lineEnd);
    this.#begun = whole.slice(end);
    return null;
  }
}

/** Where the last whole letter ends: a letter has at most four bytes, and the first says how many. */
function endOfLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function linesOfText(bytes: Uint8Array, lineEnd: number): number {
  let lines = 0;
  for (let start = 0; ; lines += 1) {
    const end = bytes.indexOf(lineEnd, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}
