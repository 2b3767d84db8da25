import { errorFields } from "../log/error-fields.js";
import { type Log, NO_LOG } from "../log/log.js";
import { NotKnown, type Trouble, troubleOf } from "./unavailable.js";

/** What is told of the other troubles, each once in a minute: nobody can say when they are over. */
const TOLD: Readonly<Record<Exclude<Trouble, "UNREACHABLE">, readonly ["error" | "warn", string]>> = {
  READ_ONLY: ["error", "The database may only be read: what was to be written is refused."],
  FULL: ["error", "The database has no room left: what was to be written is refused."],
  TOO_LARGE: ["error", "The database does not take as much at once (`max_allowed_packet`): that is refused."],
  OVERTAKEN: ["warn", "Too many others changed the same: an act was given up."],
  OVERDUE: ["warn", "A statement took too long, or waited too long for others, and was ended."],
};
const TOLD_EVERY_MS = 60_000;

/** When the database could not be reached: one line when that begins, and one when it is over. And what else it could not do. */
export class Outages {
  #since: number | undefined;
  #refused = 0;
  #failures = 0;
  /** When each of the others was told, and how many there have been since. */
  readonly #told = new Map<Trouble, { at: number; since: number }>();

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
    const thrown = error instanceof NotKnown ? error.cause : error;
    const trouble = troubleOf(thrown);
    if (trouble === undefined) return;
    if (trouble === "UNREACHABLE") this.#tellAway(error);
    else this.#tell(trouble, thrown);
  }

  #tellAway(error: unknown): void {
    this.#failures += 1;
    this.#refused += 1;
    if (this.#since !== undefined) return;
    this.#since = performance.now();
    this.log.error(errorFields(error), "The database cannot be reached: what needs it is refused until it can.");
  }

  #tell(trouble: Exclude<Trouble, "UNREACHABLE">, error: unknown): void {
    const told = this.#told.get(trouble);
    const now = performance.now();
    if (told && now - told.at < TOLD_EVERY_MS) {
      told.since += 1;
      return;
    }
    const [level, sentence] = TOLD[trouble];
    this.log[level]({ ...errorFields(error), refused: 1 + (told?.since ?? 0) }, sentence);
    this.#told.set(trouble, { at: now, since: 0 });
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
