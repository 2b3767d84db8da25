/**
 * How a server stops: what is under way is finished, nothing new is begun, and whoever asks is told so until all is done.
 */
export class Stop {
  #isOn = false;
  #finish: (withinMs: number) => Promise<number> = async () => 0;

  get isOn(): boolean {
    return this.#isOn;
  }

  /** What finishes what is under way; answers how many requests it cut since their time was over. */
  by(finish: (withinMs: number) => Promise<number>): void {
    this.#finish = finish;
  }

  finish(withinMs: number): Promise<number> {
    this.#isOn = true;
    return this.#finish(withinMs);
  }
}
