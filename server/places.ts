/** Places for what goes on for a while: so many at once, and so many of one address. */
export class Places {
  #all = 0;
  readonly #byAddress = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly mostOfAddress: number,
  ) {}

  /** Takes a place; answers how it is given back. Undefined: there is none. */
  take(address: string): (() => void) | undefined {
    if (this.#all >= this.most || this.#of(address) >= this.mostOfAddress) return undefined;
    this.#change(address, 1);
    return () => this.#change(address, -1);
  }

  #of(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }

  #change(address: string, by: 1 | -1): void {
    this.#all += by;
    const of = this.#of(address) + by;
    if (of > 0) this.#byAddress.set(address, of);
    else this.#byAddress.delete(address);
  }
}
