import { giveWay } from "../time/turn.js";
import { type AuditKey, DIGEST_BYTES } from "./audit-key.js";

/** How an object stands that was inserted, once its id is known. */
export type InsertedState = (id: number) => string;

/** Of so many rows digests are held until the transaction ends; of more all rows are read again. */
const MOST = 200_000;
/** How many are made before others have their turn. */
const AT_ONCE = 250;

/**
 * Digests of rows that are inserted one after the other, as objects without an entry each. They are made of what was
 * given, while the database writes what comes next, so that no row need be read again.
 */
export class InsertedDigests {
  #first = 0;
  #count = 0;
  #digests = Buffer.alloc(AT_ONCE * DIGEST_BYTES);
  #isComplete = true;
  #making: Promise<void> = Promise.resolve();

  constructor(private readonly key: AuditKey) {}

  /** The last of these rows got the id `last`, and those before it, as far as that is known by now, the ids before. */
  add(states: readonly InsertedState[], last: number): void {
    const place = this.#count;
    if (place === 0) this.#first = last - states.length + 1;
    this.#count += states.length;
    if (this.#count > MOST || last !== this.#first + this.#count - 1) this.giveUp();
    if (this.#isComplete) this.#making = this.#making.then(() => this.#make(states, place));
  }

  /** Not of all rows it is known what they are, and under which ids. */
  giveUp(): void {
    this.#isComplete = false;
    this.#digests = Buffer.alloc(0);
  }

  /** What finds the digest of a row by its id, if the rows with these ids are those that were given. */
  async between(from: number, to: number): Promise<((id: number) => Buffer) | undefined> {
    await this.#making;
    if (!this.#isComplete || from !== this.#first || to !== from + this.#count - 1) return undefined;
    return (id) => this.#digests.subarray((id - from) * DIGEST_BYTES, (id - from + 1) * DIGEST_BYTES);
  }

  async #make(states: readonly InsertedState[], place: number): Promise<void> {
    for (let start = 0; start < states.length && this.#isComplete; start += AT_ONCE) {
      const began = performance.now();
      const some = states.slice(start, start + AT_ONCE);
      this.#makeRoom((place + start + some.length) * DIGEST_BYTES);
      for (const [i, stateOf] of some.entries()) {
        const at = place + start + i;
        this.key.digest(stateOf(this.#first + at)).copy(this.#digests, at * DIGEST_BYTES);
      }
      await giveWay(performance.now() - began);
    }
  }

  #makeRoom(bytes: number): void {
    if (bytes > this.#digests.length) this.#digests = Buffer.concat([this.#digests], 2 * bytes);
  }
}
