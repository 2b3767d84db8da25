import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import type { Cells, OpenFile } from "../content.js";
import type { Header } from "../header.js";
import type { Problems } from "../problems.js";
import type { Seen } from "../seen.js";
import { readWorkbook } from "./parts.js";
import { SheetHearer } from "./sheet-hearer.js";
import { LARGEST_SHEET, tableOf } from "./table.js";
import { UnreadableWorkbook } from "./unreadable.js";
import { hear } from "./xml.js";
import { Zip } from "./zip.js";

/** The rows of the sheet that holds the table, its header first. What cannot be read is a problem, and the last. */
export async function* workbookRecords(
  { file, content, sheet }: { file: string; content: OpenFile; sheet: string | undefined },
  header: Header,
  problems: Problems,
  seen: Seen,
): AsyncGenerator<Cells[]> {
  let line = 1;
  let hearer: SheetHearer | undefined;
  try {
    const zip = await Zip.open(content);
    const whole = await readWorkbook(zip);
    const sheets = whole.sheets.filter(({ name }) => sheet === undefined || name === sheet);
    const workbook = { ...whole, sheets };
    const table = await tableOf(zip, workbook, header, (heard) => {
      line = heard;
    });
    if (!table) return;
    yield [table.header];
    const { bytes, packed, unpacked } = await zip.read(table.part, LARGEST_SHEET);
    hearer = new SheetHearer(workbook, file, problems, table.header);
    for await (const length of hear(bytes, hearer)) {
      seen.bytes += (length * packed) / Math.max(unpacked, 1);
      yield hearer.take();
    }
    yield hearer.take();
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    const message = error.sentence;
    const at = Math.max(hearer?.line ?? line, 1);
    problems.add({ file, line: at, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
  }
}

/** The names of the sheets that it shows, or why it cannot be read. */
export async function sheetNames(content: OpenFile): Promise<{ sheets: string[] } | { wrong: LocalizedMessage }> {
  try {
    const { sheets } = await readWorkbook(await Zip.open(content));
    return { sheets: sheets.map(({ name }) => name) };
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    return { wrong: error.sentence };
  }
}
