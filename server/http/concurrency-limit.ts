/** Gives places for what goes on for a while, and takes them back; of several processes one gives those of all. */
export interface Places {
  /** Takes a place; answers how it is given back. Undefined: there is none. */
  take(owner: string): Leave | undefined | Promise<Leave | undefined>;
}

type Leave = () => void;

/** Places of one kind, by its name: so many at once, and so many of one address or account. */
export type PlacesOf = (name: string, most: number, mostOfOwner: number) => Places;

export const placesHere: PlacesOf = (_name, most, mostOfOwner) => new ConcurrencyLimit(most, mostOfOwner);

/** Places for what goes on for a while: so many at once, and so many of one address or account. */
export class ConcurrencyLimit implements Places {
  #all = 0;
  readonly #byOwner = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly mostOfOwner: number,
  ) {}

  take(owner: string): Leave | undefined {
    if (this.#all >= this.most || this.#of(owner) >= this.mostOfOwner) return undefined;
    this.#change(owner, 1);
    return () => this.#change(owner, -1);
  }

  #of(owner: string): number {
    return this.#byOwner.get(owner) ?? 0;
  }

  #change(owner: string, by: 1 | -1): void {
    this.#all += by;
    const of = this.#of(owner) + by;
    if (of > 0) this.#byOwner.set(owner, of);
    else this.#byOwner.delete(owner);
  }
}
