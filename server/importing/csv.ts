import { CsvError, Parser } from "csv-parse";
import { Row, type Sheet } from "./cells.js";
import { type Content, partsOf } from "./content.js";
import { type Problem, Problems } from "./problems.js";

/** The whole of a small file. Whoever reads it refuses it when there is any problem. */
export async function readTable(
  file: string,
  content: Content,
  columns: readonly string[],
): Promise<{ rows: Row[]; problems: Problems }> {
  const [rows, problems]: [Row[], Problems] = [[], new Problems()];
  for await (const some of readRows(file, partsOf(content), columns, problems)) rows.push(...some);
  return { rows, problems };
}

/** How many rows make a piece. All but the last have as many, so that the database prepares their statement once. */
const PIECE = 1000;

/**
 * Reads a CSV file (UTF-8, header first) whose columns are `columns` and any of `later`, piece by piece. Readers add to
 * `problems` what they cannot place.
 */
export async function* readRows(
  file: string,
  parts: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  problems: Problems,
  later: readonly string[] = [],
): AsyncGenerator<Row[]> {
  let sheet: Sheet | undefined;
  const rows: Row[] = [];
  for await (const records of recordsOf(file, parts, problems)) {
    const header = sheet ? undefined : records.shift();
    if (header) sheet = { file, columns: columnsOf(file, header.cells, columns, later), problems };
    if (!sheet) continue;
    for (const { cells, line } of records) rows.push(new Row(line, cells, sheet));
    while (rows.length >= PIECE) yield rows.splice(0, PIECE);
  }
  if (!sheet) columnsOf(file, [], columns, later);
  if (rows.length > 0) yield rows;
}

/** Where each column stands. */
function columnsOf(
  file: string,
  cells: readonly string[],
  columns: readonly string[],
  later: readonly string[],
): ReadonlyMap<string, number> {
  const known = [...columns, ...later];
  const problems = new Problems();
  const problem = (column: string, code: Problem["code"], message: string) =>
    problems.add({ file, line: 1, column, code, value: column, message, nearest: [] });
  const header = cells.map((cell) => cell.normalize("NFC").trim());
  for (const column of columns.filter((name) => !header.includes(name)))
    problem(column, "MISSING_COLUMN", `The column is missing. It needs: ${columns.join(", ")}.`);
  for (const column of header.filter((name) => !known.includes(name)))
    problem(column, "UNKNOWN_COLUMN", `The column is not known. It may have: ${known.join(", ")}.`);
  for (const column of header.filter((name, i) => header.indexOf(name) < i))
    problem(column, "DUPLICATE", "The column is there twice; which one holds is not known.");
  problems.refuse();
  return new Map(header.map((name, i) => [name, i]));
}

interface CsvRecord {
  cells: string[];
  /** The line that it begins on. */
  line: number;
}

/** What separates cells: Excel takes semicolons where numbers have a decimal comma; the header tells. */
function separatorOf(begin: Uint8Array): string {
  const [header = ""] = Buffer.from(begin).toString().split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}

/** Keeps the records itself: the way through the stream's own queue takes as long as the parsing. */
class Records extends Parser {
  #records: CsvRecord[] = [];
  #lastLine = 0;

  constructor(begin: Uint8Array) {
    super({
      bom: true,
      delimiter: separatorOf(begin),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: false,
    });
    // Whoever feeds it is told.
    this.on("error", () => undefined);
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    const { lines } = this.info;
    // The parser tells the last line of a row whose cells hold line breaks; people look for the first.
    const breaks = lines > this.#lastLine + 1 ? cells.join("").split("\n").length - 1 : 0;
    this.#lastLine = lines;
    this.#records.push({ cells, line: lines - breaks });
    return true;
  }

  /** Reads on; without a part, to the end of the file. */
  feed(part?: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      if (part) this.write(part, done);
      else this.end(done);
    });
  }

  /** The records found since it was asked last. */
  found(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** The records of a file, the header first; one that cannot be read is a problem, and the last. */
async function* recordsOf(
  file: string,
  parts: AsyncIterable<Uint8Array>,
  problems: Problems,
): AsyncGenerator<CsvRecord[]> {
  let records: Records | undefined;
  try {
    for await (const part of headerFirst(parts)) {
      records ??= new Records(part);
      await records.feed(part);
      yield records.found();
    }
    await records?.feed();
    yield records?.found() ?? [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield records?.found() ?? [];
    const said = `The file is not a table of comma-separated values: ${error.message}`;
    const line = (error as { lines?: number }).lines ?? 1;
    problems.add({ file, line, column: "", code: "UNREADABLE_FILE", value: "", message: said, nearest: [] });
  }
}

/** The same parts, the first of them not cut within the header. */
async function* headerFirst(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begin: Uint8Array | undefined = new Uint8Array();
  for await (const part of parts) {
    if (begin) begin = Buffer.concat([begin, part]);
    if (begin && !begin.includes(NEW_LINE)) continue;
    yield begin ?? part;
    begin = undefined;
  }
  if (begin && begin.length > 0) yield begin;
}

const NEW_LINE = 10;
