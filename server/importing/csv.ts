import { parse } from "csv-parse/sync";
import { Row } from "./cells.js";
import { ImportRefused, type Problem } from "./problems.js";

export interface Table {
  rows: Row[];
  /** Readers add what they cannot place; whoever reads the table refuses it as a whole when there is anything here. */
  problems: Problem[];
}

/** Reads a CSV file (UTF-8, header first) whose columns are exactly `columns`; further blank columns may follow none. */
export function readTable(file: string, content: string, columns: readonly string[]): Table {
  const problems: Problem[] = [];
  const records = recordsOf(file, content);
  const header = (records[0]?.record ?? []).map((cell) => cell.normalize("NFC").trim());
  for (const column of columns.filter((name) => !header.includes(name))) {
    problems.push(
      headerProblem(file, column, "MISSING_COLUMN", `The column is missing. It needs: ${columns.join(", ")}.`),
    );
  }
  for (const column of header.filter((name) => !columns.includes(name))) {
    problems.push(
      headerProblem(file, column, "UNKNOWN_COLUMN", `The column is not known. It may have: ${columns.join(", ")}.`),
    );
  }
  for (const column of header.filter((name, i) => header.indexOf(name) < i)) {
    problems.push(headerProblem(file, column, "DUPLICATE", "The column is there twice; which one holds is not known."));
  }
  if (problems.length > 0) throw new ImportRefused(problems);
  const rows = records.slice(1).map(({ record, line }) => {
    const cells = Object.fromEntries(header.map((name, i) => [name, (record[i] ?? "").normalize("NFC").trim()]));
    return new Row(file, line, cells, problems);
  });
  return { rows, problems };
}

const headerProblem = (file: string, column: string, code: Problem["code"], message: string): Problem => ({
  file,
  line: 1,
  column,
  code,
  value: column,
  message,
  nearest: [],
});

/** Excel separates by semicolons where numbers have a decimal comma; the header tells. */
function separatorOf(content: string): string {
  const [header = ""] = content.split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}

function recordsOf(file: string, content: string): { record: string[]; line: number }[] {
  try {
    const parsed: unknown = parse(content, {
      bom: true,
      delimiter: separatorOf(content),
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: false,
    });
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      // The parser tells the last line of a row whose cells hold line breaks; people look for the first.
      line: info.lines - record.join("").split("\n").length + 1,
    }));
  } catch (error) {
    const { message, lines } = error as { message: string; lines?: number };
    const said = `The file is not a table of comma-separated values: ${message}`;
    throw new ImportRefused([
      { file, line: lines ?? 1, column: "", code: "UNREADABLE_FILE", value: "", message: said, nearest: [] },
    ]);
  }
}
