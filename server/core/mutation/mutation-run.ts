import { createHmac } from "node:crypto";
import type { Context } from "../context.js";
import type { Patience, Transaction } from "../database/database.js";
import { isOneOf, sharing } from "../database/sql.js";
import { type Columns, columnName, type Table } from "../database/table.js";
import { transact } from "../database/transaction.js";
import { NotKnown } from "../database/unavailable.js";
import { valuesOf, type Written } from "../database/upsert.js";
import { requestIdOf } from "../request-id.js";
import { UserErrors, userError } from "../schema/user-errors.js";
import type { Scope } from "../snapshot/revision.js";
import { dayAt, instant } from "../time/clock.js";
import type { ActInput } from "./act.input.js";
import { type ActKey, findAct, forgetActs, isKeyTaken, type KeptAct, keepAct } from "./act-key.store.js";
import * as messages from "./mutation.messages.js";
import { type Actor, Trail } from "./trail.js";

const KEPT_MS = 24 * 3_600_000;
/** How long a secret that an act hands out is shown again to who lost the answer. */
const SHOWN_MS = 10 * 60_000;
/** One act in so many clears away the keys that were kept long enough. */
const CLEARED_EVERY = 200;
/** How often an act begins anew because what it had read was changed meanwhile. */
export const MOST_TRIES = 3;
/** Servers hold these in memory: what an act answers is described as it is after it. */
const HELD: readonly Scope[] = ["REFERENCE", "FACILITY", "ASSESSMENT"];

/** An act that has a name, with its input. */
interface NamedAct extends ActKey {
  input: string;
}

/** Thrown where something is no longer as it was read: the act begins anew, and finds out. */
export class Stale extends Error {
  constructor() {
    super("Somebody else has changed the same meanwhile. Try again.");
  }
}

/** One act while it is done: when it is, and the one transaction in which it is written. */
export class MutationRun {
  /** The instant of the act, as it is kept, and its day in Vietnam. */
  readonly at: string;
  readonly today: string;

  constructor(
    readonly name: string,
    readonly context: Context,
    private readonly key: NamedAct | null,
  ) {
    const now = context.shared.auth.now();
    this.at = instant(now);
    this.today = dayAt(now);
  }

  /**
   * Writes the act: the change, its entries in the trail and its key are in one transaction. `work` begins anew each
   * time that the database gives it up for another one.
   */
  async write<P extends object>(work: (tx: Transaction, trail: Trail) => Promise<P>): Promise<P> {
    const { context } = this;
    let scopes = new Set<Scope>();
    const payload = await transact(
      context.shared.db,
      async (tx) => {
        const trail = new Trail(context.shared.db);
        const done = await work(trail.watching(tx), trail);
        await trail.write(tx, this.doing);
        if (this.key) keepAct(tx, this.key, this.#kept(this.key, done));
        scopes = trail.scopes;
        return done;
      },
      this.#patience,
    );
    context.acts.noteSaved();
    if (HELD.some((scope) => scopes.has(scope))) await context.snapshots.refresh();
    return payload;
  }

  /** The same; of an act that is only tried all but the commit. Then it answers `asItIs`. */
  async writeOrTry<P extends object>(
    isTried: boolean | null | undefined,
    asItIs: P,
    work: (tx: Transaction, trail: Trail) => Promise<P>,
  ): Promise<P> {
    if (!isTried) return this.write(work);
    const { db } = this.context.shared;
    const tried = new Error("The act was only tried.");
    const trying = transact(
      db,
      async (tx) => {
        const trail = new Trail(db);
        await work(trail.watching(tx), trail);
        throw tried;
      },
      this.#patience,
    );
    await trying.catch((error: unknown) => {
      if (error !== tried) throw error;
    });
    return asItIs;
  }

  get #patience(): Patience | undefined {
    return this.name === "fileImport" ? "LONG" : undefined;
  }

  /** What is kept of the answer; a `seed` in it apart, since it is forgotten before the rest. */
  #kept({ inputHash }: ActKey, { seed = null, ...answer }: { seed?: string | null }): KeptAct {
    const after = (ms: number) => instant(Date.parse(this.at) + ms);
    const shownUntil = seed === null ? null : after(SHOWN_MS);
    return { inputHash, answer: JSON.stringify(answer), keptUntil: after(KEPT_MS), seed, shownUntil };
  }

  /** Who does it, as the trail tells. */
  get doing(): Actor {
    return doingOf(this.context, this.name, this.at);
  }
}

/** Who does this, by what is known of the request. */
export const doingOf = ({ viewer, request }: Context, act: string, actedAt: string): Actor => ({
  act,
  actedAt,
  accountId: viewer.account?.id ?? null,
  role: viewer.role,
  actor: viewer.account?.name ?? "",
  requestId: request ? requestIdOf(request) : "",
});

/**
 * Does an act of a person or a system, once: asked again under the same `clientMutationId` it answers as it did the
 * first time. `work` checks, throws `UserErrors`, and writes by `run.write`; what it answers has to outlive a round trip
 * through JSON. Nothing is looked up beforehand: only where the act is refused, or its key is there already, can it
 * have been done before. See docs/decisions/14-acts.md.
 */
export async function runMutation<P extends object>(
  context: Context,
  name: string,
  input: ActInput,
  work: (run: MutationRun) => Promise<P>,
): Promise<P> {
  const key = keyOf(context, name, input);
  const { db, auth } = context.shared;
  for (let tries = 1; ; tries += 1) {
    try {
      const payload = await work(new MutationRun(name, context, key));
      if (key && Math.random() < 1 / CLEARED_EVERY) await clear(context);
      return payload;
    } catch (error) {
      if (error instanceof NotKnown) return await foundDone<P>(context, key, error);
      const isTaken = isKeyTaken(error);
      const isStale = isTaken || error instanceof Stale;
      if (!isStale && !(error instanceof UserErrors)) throw error;
      const before = key && !(error instanceof Stale) ? await doneBefore<P>(context, key) : null;
      if (before) context.acts.noteSaved();
      // What is read anew, or shown, is as it is now; mistakes alone show nothing.
      if (isStale || before || isShowing(error)) await context.snapshots.refresh();
      if (before) return before;
      if (isTaken) await forgetActs(db, instant(auth.now()));
      if (!isStale) throw error;
      if (tries === MOST_TRIES) throw new UserErrors([tooMany]);
    }
  }
}

/** The act is on record by now: a later one clears away what this one cannot. */
const clear = ({ shared: { db, auth } }: Context): Promise<void> =>
  forgetActs(db, instant(auth.now())).catch(() => undefined);

/** The answer of an act of which no answer to its COMMIT came, if its key is on record. */
async function foundDone<P>(context: Context, key: NamedAct | null, lost: NotKnown): Promise<P> {
  const done = key && (await doneBefore<P>(context, key).catch(() => null));
  if (!done) throw lost;
  context.acts.noteSaved();
  await context.snapshots.refresh();
  return done;
}

/** Whether the payload holds something beside the mistakes. */
const isShowing = (error: unknown): boolean => error instanceof UserErrors && Object.keys(error.payload).length > 0;

const tooMany = userError("CONFLICT", [], messages.changedAtTheSameTime);

/** What the act answered when it was done under this key; null if it was not, or too long ago. */
async function doneBefore<P>({ shared: { db, auth } }: Context, key: NamedAct): Promise<P | null> {
  const kept = await findAct(db, key);
  if (!kept || kept.keptUntil <= instant(auth.now())) return null;
  if (auth.actKeys.some((secret) => hashOf(secret, key.input) === kept.inputHash))
    return answerOf<P>(kept, instant(auth.now()));
  throw new UserErrors([
    userError("IDEMPOTENCY_MISMATCH", ["clientMutationId"], messages.nameOfAnotherAct(key.clientKey)),
  ]);
}

function answerOf<P>({ answer, seed, shownUntil }: KeptAct, now: string): P {
  if (shownUntil === null) return JSON.parse(answer) as P;
  if (seed !== null && now < shownUntil) return { ...JSON.parse(answer), seed } as P;
  throw new UserErrors([userError("NOT_SHOWN_AGAIN", [], messages.notShownAgain)]);
}

function keyOf({ viewer, shared }: Context, name: string, { clientMutationId, ...given }: ActInput): NamedAct | null {
  if (clientMutationId == null) return null;
  const actorKey = viewer.account ? `account ${viewer.account.id}` : "public";
  const input = JSON.stringify([name, given]);
  return { actorKey, clientKey: clientMutationId, inputHash: hashOf(shared.auth.actKeys[0], input), input };
}

/** There may be a password in it: what stands for it must not be guessed from. */
const hashOf = (secret: Buffer, input: string): string =>
  createHmac("sha256", secret).update(input).digest("base64url");

/** Changes a row that is at the version that was seen, and makes that one more; else the act begins anew. */
export async function changeVersioned<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  { id, version }: { id: number; version: number },
  values: Written<C>,
): Promise<void> {
  const changed = Object.keys(values);
  const sets = changed.map((column) => `${columnName(table, column)} = ?, `);
  const { rows } = await tx.change(
    `UPDATE ${table.name} SET ${sets.join("")}version = version + 1 WHERE id = ? AND version = ?`,
    [...valuesOf(values, changed), id, version],
  );
  if (rows === 0) throw new Stale();
}

/**
 * Holds rows as they were read until the transaction ends: what is written leans on what they say. Where one has moved
 * on, the act begins anew.
 */
export async function holdVersions<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  rows: readonly { id: number; version: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  const { sql, params } = isOneOf(
    "id",
    rows.map(({ id }) => id),
  );
  const found = await tx.query<{ id: number; version: number }>(
    `SELECT id, version FROM ${table.name} WHERE ${sql}${sharing(tx)}`,
    params,
  );
  const now = new Map(found.map(({ id, version }) => [id, version] as const));
  if (rows.some(({ id, version }) => now.get(id) !== version)) throw new Stale();
}
