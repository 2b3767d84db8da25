import type { Database, Transaction } from "../../core/database/database.js";
import type { Aside } from "../../files/reading/aside.js";
import { Row, type Sheet } from "../../files/reading/cells.js";
import { partsOf, sha256Of } from "../../files/reading/content.js";
import type { Encoding } from "../../files/reading/problems.js";
import { ImportRefused, Problems } from "../../files/reading/problems.js";
import { NOTHING_SEEN, type Seen } from "../../files/reading/seen.js";
import { PIECE, readRows } from "../../files/reading/sheet.js";
import * as messages from "./import.messages.js";
import { ImportContext, type Run, type Warnings } from "./import-context.js";
import type { ImportFile, ImportOptions } from "./import-options.js";
import { lookAt } from "./load.js";
import { type Reader } from "./reader.js";

/** What is done with a file after it is read. */
export type Aim = "WRITE" | "TRY";

/**
 * A file that was read and checked by what is on record, while nobody had to wait for it: no transaction was begun. Its
 * rows are set aside. Whoever has it closes it.
 */
export class ReadFile {
  readonly #seen: Seen = { ...NOTHING_SEEN };
  #sheet: Omit<Sheet, "problems"> | undefined;
  #compare: (problems: Problems) => Promise<void> = async () => {};
  rows = 0;
  /** What it would bring, where that was compared: of a file of figures that is only tried. */
  tried: ImportContext["counts"] | undefined;
  /** What looks wrong in it then, if anything does. */
  warnings: Warnings | undefined;

  readonly #aside: Aside;

  private constructor(aside: Aside) {
    this.#aside = aside;
  }

  /** Refuses the file (`ImportRefused`) if anything is wrong with it that can be known before it is written. */
  static async of(
    db: Database,
    reader: Reader,
    file: ImportFile,
    sha256: string,
    run: Omit<Run, "id">,
    { origin, progress = () => {} }: ImportOptions,
    aim: Aim,
  ): Promise<ReadFile> {
    // The embedded database is a binary of its own: servers over MariaDB load it for the first file.
    const { Aside } = await import("../../files/reading/aside.js");
    const read = new ReadFile(new Aside());
    const problems = new Problems();
    const isCompared = aim === "TRY" && "begin" in reader;
    const looking = () => new ImportContext(lookingAt(db), file, { ...run, id: 0 }, read.#aside);
    const into = looking();
    async function* pieces() {
      for await (const rows of readRows(file, reader, problems, read.#seen)) {
        read.rows += rows.length;
        yield rows;
        progress(read.rows, isCompared ? read.#seen.bytes : read.#seen.bytes / 2);
      }
    }
    read.#compare = async (problems) => {
      if (!("begin" in reader)) return;
      const reading = await reader.begin(looking());
      for await (const rows of read.again(problems)) await reading.write(reading.place(rows));
    };
    try {
      await lookAt(reader, into, pieces(), problems, read, isCompared);
      await problems.refuse();
      // What a client has sent nobody else can change.
      const mayChange = origin !== "CLIENT" && typeof file.content !== "string";
      if (mayChange && (await sha256Of(partsOf(file.content))) !== sha256) throw changedMeanwhile(file.file);
      if (isCompared) {
        read.tried = into.counts;
        if (into.warnings.count > 0) read.warnings = into.warnings;
      }
      return read;
    } catch (error) {
      read.close();
      throw error instanceof ImportRefused ? error.of(read) : error;
    }
  }

  /** How its letters are written; null of what is no file of text. */
  get encoding(): Encoding | null {
    return this.#seen.encoding;
  }

  get tidiedCells(): number {
    return this.#seen.tidiedCells;
  }

  /** Of a workbook: the sheet that was read. */
  get sheet(): string | null {
    return this.#seen.sheet;
  }

  keep(rows: readonly Row[]): void {
    this.#sheet ??= rows[0]?.sheet;
    this.#aside.add(rows.map(({ line, cells }) => [line, cells] as const));
  }

  /** Its rows again, which note what is wrong with them there; `progress` is told the second half of the way. */
  async *again(problems: Problems, progress: ImportOptions["progress"] = () => {}): AsyncGenerator<Row[]> {
    const { bytes } = this.#seen;
    if (!this.#sheet) return;
    const sheet = { ...this.#sheet, problems };
    const rows: Row[] = [];
    let given = 0;
    for await (const held of this.#aside.pieces()) {
      for (const [line, cells] of held) rows.push(new Row(line, cells, sheet));
      given += held.length;
      if (rows.length < PIECE && given < this.rows) continue;
      yield rows.splice(0, PIECE);
      progress(this.rows, (bytes / 2) * (1 + given / this.rows));
    }
    if (rows.length > 0) yield rows;
  }

  /** Refuses it for all that is wrong with its figures as they are on record now, if anything is. */
  async compare(): Promise<void> {
    const problems = new Problems();
    await this.#compare(problems);
    await problems.refuse();
  }

  close(): void {
    this.#aside.close();
  }
}

function refuseChange(): never {
  throw new Error("Whoever only looks at a file changes nothing.");
}

/** The database as a transaction sees it that changes nothing and holds nothing. */
const lookingAt = (db: Database): Transaction => ({
  dialect: db.dialect,
  holds: false,
  query: (sql, params) => db.query(sql, params),
  change: async () => refuseChange(),
  soon: refuseChange,
  last: refuseChange,
});

const changedMeanwhile = (file: string): ImportRefused => {
  const message = messages.changedWhileRead;
  return new ImportRefused([{ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] }]);
};
