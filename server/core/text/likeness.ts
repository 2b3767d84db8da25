import { distance } from "fastest-levenshtein";
import { mayGoOn } from "../time/turn.js";
import { fold } from "./fold.js";

/** A known text like the one asked about, and what it names. */
export interface Like<T> {
  of: T;
  text: string;
  /** How many letters would have to change, accents, case and signs aside. */
  away: number;
}

/** How many letters would have to change to make one text the other, accents, case and signs aside. */
export const lettersApart = (one: string, other: string): number => distance(fold(one), fold(other));

/** A text in the form that is compared, and what is written so. */
interface Key<T> {
  folded: string;
  entries: [text: string, of: T][];
}

/** A known text, what it names, and how it is written in the form that is compared, if that is known. */
type Named<T> = readonly [text: string, of: T, folded?: string];

/** How many texts are folded before others have their turn, and for how many it is kept what was found. */
const [AT_ONCE, MOST_KEPT] = [250, 250];

/** How many letters of a kind are counted: a fourth "n" of a name tells little that the third did not. */
const COUNTED = 3;

/**
 * Finds what is written nearly like a text: suggestions for a person, never a decision. Two texts of which more than
 * half would have to change are nothing like each other. Pure.
 *
 * Most known texts are never compared letter by letter: which letters they have tells already that they are further
 * away than what was found.
 */
export class Likeness<T> {
  /** The shortest first. */
  readonly #keys: readonly Key<T>[];
  /** The letters of each key in turn, as `lettersOf` tells them. */
  readonly #letters: Int32Array;

  /** What was found for texts that were asked about of late, of all that is known. */
  readonly #found = new Map<string, readonly Like<T>[]>();

  constructor(named: Iterable<Named<T>>) {
    const keys = new Map<string, Key<T>>();
    for (const [text, of, folded = fold(text)] of named) {
      const key = keys.get(folded);
      if (key) key.entries.push([text, of]);
      else keys.set(folded, { folded, entries: [[text, of]] });
    }
    this.#keys = [...keys.values()].sort((a, b) => a.folded.length - b.folded.length);
    this.#letters = new Int32Array(this.#keys.length * COUNTED);
    this.#keys.forEach(({ folded }, i) => {
      this.#letters.set(lettersOf(folded), i * COUNTED);
    });
  }

  /** The same, made while others have their turn. */
  static async inTurns<T>(named: Iterable<Named<T>>): Promise<Likeness<T>> {
    const folded: Named<T>[] = [];
    for (const [text, of] of named) {
      folded.push([text, of, fold(text)]);
      if (folded.length % AT_ONCE === 0) await mayGoOn();
    }
    await mayGoOn();
    return new Likeness(folded);
  }

  /** How many texts are known, those that differ only in accents, case and signs taken together. */
  get size(): number {
    return this.#keys.length;
  }

  /** The nearest first, at most `most`, each by the text that is nearest; `among` says which may be found. */
  nearest(text: string, most: number, among?: (of: T) => boolean): readonly Like<T>[] {
    if (among) return this.#nearest(text, most, among);
    const asked = `${most} ${text}`;
    const known = this.#found.get(asked);
    if (known) return known;
    if (this.#found.size >= MOST_KEPT) this.#found.clear();
    const found = this.#nearest(text, most, () => true);
    this.#found.set(asked, found);
    return found;
  }

  #nearest(text: string, most: number, among: (of: T) => boolean): Like<T>[] {
    const wanted = fold(text);
    const found: Like<T>[] = [];
    for (const [least, keys] of this.#byLeastAway(wanted).entries()) {
      if (least > (found[most - 1]?.away ?? Number.POSITIVE_INFINITY)) break;
      for (const { folded, entries } of keys ?? []) {
        const away = distance(wanted, folded);
        if (away > mostAway(wanted, folded) || away > (found[most - 1]?.away ?? away)) continue;
        for (const [name, of] of entries) if (among(of)) keep(found, { of, text: name, away }, most);
      }
    }
    return found;
  }

  /** The keys that may be like it, by how far away they are at the least. */
  #byLeastAway(wanted: string): Key<T>[][] {
    const [letters, all] = [lettersOf(wanted), this.#letters];
    const byLeast: Key<T>[][] = [];
    const { length } = wanted;
    const keys = this.#keys;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as Key<T>;
      const longer = key.folded.length - length;
      if (longer > length) break;
      const most = mostAway(wanted, key.folded);
      if (-longer > most) continue;
      let lacking = 0;
      let added = 0;
      for (let n = 0; n < COUNTED; n += 1) {
        const ours = letters[n] as number;
        const theirs = all[i * COUNTED + n] as number;
        lacking += bitsOf(ours & ~theirs);
        added += bitsOf(theirs & ~ours);
      }
      const least = Math.max(lacking, added, longer, -longer);
      if (least > most) continue;
      const alike = byLeast[least];
      if (alike) alike.push(key);
      else byLeast[least] = [key];
    }
    return byLeast;
  }
}

const mostAway = (a: string, b: string): number => Math.max(a.length, b.length) / 2;

/** Puts it in its place among the nearest, of each thing only once. */
function keep<T>(found: Like<T>[], like: Like<T>, most: number): void {
  const before = found.findIndex(({ of }) => of === like.of);
  if (before >= 0) {
    if (nearerFirst(found[before] as Like<T>, like) <= 0) return;
    found.splice(before, 1);
  }
  const place = found.findIndex((each) => nearerFirst(like, each) < 0);
  found.splice(place < 0 ? found.length : place, 0, like);
  found.length = Math.min(found.length, most);
}

/** What is as near goes by its letters. */
export const nearerFirst = (a: Like<unknown>, b: Like<unknown>): number =>
  a.away - b.away || (a.text < b.text ? -1 : 1);

/**
 * Which letters a text has at least once, at least twice …: a bit for each of 32 kinds of letters. A letter that one
 * text has and the other has not takes a change.
 */
function lettersOf(folded: string): Int32Array {
  const letters = new Int32Array(COUNTED);
  for (let i = 0; i < folded.length; i += 1) {
    const bit = 1 << (folded.charCodeAt(i) & 31);
    let n = 0;
    while (n < COUNTED && ((letters[n] ?? 0) & bit) !== 0) n += 1;
    if (n < COUNTED) letters[n] = (letters[n] ?? 0) | bit;
  }
  return letters;
}

/** How many bits are set. */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
