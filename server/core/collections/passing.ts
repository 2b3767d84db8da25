/**
 * Those that come and go by the thousand: runs, whoever waits. In a Set or a Map of V8 each table holds the one that takes
 * its place, so that one that has grown old would keep everything that came later, long after it has gone, until all of
 * the memory is looked through. Here nothing is kept of who has gone.
 */
export class Passing<T> {
  readonly #places: (T | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#places.length - this.#free.length;
  }

  /** Answers at which place it stands until it leaves. */
  enter(value: T): number {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = value;
    return place;
  }

  at(place: number): T | undefined {
    return this.#places[place];
  }

  /** Whoever stood there is gone; another one may stand there next. */
  leave(place: number): void {
    if (this.#places[place] === undefined) return;
    this.#places[place] = undefined;
    this.#free.push(place);
  }

  /** In no order. */
  *[Symbol.iterator](): Generator<T> {
    for (const value of this.#places) if (value !== undefined) yield value;
  }
}
