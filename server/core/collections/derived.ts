/**
 * What is worked out of something when it is first asked for: what nobody asks about takes no memory. When that changes,
 * it is changed with it, if it has been worked out.
 */
export class Derived<T> {
  #preparing: Promise<T> | undefined;

  constructor(
    private readonly make: () => T,
    private made?: T,
  ) {}

  get(): T {
    this.made ??= this.make();
    return this.made;
  }

  /** Works it out in this way, which lets others have their turn; where nobody has asked for it meanwhile. */
  async prepare(makeInTurns: () => Promise<T>): Promise<void> {
    if (this.made !== undefined) return;
    this.#preparing ??= makeInTurns();
    const made = await this.#preparing;
    this.made ??= made;
  }

  /** The same of what it is worked out of now: `make` from nothing, `change` from what was known. */
  next(make: () => T, change: (known: T) => T): Derived<T> {
    return new Derived(make, this.made === undefined ? undefined : change(this.made));
  }
}
