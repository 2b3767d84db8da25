import { Recent } from "../../../core/collections/recent.js";
import type { Context } from "../../../core/context.js";
import type { Slots } from "../../../core/snapshot/revision-slots.js";
import type { FigureMove, FigureMoves, MovesAt } from "./figure-moves.js";

/** What is made of the figures of one metric. */
export interface Part {
  readonly key: string;
  readonly metricId: number;
}

/** What was made of figures as of these slots. */
interface Made<Value> {
  readonly values: readonly Value[];
  readonly slots: Slots;
}

interface Terms<P extends Part, Value> {
  /** Makes them, one for each part, in one statement. */
  make(context: Context, parts: readonly P[]): Promise<Made<Value>>;
  /** What it is after a figure of the metric has changed; null: it has to be made anew. */
  move(value: Value, move: FigureMove, part: P, context: Context): Value | null;
  /** How much is held at the most, in the unit of `sizeOf`. */
  most: number;
  sizeOf(value: Value): number;
}

interface Held<Value> extends MovesAt {
  readonly value: Value;
}

/** How often what was made is brought up to date with what others have written meanwhile. */
const MOST_TRIES = 4;

/**
 * What is made of figures, by metric, and kept right while figures change.
 *
 * Key: that of the part, which says all that the value depends on but the figures themselves. Lifetime: until the trail
 * does not tell how a figure has changed, or `move` cannot follow, or others take its room. All that is asked for
 * together is as of the same figures.
 */
export class FigureCache<P extends Part, Value> {
  readonly #held: Recent<Held<Value>>;
  readonly #making = new Map<string, Promise<void>>();

  constructor(
    private readonly moves: FigureMoves,
    private readonly terms: Terms<P, Value>,
  ) {
    this.#held = new Recent(terms.most);
  }

  /** One for each part. An act, and what is answered of it, reads past what is held. */
  async all(context: Context, parts: readonly P[]): Promise<readonly Value[]> {
    const { revision } = context.snapshots;
    for (let tries = 0; revision && tries < MOST_TRIES; tries += 1) {
      const held = parts.map(({ key }) => this.#held.find(key));
      // What was made a moment ago may be as of later.
      await this.moves.upTo(Math.max(revision.DATA, ...held.map((each) => each?.revision ?? 0)));
      const values = parts.map((part, i) => this.#brought(part, held[i], context));
      if (values.every((value) => value !== null)) return values;
      await this.#make(
        context,
        parts.filter((_, i) => values[i] === null),
      );
    }
    return (await this.terms.make(context, parts)).values;
  }

  /** As of all that is known to have moved; null: it has to be made. */
  #brought(part: P, held: Held<Value> | undefined, context: Context): Value | null {
    const moves = held && this.moves.since(held, part.metricId);
    if (!moves) return null;
    if (held.slots === this.moves.at.slots) return held.value;
    let { value } = held;
    for (const move of moves) {
      const moved = this.terms.move(value, move, part, context);
      if (moved === null) return null;
      value = moved;
    }
    this.#keep(part.key, heldAs(value, this.moves.at));
    return value;
  }

  /** Those that somebody else is waiting for already are not made again. */
  async #make(context: Context, parts: readonly P[]): Promise<void> {
    const others = parts.flatMap(({ key }) => this.#making.get(key) ?? []);
    const own = parts.filter(({ key }) => !this.#making.has(key));
    if (own.length > 0) {
      const making = this.#made(context, own).finally(() => {
        for (const { key } of own) this.#making.delete(key);
      });
      for (const { key } of own) this.#making.set(key, making);
      others.push(making);
    }
    await Promise.all(others);
  }

  async #made(context: Context, parts: readonly P[]): Promise<void> {
    const { values, slots } = await this.terms.make(context, parts);
    const at = this.moves.reached(slots);
    parts.forEach(({ key }, i) => {
      this.#keep(key, heldAs(values[i] as Value, at));
    });
  }

  #keep(key: string, held: Held<Value>): void {
    this.#held.keep(key, held, 1 + this.terms.sizeOf(held.value));
  }
}

const heldAs = <Value>(value: Value, { slots, revision, gaps }: MovesAt): Held<Value> => ({
  value,
  slots,
  revision,
  gaps,
});
