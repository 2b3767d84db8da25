import { groupBy } from "../collections/groups.js";

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

/** Of each what stands above it, by a list of all rows. */
export function edgesOf<Key>(rows: readonly DatedEdge<Key>[]): (below: Key) => readonly Above<Key>[] {
  const byBelow = groupBy(rows, ({ below }) => below);
  return (below) => byBelow.get(below) ?? [];
}

/**
 * A tree with rows that are to be written in it: a row ends at the latest where the next one of the same begins. Only
 * of what is asked for anything is looked at.
 */
export function withRows<Key>(
  onRecord: (below: Key) => readonly Above<Key>[],
  written: readonly DatedEdge<Key>[],
): (below: Key) => readonly Above<Key>[] {
  const writtenOf = edgesOf(written);
  return (below) => {
    const byDay = new Map<string, Above<Key>>();
    for (const row of [...onRecord(below), ...writtenOf(below)]) byDay.set(row.validFrom, row);
    const rows = [...byDay.values()].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    return rows.map((row, i) => {
      const next = rows[i + 1]?.validFrom ?? row.validTo;
      return next < row.validTo ? { ...row, validTo: next } : row;
    });
  };
}
