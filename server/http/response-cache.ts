import type { Language } from "../core/context.js";
import type { Told } from "../core/log/seen.js";
import { DATA_SCOPES, type DataScope, type Revision } from "../core/snapshot/revision.js";
import { type Key, RevisionCache } from "../core/snapshot/revision-cache.js";
import type { Coding } from "./negotiation.js";

/** An answer as it was sent: its bytes are packed already. */
export interface SentAnswer {
  body: Buffer;
  contentType: string;
  coding: Coding | undefined;
  /** Undefined: what is in it is in languages of its own. */
  language: Language | undefined;
  /** Of an answer that has an address. */
  etag: string | undefined;
  /** What is told of whoever is given it. */
  told: Told;
}

/** How much is kept at the most, keys included. */
const MOST_BYTES = 8_000_000;
const LARGEST_BYTES = 1_000_000;
/** How many questions are remembered that came once; of two with the same place the later one. */
const MARKS = 16_384;

/**
 * Keeps answers for as long as nothing on record has changed, by everything else that they depend on: `termsOf` in
 * `http/graphql-endpoint.ts` and the words make the keys. A question that comes again is answered without touching
 * the data: one statement, shared by all who ask at that moment, tells whether the answer still holds. What was read
 * before a change is kept under the revision before it, so it is never given to anybody who asks after.
 * See docs/decisions/08-kept-answers.md.
 */
export class ResponseCache {
  readonly #kept: RevisionCache<SentAnswer, DataScope>;
  readonly #marks = new Int32Array(MARKS);

  constructor(mostBytes = MOST_BYTES) {
    this.#kept = new RevisionCache({ scopes: DATA_SCOPES, most: mostBytes, sizeOf });
  }

  /** Whether it is worth asking for the revision of now. */
  has(key: Key): boolean {
    return this.#kept.has(key);
  }

  /** The answer to this question if it is kept and still holds. Keys say who may see it: never share one across scopes. */
  find(key: Key, revision: Revision): SentAnswer | undefined {
    return this.#kept.find(key, revision);
  }

  /** An answer is worth keeping when its question comes again; most of the rest never do. */
  keep(key: Key, answer: SentAnswer, revision: Revision): void {
    if (sizeOf(answer, key) <= LARGEST_BYTES && this.#cameBefore(key)) this.#kept.keep(key, revision, answer);
  }

  /** By a number made of the key, so that a question that never comes again leaves no more than that. */
  #cameBefore(key: string): boolean {
    let mark = 0;
    for (let i = 0; i < key.length; i += 1) mark = (Math.imul(mark, 31) + key.charCodeAt(i)) | 0;
    const place = mark & (MARKS - 1);
    const came = this.#marks[place] === mark;
    this.#marks[place] = mark;
    return came;
  }
}

const sizeOf = ({ body }: SentAnswer, key: Key): number => key.length + body.length;
