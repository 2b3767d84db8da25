import type { LocalizedMessage } from "../../core/schema/errors.js";
import { type Cells, type Content, OpenFile, partsOf, type Source } from "./content.js";
import { CsvRows, NoTable } from "./csv.js";
import { encodingOf, LONGEST_HEADER, NOT_UTF8 } from "./encoding.js";
import type { Header } from "./header.js";
import { SAVE_AS } from "./old-letters.js";
import type { Problems } from "./problems.js";
import { type Encoding } from "./problems.js";
import { type Seen } from "./seen.js";
import { TOO_WIDE } from "./sentences.js";
import { tableIn } from "./text-table.js";

/**
 * The rows of a file as they are written, the header first, wherever it stands: in a workbook or in a text. What cannot
 * be read is a problem, and the last.
 */
export async function* recordsOf(
  source: Source,
  header: Header,
  problems: Problems,
  seen: Seen,
): AsyncGenerator<Cells[]> {
  const { file, content } = source;
  const kind = kindOf(await beginOf(content));
  if (kind === "TEXT") return yield* textRecords(source, header, problems, seen);
  if (kind === "WORKBOOK" && content instanceof OpenFile) {
    const { workbookRecords } = await import("./workbook/workbook.js");
    return yield* workbookRecords(file, content, header, problems, seen);
  }
  const message = kind === "WORKBOOK" ? AS_FILE : OLD_WORKBOOK;
  problems.add({ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
}

const AS_FILE: LocalizedMessage = {
  en: "This is a workbook: send it as a file, not as text.",
  vi: "Đây là sổ tính: hãy gửi dạng tệp, không gửi dạng văn bản.",
};
const OLD_WORKBOOK: LocalizedMessage = {
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
  header: Header,
  problems: Problems,
  seen: Seen,
): AsyncGenerator<Cells[]> {
  const unreadable = (line: number, message: LocalizedMessage) =>
    problems.add({ file, line, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
  const written = await encodingOf(content, header);
  if ("wrong" in written) return void unreadable(written.line, written.wrong);
  const { encoding } = written;
  if (typeof content !== "string") seen.encoding = encoding;
  let rows: CsvRows | undefined;
  try {
    for await (const text of textsOf(content, encoding, seen)) {
      if (rows) yield rows.read(text);
      else {
        if (text.length >= LONGEST_HEADER && !/[\r\n]/.test(text.slice(0, LONGEST_HEADER)))
          return void unreadable(1, TOO_WIDE);
        const { at, line, separator } = tableIn(text.slice(0, LONGEST_HEADER), header);
        rows = new CsvRows(separator, line);
        yield rows.read(text.slice(at));
      }
    }
    yield rows?.end() ?? [];
  } catch (error) {
    const isNoText = (error as { code?: unknown }).code === "ERR_ENCODING_INVALID_ENCODED_DATA";
    if (!isNoText && !(error instanceof NoTable)) throw error;
    yield rows?.taken() ?? [];
    if (error instanceof NoTable) unreadable(error.line, error.sentence);
    else unreadable(rows?.line ?? 1, encoding === "utf-8" ? NOT_UTF8 : NOT_UTF16);
  }
}

/** A text in parts, of which the first holds the header, whatever stands above it. */
async function* textsOf(content: Content, encoding: Encoding, seen: Seen): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let begun: string | undefined = "";
  try {
    for await (const part of partsOf(content)) {
      seen.bytes += part.length;
      const text = decoder.decode(part, { stream: true });
      if (begun === undefined) yield text;
      else {
        begun += text;
        if (begun.length < LONGEST_HEADER) continue;
        const first = begun;
        begun = undefined;
        yield first;
      }
    }
    const last = decoder.decode();
    const first = begun;
    begun = undefined;
    yield (first ?? "") + last;
  } catch (error) {
    if (begun) yield begun;
    throw error;
  }
}

const NOT_UTF16: LocalizedMessage = {
  en: `The file begins as one in UTF-16, and is none: ${SAVE_AS.en}.`,
  vi: `Tệp mở đầu như UTF-16 nhưng không phải: ${SAVE_AS.vi}.`,
};
