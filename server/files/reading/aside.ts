import Libsql from "libsql";
import type { Value } from "../../core/database/database.js";
import { turn } from "../../core/time/turn.js";
import { ownText } from "./own-text.js";

/** What a row of a file holds, and where it stands there. */
type Kept = readonly [line: number, cells: readonly string[]];

/** About how many bytes of rows are held in memory, and what a cell takes beside its letters. */
const MOST_BYTES = 4_000_000;
const [BYTES_OF_CELL, BYTES_OF_LETTER] = [40, 2];

/**
 * The rows of a file, set aside once they are read, so that any number of them can be gone through again: the first ones
 * in memory, the others on disk. There it is a database of its own without a name, which nobody else can open and which
 * is gone when it is closed, or with the process.
 */
export class Aside {
  readonly #held: (readonly Kept[])[] = [];
  #bytes = 0;
  #onDisk = 0;
  #opened: Libsql.Database | undefined;
  #hasKeys = false;

  get #db(): Libsql.Database {
    if (!this.#opened) {
      this.#opened = new Libsql("");
      this.#opened.exec("CREATE TABLE piece (id INTEGER PRIMARY KEY, held TEXT NOT NULL)");
    }
    return this.#opened;
  }

  add(rows: readonly Kept[]): void {
    if (this.#bytes < MOST_BYTES) {
      this.#held.push(rows.map(([line, cells]) => [line, cells.map(ownText)]));
      for (const [, cells] of rows)
        for (const cell of cells) this.#bytes += BYTES_OF_CELL + BYTES_OF_LETTER * cell.length;
      return;
    }
    this.#onDisk += 1;
    this.#db.prepare("INSERT INTO piece (id, held) VALUES (?, ?)").run([this.#onDisk, JSON.stringify(rows)]);
  }

  /** The rows again, piece by piece; others have their turn after each. */
  async *pieces(): AsyncGenerator<readonly Kept[]> {
    for (const rows of this.#held) {
      yield rows;
      await turn();
    }
    if (this.#onDisk === 0) return;
    const held = this.#db.prepare("SELECT held FROM piece WHERE id = ?");
    for (let id = 1; id <= this.#onDisk; id += 1) {
      yield JSON.parse((held.get([id]) as { held: string }).held) as Kept[];
      await turn();
    }
  }

  /** On which line each of these keys was given first, if that is an earlier one; and notes those that are new. */
  earlier(given: readonly (readonly [key: string, line: number])[]): (number | null)[] {
    if (given.length === 0) return [];
    if (!this.#hasKeys)
      this.#db.exec("CREATE TABLE given (name TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID");
    this.#hasKeys = true;
    const places = given.map(() => "(?, ?)").join(", ");
    const { changes } = this.#db
      .prepare(`INSERT INTO given (name, line) VALUES ${places} ON CONFLICT DO NOTHING`)
      .run(given.flat());
    if (changes === given.length) return given.map(() => null);
    const find = this.#db.prepare("SELECT line FROM given WHERE name = ?");
    return given.map(([key, line]) => {
      const first = (find.get([key]) as { line: number }).line;
      return first === line ? null : first;
    });
  }

  /** For tables of whoever compares the rows with each other. */
  change(sql: string, params: readonly Value[]): void {
    this.#db.prepare(sql).run([...params]);
  }

  async query<Found>(sql: string, params: readonly Value[] = []): Promise<Found[]> {
    return this.#db.prepare(sql).all([...params]) as Found[];
  }

  close(): void {
    this.#opened?.close();
  }
}
