/**
 * What is worked out of something when it is first asked for: what nobody asks about takes no memory. When that changes,
 * it is changed with it, if it has been worked out.
 */
export class Derived<T> {
  constructor(
    private readonly make: () => T,
    private made?: T,
  ) {}

  get(): T {
    this.made ??= this.make();
    return this.made;
  }

  /** The same of what it is worked out of now: `make` from nothing, `change` from what was known. */
  next(make: () => T, change: (known: T) => T): Derived<T> {
    return new Derived(make, this.made === undefined ? undefined : change(this.made));
  }
}
