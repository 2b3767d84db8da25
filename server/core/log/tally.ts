/** How often something has happened since the start, by one of a few labels. */
export class Tally<Label extends string> {
  readonly #counts = new Map<Label, number>();

  add(label: Label): void {
    this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
  }

  get counts(): ReadonlyMap<Label, number> {
    return this.#counts;
  }
}
