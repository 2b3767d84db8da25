/** So many at once, the others in the order in which they came; but only so many wait, and nobody for ever. */
export class WaitingPlaces {
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
    private readonly longestMs: number,
  ) {}

  /** Whether a place was free in time. Whoever has one gives it back by `leave`. */
  async enter(): Promise<boolean> {
    if (this.#underWay < this.most) {
      this.#underWay += 1;
      return true;
    }
    if (this.#waiting.length >= this.mostWaiting) return false;
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        resolve(false);
      };
      const timer = setTimeout(giveUp, this.longestMs).unref();
      const enter = () => {
        clearTimeout(timer);
        resolve(true);
      };
      this.#waiting.push(enter);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#underWay -= 1;
  }
}
