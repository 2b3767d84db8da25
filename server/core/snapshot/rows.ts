/** Rows in memory, by id. They are shared by all requests and frozen: `cloneIntoBatch` hands them out. */
export class Rows<T extends { id: number }> {
  readonly #byId: ReadonlyMap<number, T>;

  constructor(private readonly rows: readonly T[]) {
    for (const row of rows) Object.freeze(row);
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  all(): readonly T[] {
    return this.rows;
  }

  byId(id: number): T {
    const row = this.#byId.get(id);
    if (!row) throw new Error(`No row ${id} in what is held in memory.`);
    return row;
  }

  findById(id: number): T | undefined {
    return this.#byId.get(id);
  }

  maybeById(id: number | null): T | null {
    return id === null ? null : this.byId(id);
  }
}
