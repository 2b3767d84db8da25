import type { Sentence } from "../errors.js";
import { nameKey } from "../text/fold.js";
import { Row, type Sheet } from "./cells.js";
import type { Cells, Source } from "./content.js";
import { oldLettersIn } from "./old-letters.js";
import { type Problem, type ProblemCode, Problems } from "./problems.js";
import { recordsOf, type Seen } from "./records.js";
import { cut, TOO_WIDE, WIDEST } from "./sentences.js";

/** Which columns a file has, and how its header may call them. */
export interface Columns {
  columns: readonly string[];
  /** Columns that came later: a file from before is read as if they were blank. */
  later?: readonly string[];
  /** What else a header may call a column, in Vietnamese. */
  headers?: Readonly<Record<string, string>>;
}

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
  seen: Seen = { bytes: 0, encoding: null },
): AsyncGenerator<Row[]> {
  const { file } = source;
  let sheet: Sheet | undefined;
  const rows: Row[] = [];
  for await (const records of recordsOf(source, namesOf(wanted), problems, seen)) {
    const header = sheet ? undefined : records.shift();
    if (header) {
      const shown = header.cells.map((cell) => cell.normalize("NFC").trim());
      sheet = { file, columns: columnsOf(file, header, wanted), header: shown, problems };
    }
    if (!sheet) continue;
    for (const { cells, line, unreadable } of records) rows.push(new Row(line, cells, sheet, unreadable));
    while (rows.length >= PIECE) yield rows.splice(0, PIECE);
  }
  if (!sheet && !problems.areAny) columnsOf(file, { cells: [], line: 1 }, wanted);
  if (rows.length > 0) yield rows;
}

/** What a header may call its columns. */
const namesOf = ({ columns, later = [], headers = {} }: Columns): string[] => [
  ...columns,
  ...later,
  ...Object.values(headers),
];

/** Where each column stands. */
function columnsOf(file: string, { cells, line }: Cells, wanted: Columns): ReadonlyMap<string, number> {
  const { columns, later = [], headers = {} } = wanted;
  const known = [...columns, ...later];
  const problems = new Problems();
  const problem = (column: string, code: ProblemCode, message: Sentence): Problem | undefined =>
    problems.add({ file, line, column: cut(column), code, value: cut(column), message, nearest: [] });
  const wrong = cells.length > WIDEST ? TOO_WIDE : oldLettersIn(cells, namesOf(wanted));
  if (wrong) problem("", "UNREADABLE_FILE", wrong);
  problems.refuse();
  const byHeader = new Map(Object.entries(headers).map(([name, header]) => [nameKey(header), name]));
  for (const name of Object.keys(headers)) byHeader.set(nameKey(name), name);
  const header = cells.map((cell) => {
    const text = cell.normalize("NFC").trim();
    return byHeader.get(nameKey(text)) ?? text;
  });
  const shown = (names: readonly string[]): string => names.join(", ");
  const inVietnamese = (names: readonly string[]): string => names.map((name) => headers[name] ?? name).join(", ");
  const there = new Set(header);
  for (const column of columns.filter((name) => !there.has(name))) {
    problem(column, "MISSING_COLUMN", {
      en: `The column is missing. It needs: ${shown(columns)}.`,
      vi: `Thiếu cột này. Các cột cần có: ${inVietnamese(columns)}.`,
    });
  }
  for (const column of header.filter((name) => !known.includes(name))) {
    problem(column, "UNKNOWN_COLUMN", {
      en: `The column is not known. It may have: ${shown(known)}.`,
      vi: `Cột này không có trong mẫu. Các cột có thể có: ${inVietnamese(known)}.`,
    });
  }
  const before = new Set<string>();
  for (const column of header.filter((name) => before.size === before.add(name).size)) {
    problem(column, "DUPLICATE", {
      en: "The column is there twice; which one holds is not known.",
      vi: "Cột này có hai lần; không rõ cột nào đúng.",
    });
  }
  problems.refuse();
  return new Map(header.map((name, i) => [name, i]));
}
