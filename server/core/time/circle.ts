/** What stands above something on [validFrom, validTo). */
export interface Above<Key> {
  above: Key;
  validFrom: string;
  validTo: string;
}

/** More than ever stand above each other: what is deeper is a circle, or will be taken for one. */
export const MOST_LEVELS = 20;

/**
 * The first day in [from, to) on which `above` stands above `below`, directly or not, or more stands above it than ever
 * does; null: there is none. Looked at are all days on record: what one day is fine may be a circle on another. Pure.
 */
export function firstDayAbove<Key>(
  aboveOf: (below: Key) => readonly Above<Key>[],
  below: Key,
  above: Key,
  from: string,
  to: string,
): string | null {
  let first: string | null = null;
  const waiting = [{ key: below, from, to, level: 1 }];
  for (const at of waiting) {
    for (const edge of aboveOf(at.key)) {
      const [, begins = ""] = [edge.validFrom, at.from].sort();
      const [ends = ""] = [edge.validTo, at.to].sort();
      if (begins >= ends || (first !== null && begins >= first)) continue;
      if (edge.above === above || at.level === MOST_LEVELS) first = begins;
      else waiting.push({ key: edge.above, from: begins, to: ends, level: at.level + 1 });
    }
  }
  return first;
}

/** One row of a tree: who stands under whom. */
export interface DatedEdge<Key> extends Above<Key> {
  below: Key;
}

/** A tree with rows that are to be written in it: a row ends at the latest where the next one of the same begins. */
export function withRows<Key>(
  onRecord: readonly DatedEdge<Key>[],
  written: readonly DatedEdge<Key>[],
): (below: Key) => readonly Above<Key>[] {
  const byBelow = new Map<Key, Map<string, DatedEdge<Key>>>();
  for (const row of [...onRecord, ...written]) {
    const own = byBelow.get(row.below) ?? new Map<string, DatedEdge<Key>>();
    byBelow.set(row.below, own.set(row.validFrom, row));
  }
  const cut = new Map<Key, Above<Key>[]>();
  for (const [below, own] of byBelow) {
    const rows = [...own.values()].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    cut.set(
      below,
      rows.map((row, i) => {
        const next = rows[i + 1]?.validFrom ?? row.validTo;
        return next < row.validTo ? { ...row, validTo: next } : row;
      }),
    );
  }
  return (below) => cut.get(below) ?? [];
}
