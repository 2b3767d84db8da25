type Keyed = Record<string | number, unknown>;

/** How many are kept, over all questions; then all are made anew. */
const MOST = 20_000;
let kept = 0;
let era = 0;

/**
 * What rows that all requests share have become in an answer under one selection: as long as a row is frozen it is the
 * same, so it is made once. Whoever gets such an object does not change it.
 */
export class SharedObjects {
  #made = new Map<object, Keyed>();
  #era = era;
  /** Rows that each request has for itself come once: nothing is looked for where one of them has come. */
  #areShared = true;

  of(row: object): Keyed | undefined {
    return this.#areShared && this.#era === era ? this.#made.get(row) : undefined;
  }

  keep(row: object, made: Keyed): void {
    if (!this.#areShared) return;
    this.#areShared = Object.isFrozen(row);
    if (!this.#areShared) {
      this.#made.clear();
      return;
    }
    if (kept >= MOST) {
      kept = 0;
      era += 1;
    }
    if (this.#era !== era) {
      this.#made = new Map();
      this.#era = era;
    }
    this.#made.set(row, made);
    kept += 1;
  }
}
