import { BEGIN, type FeedCursor } from "./feed-cursor.js";

/** What is to be read of one slot: the revisions behind `from` up to `to`, of the first of them what follows `entry`. */
export interface Stretch {
  slot: number;
  from: number;
  to: number;
  entry: number;
}

/** Where a page ends within a stretch. */
export interface LastRead {
  stretch: number;
  revision: number;
  entry: number;
  /** The last object that was read of it, if that was not all of it; 0: it was. */
  object: number;
}

/** What has moved since, beginning where the reader goes on. */
export function stretchesBehind({ slots, at }: FeedCursor, now: readonly number[]): Stretch[] {
  const inOrder = now.map((_, i) => (at.slot + i) % now.length);
  return inOrder.flatMap((slot) => {
    const [from, to] = [slots[slot] ?? 0, now[slot] ?? 0];
    return from < to ? [{ slot, from, to, entry: slot === at.slot ? at.entry : 0 }] : [];
  });
}

/** How many of them it takes to fill a page: most revisions have an entry. */
export function countToFill(stretches: readonly Stretch[], size: number): number {
  let revisions = 0;
  const last = stretches.findIndex(({ from, to }) => {
    revisions += to - from;
    return revisions > size;
  });
  return last < 0 ? stretches.length : last + 1;
}

/** Where the reader stands when the first so many stretches have been read, or, of these, all up to `last`. */
export function cursorAfter(
  { slots }: FeedCursor,
  stretches: readonly Stretch[],
  count: number,
  last: LastRead | null,
): FeedCursor {
  const moved = [...slots];
  const whole = last?.stretch ?? count;
  for (const { slot, to } of stretches.slice(0, whole)) moved[slot] = to;
  const slot = stretches[whole]?.slot ?? 0;
  if (!last) return { slots: moved, at: { ...BEGIN, slot } };
  moved[slot] = last.revision - 1;
  // An entry that was not read wholly is read again, from the object behind the last one on.
  return { slots: moved, at: { slot, entry: last.object > 0 ? last.entry - 1 : last.entry, object: last.object } };
}
