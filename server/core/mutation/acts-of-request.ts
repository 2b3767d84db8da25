/** The acts of one request, by the names that the answer gives to them: which is being done, and which are on record. */
export class ActsOfRequest {
  #doing: string | undefined;
  readonly #saved: string[] = [];

  begin(field: string): void {
    this.#doing = field;
  }

  /** From here on nothing that goes wrong may say that the act being done has failed. */
  noteSaved(): void {
    if (this.#doing !== undefined) this.#saved.push(this.#doing);
  }

  isSaved(field: string | undefined = this.#doing): boolean {
    return field !== undefined && this.#saved.includes(field);
  }
}
