import Libsql from "libsql";
import type { Value } from "../../core/database/database.js";
import { turn } from "../../core/time/turn.js";

/** What a row of a file holds, and where it stands there. */
type Kept = readonly [line: number, cells: readonly string[]];

/**
 * The rows of a file, set aside on disk once they are read, so that any number of them can be gone through again. It is
 * a database of its own without a name, which nobody else can open and which is gone when it is closed, or with the
 * process.
 */
export class Aside {
  readonly #db = new Libsql("");
  #pieces = 0;
  #hasKeys = false;

  constructor() {
    this.#db.exec("CREATE TABLE piece (id INTEGER PRIMARY KEY, held TEXT NOT NULL)");
  }

  add(rows: readonly Kept[]): void {
    this.#pieces += 1;
    this.#db.prepare("INSERT INTO piece (id, held) VALUES (?, ?)").run([this.#pieces, JSON.stringify(rows)]);
  }

  /** The rows again, piece by piece; others have their turn between them. */
  async *pieces(): AsyncGenerator<readonly Kept[]> {
    const held = this.#db.prepare("SELECT held FROM piece WHERE id = ?");
    for (let id = 1; id <= this.#pieces; id += 1) {
      if (id > 1) await turn();
      yield JSON.parse((held.get([id]) as { held: string }).held) as Kept[];
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
    this.#db.close();
  }
}
