import type { Sentence } from "../errors.js";
import { type Cells, type Content, OpenFile, partsOf, type Source } from "./content.js";
import { CsvRows, NoTable, separatorOf } from "./csv.js";
import { type Encoding, encodingOf, LONGEST_HEADER, NOT_UTF8 } from "./encoding.js";
import { SAVE_AS } from "./old-letters.js";
import type { Problems } from "./problems.js";
import { TOO_WIDE } from "./sentences.js";

/** What has been seen of a file so far. */
export interface Seen {
  bytes: number;
  /** How its letters are written; null of what is no file of text. */
  encoding: Encoding | null;
}

/**
 * The rows of a file as they are written, the header first: of a workbook its first sheet, else of a text. `names` are
 * those that columns may have. What cannot be read is a problem, and the last.
 */
export async function* recordsOf(
  source: Source,
  names: readonly string[],
  problems: Problems,
  seen: Seen,
): AsyncGenerator<Cells[]> {
  const { file, content } = source;
  const kind = kindOf(await beginOf(content));
  if (kind === "TEXT") return yield* textRecords(source, names, problems, seen);
  if (kind === "WORKBOOK" && content instanceof OpenFile) {
    const { workbookRecords } = await import("./workbook/workbook.js");
    return yield* workbookRecords(file, content, problems, seen);
  }
  const message = kind === "WORKBOOK" ? AS_FILE : OLD_WORKBOOK;
  problems.add({ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
}

const AS_FILE: Sentence = {
  en: "This is a workbook: send it as a file, not as text.",
  vi: "Đây là sổ tính: hãy gửi dạng tệp, không gửi dạng văn bản.",
};
const OLD_WORKBOOK: Sentence = {
  en: "This is a workbook of Excel 97–2003 or one with a password: save it as .xlsx without a password.",
  vi: "Đây là sổ tính Excel 97–2003 hoặc có mật khẩu: hãy lưu dạng .xlsx không có mật khẩu.",
};

const BEGIN = 8;

async function beginOf(content: Content): Promise<Uint8Array> {
  if (content instanceof OpenFile) return content.read(0, BEGIN);
  if (typeof content === "string") return Buffer.from(content.slice(0, BEGIN));
  for await (const part of partsOf(content)) return part.subarray(0, BEGIN);
  return Buffer.alloc(0);
}

/** What a file is, by its first bytes: whatever it is called, and whatever whoever sends it says. */
function kindOf(begin: Uint8Array): "TEXT" | "WORKBOOK" | "OLD_WORKBOOK" {
  const text = Buffer.from(begin).toString("latin1");
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "WORKBOOK";
  return text === "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" ? "OLD_WORKBOOK" : "TEXT";
}

async function* textRecords(
  { file, content }: Source,
  names: readonly string[],
  problems: Problems,
  seen: Seen,
): AsyncGenerator<Cells[]> {
  const unreadable = (line: number, message: Sentence) =>
    problems.add({ file, line, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
  const written = await encodingOf(content, names);
  if ("wrong" in written) return void unreadable(written.line, written.wrong);
  const { encoding } = written;
  if (typeof content !== "string") seen.encoding = encoding;
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rows: CsvRows | undefined;
  let begun = "";
  try {
    for await (const part of partsOf(content)) {
      seen.bytes += part.length;
      const text = decoder.decode(part, { stream: true });
      if (rows) yield rows.read(text);
      else {
        begun += text;
        if (!begun.slice(0, LONGEST_HEADER).includes("\n")) {
          if (begun.length > LONGEST_HEADER) return void unreadable(1, TOO_WIDE);
          continue;
        }
        rows = rowsOf(begun);
        yield rows.read(begun);
      }
    }
    const last = decoder.decode();
    if (rows) yield rows.read(last);
    else {
      rows = rowsOf(begun);
      yield rows.read(begun + last);
    }
    yield rows.end();
  } catch (error) {
    const isNoText = (error as { code?: unknown }).code === "ERR_ENCODING_INVALID_ENCODED_DATA";
    if (!isNoText && !(error instanceof NoTable)) throw error;
    yield rows?.taken() ?? [];
    if (error instanceof NoTable) unreadable(error.line, error.sentence);
    else unreadable(rows?.line ?? 1, encoding === "utf-8" ? NOT_UTF8 : NOT_UTF16);
  }
}

const NOT_UTF16: Sentence = {
  en: `The file begins as one in UTF-16, and is none: ${SAVE_AS.en}.`,
  vi: `Tệp mở đầu như UTF-16 nhưng không phải: ${SAVE_AS.vi}.`,
};

const rowsOf = (begun: string): CsvRows => new CsvRows(separatorOf(begun.split("\n", 1)[0] ?? ""));
