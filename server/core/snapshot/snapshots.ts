import type { Database } from "../database/database.js";
import type { DataScope, Revision, Revisions } from "./revision.js";
import { RevisionCache, WHOLE } from "./revision-cache.js";

/** What one concept loads into memory. It is loaded again only after a change of its scope. */
export interface LoadedPart<Loaded extends object = object> {
  readonly scope: DataScope;
  load(db: Database): Promise<Loaded>;
}

/** What takes many statements: it is loaded while requests are answered, which do without it until it is there. */
export interface LatePart<Value = unknown> {
  readonly name: string;
  readonly scope: DataScope;
  /** Piece by piece; null once it is no longer wanted. */
  load(db: Database, isWanted: () => boolean): Promise<Value | null>;
}

/** What a concept brings to the snapshot. */
export interface SnapshotParts {
  readonly loaded?: readonly LoadedPart[];
  /** What is worked out of what all concepts have loaded, by name. */
  derive?(loaded: object): object;
  readonly late?: readonly LatePart[];
}

/** A late part as of a revision; null until it has been loaded: who asks before asks the database. */
export interface Late<Value> {
  readonly value: Value | null;
}

interface Kept<Part> {
  part: Part;
  cache: RevisionCache<unknown, DataScope>;
}

const keptBy = <Part extends { scope: DataScope }>(part: Part): Kept<Part> => ({
  part,
  cache: new RevisionCache<unknown, DataScope>({ scopes: [part.scope], most: 1 }),
});

/**
 * What every answer leans on and what seldom changes: each server holds it in memory, all of it as of one revision, and
 * a question about it costs no statement. Each part is loaded again only after a change of its scope.
 */
export class Snapshots<S extends object> {
  readonly #loaded: readonly Kept<LoadedPart>[];
  readonly #late: readonly Kept<LatePart>[];
  readonly #derive: readonly NonNullable<SnapshotParts["derive"]>[];
  readonly #whole: RevisionCache<S, DataScope>;
  #holdsLate = false;
  /** The revision whose late parts are wanted. */
  #wanted: Revision | undefined;

  constructor(
    private readonly db: Database,
    private readonly revisions: Revisions,
    parts: readonly SnapshotParts[],
  ) {
    this.#loaded = parts.flatMap(({ loaded = [] }) => loaded).map(keptBy);
    this.#late = parts.flatMap(({ late = [] }) => late).map(keptBy);
    this.#derive = parts.flatMap(({ derive }) => derive ?? []);
    const scopes = [...this.#loaded, ...this.#late].map(({ part }) => part.scope);
    this.#whole = new RevisionCache({ scopes: [...new Set(scopes)], most: 1 });
  }

  /** As of this revision, which was read before: rows read during a change are never held as those after it. */
  at(revision: Revision): S | Promise<S> {
    return this.#whole.find(WHOLE, revision) ?? this.#whole.load([], revision, () => this.#composed(revision));
  }

  /** All parts are asked for at once: whoever waits for one after the other waits longer. */
  async #composed(revision: Revision): Promise<S> {
    const loaded = await Promise.all(
      this.#loaded.map(({ part, cache }) => cache.load([], revision, () => part.load(this.db))),
    );
    const snapshot = Object.assign({}, ...loaded);
    for (const derive of this.#derive) Object.assign(snapshot, derive(snapshot));
    return Object.assign(snapshot, this.#lateAt(revision));
  }

  /** Loads the late parts of now, and from now on, while others are answered, those after each change. */
  async holdLate(): Promise<void> {
    this.#holdsLate = true;
    await this.#loadLate(await this.revisions.current());
  }

  #lateAt(revision: Revision): Record<string, Late<unknown>> {
    // Whoever asks for them meanwhile meets what goes wrong here, and reports it.
    if (this.#holdsLate) this.#loadLate(revision).catch(() => undefined);
    return Object.fromEntries(
      this.#late.map(({ part, cache }) => [
        part.name,
        {
          get value() {
            return cache.find(WHOLE, revision) ?? null;
          },
        },
      ]),
    );
  }

  async #loadLate(revision: Revision): Promise<void> {
    this.#wanted = revision;
    await Promise.all(
      this.#late.map(({ part, cache }) => cache.load([], revision, () => this.#loadUnchanged(part, revision))),
    );
  }

  /** They take many statements: they are held only if nothing changed between the first and the last. */
  async #loadUnchanged(part: LatePart, revision: Revision): Promise<unknown> {
    const { scope } = part;
    const found = await part.load(this.db, () => this.#wanted?.[scope] === revision[scope]);
    const now = await this.revisions.current();
    return now[scope] === revision[scope] ? found : null;
  }
}
