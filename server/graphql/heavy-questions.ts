import { type Refusal, tooBusy } from "../core/schema/errors.js";

/** From so many points on that it may cost, a question is heavy: it takes more than some milliseconds. */
export const HEAVY = 20_000;

/** How many of them are answered at once: as many as there are connections to read by. More would only end later, all of them. */
const MOST_AT_ONCE = 8;
/** How many wait for their turn, and for how long: whoever cannot be answered in time is told so soon. */
const MOST_WAITING = 100;
const LONGEST_WAIT_MS = 10_000;

/** Heavy questions, so many at once, the others in the order in which they came. */
export class HeavyQuestions {
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  /** A place, when one is free: undefined; or why there is none. Whoever has one gives it back by `leave`. */
  async enter(): Promise<Refusal | undefined> {
    if (this.#underWay < MOST_AT_ONCE) {
      this.#underWay += 1;
      return undefined;
    }
    if (this.#waiting.length >= MOST_WAITING) return tooBusy();
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        resolve(tooBusy());
      };
      const timer = setTimeout(giveUp, LONGEST_WAIT_MS).unref();
      const enter = () => {
        clearTimeout(timer);
        resolve(undefined);
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
