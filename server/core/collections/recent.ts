interface Held<T> {
  /** As it was kept: the same text of whoever asks for it is not held as well. */
  key: string;
  value: T;
  size: number;
}

/** What was asked for last, within a bound; what was not asked for longest goes first. */
export class Recent<T> {
  readonly #held = new Map<string, Held<T>>();
  /** What was asked for last: it need not be moved. */
  #newest: Held<T> | undefined;
  #size = 0;

  constructor(private readonly most: number) {}

  has(key: string): boolean {
    return this.#held.has(key);
  }

  find(key: string): T | undefined {
    const found = this.#held.get(key);
    if (!found) return undefined;
    if (found !== this.#newest) {
      this.#held.delete(key);
      this.#held.set(found.key, found);
      this.#newest = found;
    }
    return found.value;
  }

  keep(key: string, value: T, size: number): void {
    this.#drop(key);
    this.#newest = { key, value, size };
    this.#held.set(key, this.#newest);
    this.#size += size;
    for (const [oldest] of this.#held) {
      if (this.#size <= this.most) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#held.get(key)?.size ?? 0;
    this.#held.delete(key);
  }
}
