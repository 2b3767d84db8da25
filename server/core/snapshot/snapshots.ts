import { type Database, patiently } from "../database/database.js";
import { type ChangedObjects, changesBetween, hasChanged } from "./changed-objects.js";
import type { DataScope, Revision, Revisions } from "./revision.js";
import { isUnmoved, readSlots, revisionIn, type Slots } from "./revision-slots.js";

/** What one concept holds in memory. */
interface Part<Value> {
  readonly scope: DataScope;
  /** What it is loaded from. As long as the trail tells that nothing there has changed, it stays as it is. */
  readonly tables: readonly string[];
  load(db: Database): Promise<Value>;
  /**
   * What was loaded, with these objects as they are on record now, and everything else shared with it; null: it has to
   * be loaded anew. Left out: it always has.
   */
  apply?(value: Value, changed: ChangedObjects, db: Database): Promise<Value | null>;
}

/** Requests wait for it. */
export type LoadedPart<Loaded extends object = object> = Part<Loaded>;

/** What takes many statements: it is loaded while requests are answered, which do without it until it is there. */
export interface LatePart<Value = unknown> extends Part<Value> {
  readonly name: string;
}

/** What a concept brings to the snapshot. */
export interface SnapshotParts {
  readonly loaded?: readonly LoadedPart[];
  /** What is worked out of what all concepts have loaded, by name; `before` is what it was worked out to before. */
  derive?(loaded: object, before: object | undefined): object;
  readonly late?: readonly LatePart[];
}

/** A late part; null until it has been loaded: who asks before asks the database. */
export interface Late<Value> {
  readonly value: Value | null;
}

/** A value of a part, as of these slots. */
interface Kept {
  readonly value: unknown;
  readonly slots: Slots;
}

interface Held<S> {
  readonly slots: Slots;
  readonly loaded: ReadonlyMap<LoadedPart, Kept>;
  readonly late: ReadonlyMap<LatePart, Kept>;
  readonly snapshot: S;
  /** A part that requests wait for was loaded anew. */
  readonly isAnew: boolean;
}

/** How a snapshot was made: out of the one before and what has changed, or with a part of it loaded anew. */
type Made = "PATCHED" | "LOADED";

/** A snapshot, and the revision that it is as of: the one that was asked for, or a later one. */
export interface SnapshotAt<S> {
  readonly snapshot: S;
  readonly revision: Revision;
}

/**
 * What every answer leans on and what seldom changes: each server holds it in memory, all of it as of one revision, and
 * a question about it costs no statement. After a change it is made out of the one before and of what has changed: the
 * trail tells which objects did. Whoever is answered from the one before keeps it.
 */
export class Snapshots<S extends object> {
  readonly #loaded: readonly LoadedPart[];
  readonly #late: readonly LatePart[];
  readonly #derive: readonly NonNullable<SnapshotParts["derive"]>[];
  readonly #scopes: readonly DataScope[];
  #held: Held<S> | undefined;
  #advancing: Promise<Held<S>> | undefined;
  /** Late parts that have been loaded, and are not yet held. */
  readonly #arrived = new Map<LatePart, Kept>();
  readonly #arriving = new Map<LatePart, Promise<void>>();
  #holdsLate = false;
  #madeAt = performance.now();
  /** Told how the snapshot was made, each time that one was, and in how many seconds. */
  onMade: (how: Made, seconds: number) => void = () => undefined;

  constructor(
    private readonly db: Database,
    private readonly revisions: Revisions,
    parts: readonly SnapshotParts[],
  ) {
    this.#loaded = parts.flatMap(({ loaded = [] }) => loaded);
    this.#late = parts.flatMap(({ late = [] }) => late);
    this.#derive = parts.flatMap(({ derive }) => (derive ? [derive] : []));
    this.#scopes = [...new Set([...this.#loaded, ...this.#late].map(({ scope }) => scope))];
  }

  /** Since how many seconds nothing has changed of what is held. */
  get age(): number {
    return (performance.now() - this.#madeAt) / 1000;
  }

  /** As of this revision, which was read before, or of a later one. */
  at(revision: Revision): SnapshotAt<S> | Promise<SnapshotAt<S>> {
    const held = this.#held;
    return held && this.#scopes.every((scope) => revisionIn(held.slots, scope) === revision[scope])
      ? { snapshot: held.snapshot, revision }
      : this.#after(revision);
  }

  async #after(revision: Revision): Promise<SnapshotAt<S>> {
    // What is under way may have begun before a change that this request must see.
    const under = await this.#advancing?.catch(() => undefined);
    const isBehind = (held: Held<S>) => this.#scopes.every((scope) => revisionIn(held.slots, scope) >= revision[scope]);
    const held = under && isBehind(under) ? under : await this.#advance();
    const own = Object.fromEntries(this.#scopes.map((scope) => [scope, revisionIn(held.slots, scope)]));
    return { snapshot: held.snapshot, revision: { ...revision, ...own } };
  }

  /**
   * As a transaction sees it that has taken its locks and changed nothing yet, or asks for them at once. Nobody else is
   * answered from it.
   */
  async within(tx: Database): Promise<S> {
    const held = this.#held ?? (await this.#advance());
    const slots = await readSlots(tx);
    return this.#isUnmoved(held.slots, slots) ? held.snapshot : (await this.#brought(tx, held, slots)).snapshot;
  }

  /** As a transaction sees it that has changed something: all of it is read anew, but what is loaded late. */
  async asWritten(tx: Database): Promise<S> {
    return (await this.#brought(tx, undefined, await readSlots(tx))).snapshot;
  }

  /** Loads the late parts, and from now on, while others are answered, again whenever one has to be loaded anew. */
  async holdLate(): Promise<void> {
    this.#holdsLate = true;
    await this.at(await this.revisions.current());
    await this.#loadLate();
  }

  #advance(): Promise<Held<S>> {
    this.#advancing ??= this.#advanced().finally(() => {
      this.#advancing = undefined;
    });
    return this.#advancing;
  }

  /** Made of nothing that was read before or after a change of the rest: until then it is brought further. */
  async #advanced(): Promise<Held<S>> {
    const began = performance.now();
    let held = this.#held;
    let isAnew = false;
    for (;;) {
      const slots = await readSlots(this.db);
      if (held && this.#arrived.size === 0 && this.#isUnmoved(held.slots, slots)) break;
      const arrived = new Map(this.#arrived);
      this.#arrived.clear();
      held = await this.#brought(this.db, held, slots, arrived);
      isAnew ||= held.isAnew;
    }
    if (held !== this.#held) {
      this.#madeAt = performance.now();
      this.onMade(isAnew ? "LOADED" : "PATCHED", (this.#madeAt - began) / 1000);
    }
    this.#held = held;
    // Whoever asks for them meanwhile meets what goes wrong here, and reports it.
    if (this.#holdsLate && held.late.size < this.#late.length) this.#loadLate().catch(() => undefined);
    return held;
  }

  #isUnmoved(one: Slots, other: Slots): boolean {
    return this.#scopes.every((scope) => isUnmoved(one, other, scope));
  }

  async #brought(
    db: Database,
    before: Held<S> | undefined,
    slots: Slots,
    arrived: ReadonlyMap<LatePart, Kept> = new Map(),
  ): Promise<Held<S>> {
    const lateBefore = new Map([...(before?.late ?? []), ...arrived]);
    const changes = new Map<Slots, ReturnType<typeof changesBetween>>();
    const changesSince = (from: Slots) => {
      const known = changes.get(from) ?? changesBetween(db, from, slots, this.#scopes);
      changes.set(from, known);
      return known;
    };
    const applied = async (part: Part<unknown>, kept: Kept | undefined): Promise<unknown> => {
      if (!kept) return null;
      if (isUnmoved(kept.slots, slots, part.scope)) return kept.value;
      const changed = (await changesSince(kept.slots)).get(part.scope);
      if (!changed) return null;
      if (!hasChanged(changed, part.tables)) return kept.value;
      return part.apply ? part.apply(kept.value, changed, db) : null;
    };
    let isAnew = false;
    const loadAnew = (part: LoadedPart) => {
      isAnew = true;
      // At the start nobody is answered meanwhile.
      return part.load(before ? patiently(db) : db);
    };
    const [loaded, late] = await Promise.all([
      // All parts are asked for at once: whoever waits for one after the other waits longer.
      Promise.all(
        this.#loaded.map(async (part) => {
          const value = (await applied(part, before?.loaded.get(part))) ?? (await loadAnew(part));
          return [part, { value, slots }] as const;
        }),
      ),
      Promise.all(
        this.#late.map(async (part) => {
          const value = await applied(part, lateBefore.get(part));
          return [part, { value, slots }] as const;
        }),
      ),
    ]);
    const snapshot: object = Object.assign({}, ...loaded.map(([, { value }]) => value));
    for (const derive of this.#derive) Object.assign(snapshot, derive(snapshot, before?.snapshot));
    for (const [{ name }, { value }] of late) Object.assign(snapshot, { [name]: { value } satisfies Late<unknown> });
    return {
      slots,
      loaded: new Map(loaded),
      late: new Map(late.filter(([, { value }]) => value !== null)),
      snapshot: Object.freeze(snapshot) as S,
      isAnew,
    };
  }

  /** Reads what is not held of them, piece by piece, while others are answered. */
  async #loadLate(): Promise<void> {
    await Promise.all(this.#late.map((part) => (this.#held?.late.has(part) ? undefined : this.#arrival(part))));
    if (this.#arrived.size > 0) await this.#advance();
  }

  #arrival(part: LatePart): Promise<void> {
    const under = this.#arriving.get(part);
    if (under) return under;
    const load = async () => {
      const slots = await readSlots(this.db);
      // What changes meanwhile is brought in behind it.
      this.#arrived.set(part, { value: await part.load(this.db), slots });
    };
    const arriving = load().finally(() => this.#arriving.delete(part));
    this.#arriving.set(part, arriving);
    return arriving;
  }
}
