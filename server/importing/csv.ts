import { CsvError, Parser } from "csv-parse";
import type { Sentence } from "../errors.js";
import type { Cells } from "./content.js";
import type { Problems } from "./problems.js";
import { NOT_UTF8, otherEncoding, Utf8 } from "./utf8.js";

/** Longer than any cell that is kept; of one that never ends only so much is held. */
const LONGEST_ROW = 1_000_000;

/** What separates cells: Excel takes semicolons where numbers have a decimal comma; the header tells. */
function separatorOf(begin: Uint8Array): string {
  const [header = ""] = Buffer.from(begin).toString().split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}

/** Keeps the records itself: the way through the stream's own queue takes as long as the parsing. */
class Records extends Parser {
  #records: Cells[] = [];
  #lastLine = 0;

  constructor(begin: Uint8Array) {
    super({
      bom: true,
      delimiter: separatorOf(begin),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: false,
      max_record_size: LONGEST_ROW,
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
  found(): Cells[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** What is wrong with a table, by the code of the parser. */
const WRONG: Readonly<Record<string, Sentence>> = {
  CSV_QUOTE_NOT_CLOSED: { en: "a quotation mark is not closed", vi: "dấu ngoặc kép chưa đóng" },
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: {
    en: "the row has more or fewer cells than the header",
    vi: "số ô của dòng khác với dòng tiêu đề",
  },
  CSV_MAX_RECORD_SIZE: {
    en: `a row is longer than ${LONGEST_ROW} characters`,
    vi: `một dòng dài hơn ${LONGEST_ROW} ký tự`,
  },
};
const WRONG_QUOTE: Sentence = {
  en: "a quotation mark stands within a cell; write it twice, and the whole cell in quotation marks",
  vi: "có dấu ngoặc kép ở giữa ô; hãy viết hai lần, và đặt cả ô trong dấu ngoặc kép",
};

/** The records of a file, the header first; one that cannot be read is a problem, and the last. */
export async function* csvRecords(
  file: string,
  parts: AsyncIterable<Uint8Array>,
  problems: Problems,
): AsyncGenerator<Cells[]> {
  const unreadable = (line: number, message: Sentence) =>
    problems.add({ file, line, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] });
  const text = new Utf8();
  let records: Records | undefined;
  try {
    for await (const part of headerFirst(parts)) {
      const wrong = records ? undefined : otherEncoding(part);
      if (wrong) return void unreadable(1, wrong);
      records ??= new Records(part);
      const before = text.linesBeforeWrong(part);
      if (before !== null) return void unreadable(records.info.lines + before, NOT_UTF8);
      await records.feed(part);
      yield records.found();
    }
    if (text.isCut) return void unreadable(records?.info.lines ?? 1, NOT_UTF8);
    await records?.feed();
    yield records?.found() ?? [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield records?.found() ?? [];
    const { en, vi } = WRONG[error.code] ?? WRONG_QUOTE;
    unreadable((error as { lines?: number }).lines ?? 1, {
      en: `The file is not a table of comma-separated values: ${en}.`,
      vi: `Tệp không phải là bảng CSV hợp lệ: ${vi}.`,
    });
  }
}

/** The same parts, the first of them not cut within the header. */
async function* headerFirst(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begin: Uint8Array | undefined = new Uint8Array();
  for await (const part of parts) {
    if (begin) begin = Buffer.concat([begin, part]);
    if (begin && !begin.includes(NEW_LINE) && begin.length <= LONGEST_ROW) continue;
    yield begin ?? part;
    begin = undefined;
  }
  if (begin && begin.length > 0) yield begin;
}

const NEW_LINE = 10;
