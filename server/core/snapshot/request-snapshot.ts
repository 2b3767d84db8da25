import { oneAfterTheOther } from "../time/turn.js";
import type { Revision, Revisions } from "./revision.js";
import type { Snapshots } from "./snapshots.js";

/** What one request is answered from: the snapshot of one revision, and after each of its acts that of then. */
export class RequestSnapshot<S extends object> {
  #current: S | undefined;
  #revision: Revision | undefined;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly revisions: Revisions,
    private readonly snapshots: Pick<Snapshots<S>, "at">,
  ) {}

  /** The revision that everything is read as of; undefined: nothing was asked for yet, or an act is being done. */
  get revision(): Revision | undefined {
    return this.#revision;
  }

  /** What is held in memory; every root field waits for it. */
  get current(): S {
    if (!this.#current) throw new Error("The snapshot was asked for before it was ready.");
    return this.#current;
  }

  /** Reads the revision, or takes the one that was read for the same request before. */
  async begin(revision?: Revision): Promise<Revision> {
    this.#revision ??= revision ?? (await this.revisions.current());
    return this.#revision;
  }

  /** Makes `current` ready; undefined: it is. */
  ready(): undefined | Promise<void> {
    if (this.#current) return undefined;
    this.#reading ??= this.#read();
    return this.#reading;
  }

  /** What an act reads, it reads anew: not what was held before it. */
  beginAct(): void {
    this.#revision = undefined;
  }

  /** Makes it that of now, after an act has changed something. */
  async refresh(): Promise<void> {
    this.#revision = undefined;
    await this.#read();
  }

  async #read(): Promise<void> {
    const { snapshot, revision } = await this.snapshots.at(await this.begin());
    await oneAfterTheOther();
    this.#current = snapshot;
    this.#revision = revision;
  }
}
