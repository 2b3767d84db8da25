/** Smaller, equal or greater, sign by sign. */
export const compare = (one: string | number, other: string | number): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** How many rows at the beginning of a sorted list are so. Found by halving. */
export function countBefore<T>(list: readonly T[], isBefore: (row: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A sorted list without some of its rows and with others. No two rows of it stand at one place. */
export function resorted<T>(
  list: readonly T[],
  without: readonly T[],
  added: readonly T[],
  order: (one: T, other: T) => number,
): readonly T[] {
  const changed = list.slice();
  const placeOf = (row: T) => countBefore(changed, (each) => order(each, row) < 0);
  for (const row of without) changed.splice(placeOf(row), 1);
  for (const row of added) changed.splice(placeOf(row), 0, row);
  return changed;
}
