import { compare, countBefore } from "../collections/sorted.js";
import { type Connection, type Cursor, type PageArgs, pageOfArray, readPage, writeCursor } from "./pagination.js";

/**
 * A page of a list that is held whole, in its own order. A cursor names a row by its key, and where it stood: should the
 * row be gone meanwhile, the page goes on from there. `order` names the list.
 */
export function pageOfList<Row extends object>(
  list: readonly Row[],
  args: PageArgs,
  order: string,
  keyOf: (row: Row) => string | number,
): Connection<Row> {
  const page = readPage(args, order);
  const standOf = ({ value, id }: Cursor) => {
    const place = list.findIndex((row) => keyOf(row) === value);
    if (place >= 0) return { before: place, upTo: place + 1 };
    const stood = Math.min(Math.max(id, 0), list.length);
    return { before: stood, upTo: stood };
  };
  // Where each row stands, looked for once.
  let places: Map<string | number, number> | undefined;
  const cursorOf = (row: Row) => {
    places ??= new Map(list.map((each, place) => [keyOf(each), place]));
    const value = keyOf(row);
    return writeCursor({ value, id: places.get(value) ?? 0 }, order);
  };
  return pageOfArray(list, page, !page.backward, standOf, cursorOf);
}

/** By what a list is sorted, upwards; ties go by id. */
export interface SortedBy<Row> {
  keyOf(row: Row): string | number;
  idOf(row: Row): number;
}

/** A page of a list that is held whole and sorted upwards, whichever way it is asked for. `name` names the list. */
export function pageOfSorted<Row extends object>(
  list: readonly Row[],
  args: PageArgs,
  name: string,
  { field, direction }: { field: string; direction: "ASC" | "DESC" },
  { keyOf, idOf }: SortedBy<Row>,
): Connection<Row> {
  const order = `${name} ${field} ${direction}`;
  const page = readPage(args, order);
  const upwards = (direction === "ASC") !== page.backward;
  const standOf = (cursor: Cursor) => {
    const against = (row: Row) => compare(keyOf(row), cursor.value) || idOf(row) - cursor.id;
    return {
      before: countBefore(list, (row) => against(row) < 0),
      upTo: countBefore(list, (row) => against(row) <= 0),
    };
  };
  const cursorOf = (row: Row) => writeCursor({ value: keyOf(row), id: idOf(row) }, order);
  return pageOfArray(list, page, upwards, standOf, cursorOf);
}
