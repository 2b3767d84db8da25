/** How many objects are kept, over all questions; then all are made anew. */
const MOST = 20_000;
/** What is in a list is kept by itself: to stand in a list as well takes so much of that. */
const OF_PLACE = 1 / 16;
let kept = 0;
let era = 0;

/**
 * What rows that all requests share, or lists of them, have become in an answer under one selection: as long as they are
 * frozen they are the same, so it is made once. Whoever gets what was made does not change it.
 */
export class SharedParts<Made extends object> {
  #made = new Map<object, Made>();
  #era = era;
  /** What each request has for itself comes once: nothing is looked for where that has come. */
  #areShared = true;

  of(given: object): Made | undefined {
    return this.#areShared && this.#era === era ? this.#made.get(given) : undefined;
  }

  keep(given: object, made: Made): void {
    if (!this.#areShared) return;
    this.#areShared = isFixed(given);
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
    this.#made.set(given, made);
    kept += 1 + (Array.isArray(given) ? given.length * OF_PLACE : 0);
  }
}

const isFixed = (given: object): boolean =>
  Object.isFrozen(given) && (!Array.isArray(given) || given.every((each) => each !== null && Object.isFrozen(each)));
