import { cut } from "../../core/text/localized-message.js";
import { unseenCharacter } from "../../core/text/text.messages.js";
import { unseenIn, withoutUnseenEdges } from "../../core/text/unseen.js";
import { Row, type Sheet } from "./cells.js";
import type { Cells, Source } from "./content.js";
import { type Columns, Header, shown, tellUnnamed } from "./header.js";
import { Problems } from "./problems.js";
import { recordsOf } from "./records.js";
import { Replacements } from "./replacements.js";
import { NOTHING_SEEN, type Seen } from "./seen.js";

/** How many rows make a piece. All but the last have as many, so that the database prepares their statement once. */
export const PIECE = 1000;

/** The whole of a small file. Whoever reads it refuses it when there is any problem. */
export async function readTable(
  source: Source,
  columns: readonly string[],
): Promise<{ rows: Row[]; problems: Problems }> {
  const [rows, problems]: [Row[], Problems] = [[], new Problems()];
  for await (const some of readRows(source, { columns }, problems)) rows.push(...some);
  return { rows, problems };
}

/** Reads a table, header first, piece by piece. Readers add to `problems` what they cannot place. */
export async function* readRows(
  source: Source,
  wanted: Columns,
  problems: Problems,
  seen: Seen = { ...NOTHING_SEEN },
): AsyncGenerator<Row[]> {
  const { file } = source;
  const header = new Header(wanted);
  let replacements: Replacements | undefined;
  let sheet: Sheet | undefined;
  let unnamed: readonly number[] = [];
  const rows: Row[] = [];
  for await (const records of recordsOf(source, header, problems, seen)) {
    const first = sheet ? undefined : records.shift();
    if (first) {
      seen.sheet = first.sheet ?? null;
      sheet = sheetOf(file, first, header, problems);
      if (source.replacements)
        replacements = new Replacements(source.replacements, source.sheet ?? first.sheet, source.sheet === undefined);
      unnamed = [...sheet.header.entries()].flatMap(([place, name]) => (name === "" ? place : []));
    }
    if (!sheet) continue;
    for (const { cells: written, line, unreadable } of records) {
      const cells = replacements?.in(line, written, sheet.header) ?? written;
      for (const place of unnamed) {
        if ((cells[place] ?? "").trim() !== "") tellUnnamed(problems, file, line, place, cells[place] ?? "");
      }
      rows.push(new Row(line, seenCells(cells, line, sheet, seen), sheet, unreadable));
    }
    while (rows.length >= PIECE) yield rows.splice(0, PIECE);
  }
  if (sheet) replacements?.tellLost(problems, file);
  else if (!problems.areAny) header.placesIn(file, { cells: [], line: 1 });
  if (rows.length > 0) yield rows;
}

const sheetOf = (file: string, first: Cells, header: Header, problems: Problems): Sheet => ({
  ...{ file, columns: header.placesIn(file, first), header: first.cells.map(shown), problems },
  since1904: first.since1904,
});

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The cells of a row as people see them: what nobody sees is dropped at their edges and counted; within a cell, where it
 * would make two of what looks like one, it is a problem.
 */
function seenCells(cells: readonly string[], line: number, sheet: Sheet, seen: Seen): readonly string[] {
  if (cells.every((cell) => PLAIN.test(cell))) return cells;
  return cells.map((cell, place) => {
    if (PLAIN.test(cell)) return cell;
    const shown = withoutUnseenEdges(cell);
    if (shown !== cell) seen.tidiedCells += 1;
    const found = unseenIn(shown);
    if (found) {
      const column = sheet.header[place] ?? "";
      const { file, problems } = sheet;
      const message = unseenCharacter(found);
      problems.add({ file, line, column, code: "UNSEEN_CHARACTER", value: cut(shown), message, nearest: [] });
    }
    return shown;
  });
}
