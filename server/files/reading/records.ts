import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { mayGoOn } from "../../core/time/turn.js";
import * as messages from "../files.messages.js";
import { type Cells, type Content, OpenFile, partsOf, type Source } from "./content.js";
import { CsvRows, NoTable } from "./csv.js";
import { encodingOf, LONGEST_HEADER } from "./encoding.js";
import { type Header, WIDEST } from "./header.js";
import { type Encoding, ImportRefused, type Problems } from "./problems.js";
import { type Seen } from "./seen.js";
import { tableIn } from "./text-table.js";

/** How many letters of a text are taken apart before others have their turn. */
const READ_AT_ONCE = 2 ** 16;

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
  const { file, content, sheet } = source;
  const kind = kindOf(await beginOf(content));
  if (kind === "TEXT") return yield* textRecords(source, header, problems, seen);
  if (kind === "WORKBOOK" && content instanceof OpenFile) {
    const { workbookRecords } = await import("./workbook/workbook.js");
    return yield* workbookRecords({ file, content, sheet }, header, problems, seen);
  }
  const message = kind === "WORKBOOK" ? messages.workbookAsText : messages.oldWorkbook;
  problems.add({ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
}

/** The names of the sheets that a workbook shows, in their order; refuses what is no workbook. */
export async function sheetsOf(file: string, content: OpenFile): Promise<readonly string[]> {
  const kind = kindOf(await beginOf(content));
  const workbook = await import("./workbook/workbook.js");
  const found = kind === "WORKBOOK" ? await workbook.sheetNames(content) : undefined;
  if (found && "sheets" in found) return found.sheets;
  const message = found?.wrong ?? (kind === "TEXT" ? messages.textAsWorkbook : messages.oldWorkbook);
  throw new ImportRefused([{ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] }]);
}

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
      let at = 0;
      if (!rows) {
        if (text.length >= LONGEST_HEADER && !/[\r\n]/.test(text.slice(0, LONGEST_HEADER)))
          return void unreadable(1, messages.tooWide(WIDEST));
        const table = tableIn(text.slice(0, LONGEST_HEADER), header);
        at = table.at;
        rows = new CsvRows(table.separator, table.line);
      }
      for (; at < text.length; at += READ_AT_ONCE) {
        await mayGoOn();
        yield rows.read(text.slice(at, at + READ_AT_ONCE));
      }
    }
    yield rows?.end() ?? [];
  } catch (error) {
    const isNoText = (error as { code?: unknown }).code === "ERR_ENCODING_INVALID_ENCODED_DATA";
    if (!isNoText && !(error instanceof NoTable)) throw error;
    yield rows?.taken() ?? [];
    if (error instanceof NoTable) unreadable(error.line, error.sentence);
    else unreadable(rows?.line ?? 1, encoding === "utf-8" ? messages.notUtf8 : messages.notUtf16);
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
