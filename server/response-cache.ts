import { type Revision, sameRevision } from "./database/revision.js";

/** An answer as it was sent. */
export interface SentAnswer {
  body: Buffer;
  contentType: string;
}

/** With the revision that was read before it was made. */
interface Kept extends SentAnswer {
  revision: Revision;
  size: number;
}

/** How much is kept at the most, keys included; what was not asked for longest goes first. */
const MOST_BYTES = 8_000_000;
const LARGEST_BYTES = 1_000_000;
/** How many questions are remembered that came once. */
const MOST_MARKS = 20_000;

/**
 * Keeps answers for as long as nothing on record has changed. A question that comes again is answered without touching
 * the data: one statement, shared by all who ask at that moment, tells whether the answer still holds. What was read
 * before a change is kept under the revision before it, so it is never given to anybody who asks after.
 * See docs/decisions/08-kept-answers.md.
 */
export class ResponseCache {
  readonly #kept = new Map<string, Kept>();
  readonly #marks = new Set<number>();
  #bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** Whether it is worth asking for the revision of now. */
  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** The answer to this question if it is kept and still holds. Keys say who may see it: never share one across scopes. */
  find(key: string, revision: Revision): SentAnswer | undefined {
    const kept = this.#kept.get(key);
    if (!kept || !sameRevision(kept.revision, revision)) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  /** An answer is worth keeping when its question comes again; most of the rest never do. */
  keep(key: string, answer: SentAnswer, revision: Revision): void {
    const size = key.length + answer.body.length;
    if (size > LARGEST_BYTES || !this.#cameBefore(key)) return;
    this.#drop(key);
    this.#put(key, { ...answer, revision, size });
    for (const [oldest] of this.#kept) {
      if (this.#bytes <= this.mostBytes) break;
      this.#drop(oldest);
    }
  }

  /** By a number made of the key, so that a question that never comes again leaves no more than that. */
  #cameBefore(key: string): boolean {
    let mark = 0;
    for (let i = 0; i < key.length; i += 1) mark = (Math.imul(mark, 31) + key.charCodeAt(i)) | 0;
    if (this.#marks.has(mark)) return true;
    if (this.#marks.size >= MOST_MARKS) this.#marks.clear();
    this.#marks.add(mark);
    return false;
  }

  #put(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#bytes += kept.size;
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= kept.size;
  }
}
