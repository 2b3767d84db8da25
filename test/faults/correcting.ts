import { setTimeout as wait } from "node:timers/promises";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { readRowId } from "../../server/core/schema/global-id.js";
import { Acting } from "../support/acting.js";
import { type Answer, type Data, runQuery } from "../support/run-query.js";

/** One act as it was acknowledged. */
interface Acknowledged {
  readonly input: object;
  readonly value: number;
  readonly version: number;
}

const RETRY_MS = 50;
/** Nobody waits for longer for one act. */
const LONGEST_MS = 90_000;
/** How many of the acts of each are sent again at the end. */
const SENT_AGAIN = 15;

/** Somebody who corrects one figure again and again, and sends again under its key what was not answered. */
class Corrector {
  readonly acknowledged: Acknowledged[] = [];

  constructor(
    private readonly name: string,
    readonly id: string,
    private readonly group: Correcting,
  ) {}

  async correct(): Promise<void> {
    const version = this.acknowledged.length + 1;
    const value = version * 10;
    const clientMutationId = `${this.name}-${version}`;
    const input = { id: this.id, expectedVersion: version, value, reason: "thử nghiệm", clientMutationId };
    const observation = await this.group.done("observationCorrect", input);
    this.acknowledged.push({ input, ...observation });
    if (observation.value !== value || observation.version !== version + 1)
      throw new Error(`${clientMutationId} was answered with ${JSON.stringify(observation)}.`);
    this.group.acknowledge();
    // Whatever was acknowledged is seen from then on, by whoever is asked.
    const seen = await this.group.asked(() =>
      this.group.read("query ($id: ID!) { node(id: $id) { ... on Observation { value version } } }", { id: this.id }),
    );
    if (seen.data?.node?.version < version + 1)
      throw new Error(`${clientMutationId} was acknowledged, and then ${JSON.stringify(seen.data)} was read.`);
  }
}

/** A group of those who correct a figure each, and what becomes of what was acknowledged to them. */
export class Correcting {
  readonly #correctors: Corrector[] = [];
  readonly #at: number[] = [];
  #turn = 0;
  #goesOn = true;
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    /** Where servers of ours are just now. */
    private readonly urls: () => readonly string[],
    /** With what they sign in. */
    public headers: Record<string, string>,
  ) {}

  get count(): number {
    return this.#at.length;
  }

  /** So many begin, each with a figure of its own, and go on until they are told to stop. */
  async begin(many: number, seed: number): Promise<void> {
    for (let i = 0; i < many; i += 1) {
      const on = new Date(Date.UTC(1900 + (seed % 90), 0, 1 + 40 * i)).toISOString().slice(0, 10);
      const input = { metric: "LINKUPS", subject: "BV-MAT", on, value: 1, clientMutationId: `${seed}-begins-${i}` };
      const { id } = await this.done("observationRecord", input);
      this.#correctors.push(new Corrector(`${seed}-${i}`, id, this));
    }
    this.#work = Promise.all(
      this.#correctors.map(async (each) => {
        while (this.#goesOn) await each.correct();
      }),
    );
    this.#work.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#goesOn = false;
    await this.#work;
  }

  acknowledge(): void {
    this.#at.push(performance.now());
  }

  /** For how many seconds at the longest nothing was acknowledged, from a moment on until now. */
  gapSince(moment: number): number {
    const times = [moment, ...this.#at.filter((at) => at > moment), performance.now()];
    return Math.max(...times.slice(1).map((at, i) => at - (times[i] ?? at))) / 1000;
  }

  /** Until so many more acts are acknowledged; whoever has failed says why. */
  async more(count: number): Promise<void> {
    const end = this.count + count;
    let failed: unknown;
    this.#work.catch((error: unknown) => {
      failed = error;
    });
    while (this.count < end && failed === undefined) await wait(20);
    if (failed !== undefined) throw failed;
  }

  /** An act that is sent until somebody answers it. */
  async done(field: string, input: object): Promise<Data> {
    const objects = { observation: "id value version" };
    const ask = () => new Acting({ url: this.#url() }, this.headers, objects).ask(field, input);
    const { observation, userErrors } = (await this.asked(ask)).data[field];
    if (userErrors.length > 0) throw new Error(`${field} ${JSON.stringify([input, userErrors])}`);
    return observation;
  }

  read(query: string, variables: object): Promise<Answer> {
    return runQuery({ url: this.#url() }, query, { ...variables });
  }

  /** Asks until somebody answers: nobody does, or a server says that it may be tried again. */
  async asked(ask: () => Promise<Answer>): Promise<Answer> {
    const end = performance.now() + LONGEST_MS;
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer && !answer.errors) return answer;
      if (answer && answer.status !== 503) throw new Error(JSON.stringify(answer.errors));
      if (performance.now() > end) throw new Error(`Nobody has answered for too long: ${JSON.stringify(answer)}`);
      await wait(RETRY_MS);
    }
  }

  #url(): string {
    const urls = this.urls();
    this.#turn += 1;
    return urls[this.#turn % urls.length] ?? "http://127.0.0.1:9";
  }

  /**
   * What is wrong with the record at this address: an act that was acknowledged is not there once, another one is, or
   * the trail does not verify.
   */
  async faultsAt(address: DatabaseAddress): Promise<string[]> {
    const db = await openDatabase(address);
    const faults: string[] = [];
    try {
      for (const { id, acknowledged } of this.#correctors) {
        const [row] = await db.query<{ id: number; value: number; version: number }>(
          "SELECT id, value, version FROM observation WHERE id = ?",
          [readRowId(id, "Observation")],
        );
        const versions = await db.query<{ version: number }>(
          "SELECT version FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? ORDER BY version",
          [readRowId(id, "Observation")],
        );
        const last = acknowledged.at(-1) ?? { value: 1, version: 1 };
        if (Number(row?.value) !== last.value || row?.version !== last.version)
          faults.push(`Of ${id} ${JSON.stringify(row)} is on record, and ${JSON.stringify(last)} was acknowledged.`);
        const expected = Array.from({ length: last.version }, (_, i) => i + 1);
        if (versions.map(({ version }) => version).join() !== expected.join())
          faults.push(`Of ${id} the trail has ${versions.length} versions, and ${last.version} were acknowledged.`);
      }
      await verifyTrail(db, "9999", { fault: (sentence) => faults.push(sentence), progress: () => undefined });
    } finally {
      await db.close();
    }
    return faults;
  }

  /** What is wrong with the answers to acts that are sent again under their key. */
  async faultsOfRetries(): Promise<string[]> {
    const faults: string[] = [];
    for (const { acknowledged } of this.#correctors) {
      const step = Math.max(1, Math.floor(acknowledged.length / SENT_AGAIN));
      for (const { input, value, version } of acknowledged.filter((_, i) => i % step === 0)) {
        const again = await this.done("observationCorrect", input);
        if (again.value !== value || again.version !== version)
          faults.push(`${JSON.stringify(input)} was answered ${JSON.stringify(again)} when it was sent again.`);
      }
    }
    return faults;
  }
}
