import type { Sentence } from "../errors.js";
import { type Cells, type Content, OpenFile, partsOf, type Source } from "./content.js";
import { csvRecords } from "./csv.js";
import type { Problems } from "./problems.js";

/** Told how many bytes have been read since it was told last. */
export type Heard = (bytes: number) => void;

/** The rows of a file as they are written, the header first: of a workbook its first sheet, else of a text. */
export async function* recordsOf(
  { file, content }: Source,
  problems: Problems,
  heard: Heard = () => {},
): AsyncGenerator<Cells[]> {
  const kind = kindOf(await beginOf(content));
  if (kind === "TEXT") return yield* csvRecords(file, hearing(content, heard), problems);
  if (kind === "WORKBOOK" && content instanceof OpenFile) {
    const { workbookRecords } = await import("./workbook/workbook.js");
    return yield* workbookRecords(file, content, problems, heard);
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

async function* hearing(content: Content, heard: Heard): AsyncGenerator<Uint8Array> {
  for await (const part of partsOf(content)) {
    heard(part.length);
    yield part;
  }
}
