import { own } from "../snapshot/batch.js";
import { type Connection, type Cursor, connectionOf, type Page } from "./pagination.js";

/** Where a cursor stands in a list: how many rows are before it, and how many with the one that it names. */
interface Stand {
  before: number;
  upTo: number;
}

/**
 * A page of a list that is held whole. `upwards` is along the list, whichever way the page is asked for. Its rows are
 * the request's own.
 */
export function pageOfArray<Row extends object>(
  list: readonly Row[],
  page: Page,
  upwards: boolean,
  standOf: (cursor: Cursor) => Stand,
  cursorOf: (row: Row) => string,
): Connection<Row> {
  const { before, upTo } = page.cursor ? standOf(page.cursor) : { before: list.length, upTo: 0 };
  const rows = upwards
    ? list.slice(upTo, upTo + page.size + 1)
    : list.slice(Math.max(0, before - page.size - 1), before).reverse();
  return connectionOf(rows.map(own), page, cursorOf, () => list.length);
}
