import { Recent } from "../collections/recent.js";
import type { Revision, Scope } from "./revision.js";

/** What a value is asked for by. */
type KeyPart = string | number | boolean | null | undefined;

declare const MADE_BY_KEY_OF: unique symbol;
/** What stands for the parts of a question; only `keyOf` makes one. */
export type Key = string & { readonly [MADE_BY_KEY_OF]: true };

/** No two questions share a key: a text says how long it is, everything else ends with a sign that no text begins with. */
export function keyOf(parts: readonly KeyPart[]): Key {
  let key = "";
  for (const part of parts) key += typeof part === "string" ? `${part.length}:${part}` : `${part};`;
  return key as Key;
}

/** What the whole of something is kept under. */
export const WHOLE = keyOf([]);

/** Stands for the revision where the owner of a cache is itself as of one. */
export const OF_ITS_OWNER: Pick<Revision, never> = {};

interface Terms<Value, S extends Scope> {
  /** The parts of the data that the values are read from: a change of any of them ends all of them. */
  scopes: readonly S[];
  /** How much is kept at the most, in the unit of `sizeOf`; what was not asked for longest goes first. */
  most: number;
  /** How much a value counts for; left out: 1. */
  sizeOf?: (value: Value, key: Key) => number;
}

interface Kept<Value, S extends Scope> {
  revision: Pick<Revision, S>;
  value: Value;
}

/**
 * The one cache of values that depend on what is on record. Where one is made it is said what its values are read from
 * and how many are kept; whoever makes it owns it, and it goes with its owner.
 *
 * Key: the revision of the scopes, which was read before anything that the value is made of, and the parts of the
 * question. `make` gets these parts and should need nothing else of the question, so that whoever asks by the same
 * parts may have the same value. What is read during a change is kept as before it, and never given after it.
 *
 * Lifetime: until the scopes change, or others take its room. What fails is not kept. Values are frozen.
 */
export class RevisionCache<Value, S extends Scope = never> {
  readonly #kept: Recent<Kept<Value, S>>;
  readonly #making = new Map<Key, Kept<Promise<Value | null>, S>>();

  constructor(private readonly terms: Terms<Value, S>) {
    this.#kept = new Recent(terms.most);
  }

  /** Whether it is kept, maybe as of another revision. */
  has(key: Key): boolean {
    return this.#kept.has(key);
  }

  find(key: Key, revision: Pick<Revision, S>): Value | undefined {
    const kept = this.#kept.find(key);
    return kept && this.#isAsOf(kept, revision) ? kept.value : undefined;
  }

  keep(key: Key, revision: Pick<Revision, S>, value: Value): void {
    const { most, sizeOf } = this.terms;
    const size = sizeOf ? sizeOf(value, key) : 1;
    // It would push out everything else, and then itself.
    if (size <= most) this.#kept.keep(key, { revision, value: Object.freeze(value) }, size);
  }

  /** The value of these parts; made if it is not kept. */
  get<const Parts extends readonly KeyPart[]>(
    parts: Parts,
    revision: Pick<Revision, S>,
    make: (parts: Parts) => Value,
  ): Value {
    const key = keyOf(parts);
    const kept = this.find(key, revision);
    if (kept !== undefined) return kept;
    const value = make(parts);
    this.keep(key, revision, value);
    return value;
  }

  /** The same of a value that has to be read: whoever asks meanwhile waits for the same. Null is not kept. */
  async load<const Parts extends readonly KeyPart[], Read extends Value | null>(
    parts: Parts,
    revision: Pick<Revision, S>,
    read: (parts: Parts) => Promise<Read>,
  ): Promise<Read | Value> {
    const key = keyOf(parts);
    const kept = this.find(key, revision);
    if (kept !== undefined) return kept;
    const under = this.#making.get(key);
    if (under && this.#isAsOf(under, revision)) return under.value as Promise<Read>;
    const making = { revision, value: read(parts) };
    this.#making.set(key, making);
    try {
      const value = await making.value;
      if (value !== null) this.keep(key, revision, value);
      return value;
    } finally {
      if (this.#making.get(key) === making) this.#making.delete(key);
    }
  }

  #isAsOf(kept: { revision: Pick<Revision, S> }, revision: Pick<Revision, S>): boolean {
    return this.terms.scopes.every((scope) => kept.revision[scope] === revision[scope]);
  }
}
