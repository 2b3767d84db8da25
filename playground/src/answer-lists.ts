// The lists of an answer as tables: a line for each item, nested objects as columns of their own.
import type { Cell, Column, Line } from "../../server/files/writing/table.js";

/** A list of an answer. One within the items of another list has their columns before its own. */
export interface AnswerList {
  /** Where it stands: "facilities", "facilities.statedNeeds". */
  path: string;
  columns: readonly Column[];
  lines: readonly Line[];
}

/** What an item has, by the name of the column. */
type Item = ReadonlyMap<string, unknown>;
type Fields = Readonly<Record<string, unknown>>;

/** Of a connection these say nothing. */
const PASSED_OVER = ["nodes", "edges", "node"];

/** Every list that has something in it, in the order of the answer; `words` are for false and for true. */
export function listsIn(data: unknown, words: readonly [no: string, yes: string]): AnswerList[] {
  const found = new Map<string, Item[]>();
  gather(data, { path: "", column: "", above: new Map() }, found);
  return [...found].map(([path, items]) => tableOf(path, items, words));
}

/** Where the walk through an answer is: in the answer, and in the item of a list that it is in. */
interface Place {
  path: string;
  column: string;
  above: Item;
}

function gather(value: unknown, place: Place, found: Map<string, Item[]>): void {
  if (!Array.isArray(value)) {
    if (!isFields(value)) return;
    for (const [key, inner] of Object.entries(value))
      gather(inner, { ...place, path: joined(place.path, key), column: joined(place.column, key) }, found);
    return;
  }
  const { path, above } = place;
  // The columns of a list that is in no other one need no name before them.
  const column = above.size === 0 ? "" : place.column;
  const items = found.get(path) ?? [];
  if (value.length > 0) found.set(path, items);
  for (const each of value) {
    const item = new Map([...above, ...leaves(each, column || (isFields(each) ? "" : lastOf(path)))]);
    items.push(item);
    gather(each, { path, column, above: item }, found);
  }
}

/** What stands in a value, by the way there; a list of objects with more than one word stands in no column. */
function leaves(value: unknown, column: string): [string, unknown][] {
  if (Array.isArray(value)) {
    const words = value.map((each) => leaves(each, ""));
    return words.every((each) => each.length <= 1)
      ? [[column, words.flatMap(([leaf]) => leaf?.[1] ?? []).join("; ")]]
      : [];
  }
  if (!isFields(value)) return [[column, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, joined(column, key)));
}

const joined = (way: string, key: string): string =>
  PASSED_OVER.includes(key) ? way : way === "" ? key : `${way}.${key}`;

const lastOf = (path: string): string => path.split(".").at(-1) ?? "";

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

function tableOf(path: string, items: readonly Item[], [no, yes]: readonly [string, string]): AnswerList {
  const names = [...new Set(items.flatMap((item) => [...item.keys()]))];
  // An object that is null in some items has no column where others have its fields.
  const isShown = (name: string) => !names.some((other) => other.startsWith(`${name}.`));
  const columns = names.filter(isShown).map((name): Column => {
    const values = items.map((item) => item.get(name)).filter((value) => value != null);
    return { header: name, holds: holdsOf(values) };
  });
  const cellOf = (value: unknown, { holds }: Column): Cell => {
    if (value == null) return null;
    if (typeof value === "boolean") return value ? yes : no;
    return holds === "NUMBER" ? Number(value) : String(value);
  };
  const lines = items.map((item) => columns.map((column) => cellOf(item.get(column.header), column)));
  return { path, columns, lines };
}

function holdsOf(values: readonly unknown[]): Column["holds"] {
  if (values.length > 0 && values.every((value) => typeof value === "number")) return "NUMBER";
  return values.length > 0 && values.every((value) => /^\d{4}-\d\d-\d\d$/.test(String(value))) ? "DAY" : "TEXT";
}
