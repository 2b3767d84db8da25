import type { Cells } from "../content.js";
import { type Header, MOST_ABOVE } from "../header.js";
import { Problems } from "../problems.js";
import type { SheetPart, Workbook } from "./parts.js";
import { SheetHearer } from "./sheet-hearer.js";
import { severalTables, UnreadableWorkbook } from "./unreadable.js";
import { hear } from "./xml.js";
import type { Zip } from "./zip.js";

export const LARGEST_SHEET = 2 ** 30;
/** How much of a sheet is looked at for its header. */
const LOOKED_AT = 2 ** 20;

/** The header of a table, and the part in which it stands. */
interface Table {
  part: string;
  header: Cells;
  known: number;
}

/**
 * The table of a workbook: that of the sheet which has its header, wherever the sheet stands. Of two such sheets none is
 * read, since nobody says which one is meant. Where none has it, the one that is most like it; undefined: all are empty.
 */
export async function tableOf(
  zip: Zip,
  workbook: Workbook,
  header: Header,
  heard: (line: number) => void,
): Promise<Table | undefined> {
  const tables: Table[] = [];
  let wrong: unknown;
  for (const sheet of workbook.sheets) {
    try {
      const table = await headerOn(zip, workbook, sheet, header, wrong === undefined ? heard : () => {});
      if (table) tables.push(table);
    } catch (error) {
      // Another sheet may be the one that is meant.
      if (!(error instanceof UnreadableWorkbook)) throw error;
      wrong ??= error;
    }
  }
  const whole = tables.filter((table) => header.isIn(table.header.cells));
  if (whole.length > 1) throw severalTables(whole.map((table) => table.header.sheet ?? ""));
  if (whole.length === 0 && wrong !== undefined) throw wrong;
  return (
    whole[0] ??
    tables.reduce<Table | undefined>((best, each) => (best && best.known >= each.known ? best : each), undefined)
  );
}

/** The row of a sheet that is its header, or most like it. */
async function headerOn(
  zip: Zip,
  workbook: Workbook,
  { name, part }: SheetPart,
  header: Header,
  heard: (line: number) => void,
): Promise<Table | undefined> {
  const { bytes } = await zip.read(part, LARGEST_SHEET);
  const hearer = new SheetHearer(workbook, "", new Problems(0));
  const rows: Cells[] = [];
  let length = 0;
  try {
    for await (const more of hear(bytes, hearer)) {
      rows.push(...hearer.take());
      length += more;
      if (rows.length > MOST_ABOVE || length > LOOKED_AT) break;
    }
    rows.push(...hearer.take());
  } finally {
    heard(hearer.line);
  }
  const first = rows.slice(0, MOST_ABOVE + 1);
  const { at, known } = header.choose(first.map(({ cells }) => cells));
  const found = first[at];
  return found && { part, known, header: { ...found, sheet: name, since1904: workbook.since1904 } };
}
