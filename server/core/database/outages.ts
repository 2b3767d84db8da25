import { errorFields } from "../log/error-fields.js";
import { type Log, NO_LOG } from "../log/log.js";
import { isUnavailable, NotKnown } from "./unavailable.js";

/** When the database could not be reached: one line when that begins, and one when it is over. */
export class Outages {
  #since: number | undefined;
  #refused = 0;
  #failures = 0;

  constructor(private readonly log: Log = NO_LOG) {}

  get isAway(): boolean {
    return this.#since !== undefined;
  }

  /** How often it could not be reached, since the start. */
  get failures(): number {
    return this.#failures;
  }

  /** What was asked has failed with this. */
  failed(error: unknown): void {
    if (!isUnavailable(error instanceof NotKnown ? error.cause : error)) return;
    this.#failures += 1;
    this.#refused += 1;
    if (this.#since !== undefined) return;
    this.#since = performance.now();
    this.log.error(errorFields(error), "The database cannot be reached: what needs it is refused until it can.");
  }

  /** What was asked when there had been so many failures has been answered. It tells nothing of what has failed since. */
  answered(failuresThen: number): void {
    if (this.#since === undefined || failuresThen !== this.#failures) return;
    const seconds = Math.round(performance.now() - this.#since) / 1000;
    this.log.warn({ seconds, refused: this.#refused }, "The database can be reached again.");
    this.#since = undefined;
    this.#refused = 0;
  }
}
