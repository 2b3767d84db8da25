import type { Format, FormatColumn } from "../format.js";

/** What a cell holds: a text, a number, or a day (yyyy-mm-dd) by its column; null is blank. */
export type Cell = string | number | null;
export type Line = readonly Cell[];

export interface Column {
  header: string;
  holds: FormatColumn["holds"];
}

/** A list as it is written to a file: read once, piece by piece, so that its length does not matter. */
export interface Table {
  columns: readonly Column[];
  pieces: AsyncIterable<readonly Line[]>;
  /** The ids of the sections that the lines cite: of those read so far. */
  cited: ReadonlySet<number>;
}

/** A column, and what a row has in it. */
export interface ColumnOf<Row> extends Column {
  of: (row: Row) => Cell;
}

export const text = <Row>(header: string, of: (row: Row) => Cell): ColumnOf<Row> => ({ header, holds: "TEXT", of });
export const number = <Row>(header: string, of: (row: Row) => Cell): ColumnOf<Row> => ({ header, holds: "NUMBER", of });
export const day = <Row>(header: string, of: (row: Row) => Cell): ColumnOf<Row> => ({ header, holds: "DAY", of });

type Values<Row, Name extends string> = Readonly<Record<Name, (row: Row) => Cell>>;

/**
 * The columns of a format, so that what is exported can be imported again: neither one less nor one more; behind them,
 * for people, what their codes are called: `named`, by the columns of the codes.
 */
export function columnsOf<Row, Name extends string, Coded extends string = never>(
  { columns }: Format,
  values: Values<Row, Name>,
  named = {} as Values<Row, Coded>,
): ColumnOf<Row>[] {
  const coded = columns.flatMap(({ name, nameVi }) => (nameVi ? [{ name, nameVi }] : []));
  checkNames(Object.keys(values), columns);
  checkNames(Object.keys(named), coded);
  return [
    ...columns.map(({ name, headerVi, holds }) => ({ header: headerVi, holds, of: values[name as Name] })),
    ...coded.map(({ name, nameVi }) => text(nameVi, named[name as Coded])),
  ];
}

function checkNames(given: readonly string[], columns: readonly { name: string }[]): void {
  const names = columns.map(({ name }) => name);
  if (given.length !== names.length || given.some((name) => !names.includes(name)))
    throw new Error(`The export has ${given.join(", ")}; the format ${names.join(", ")}.`);
}

/** Rows as a table; `cites` tells the sections that a row comes from. */
export function tableOf<Row>(
  columns: readonly ColumnOf<Row>[],
  rows: AsyncIterable<readonly Row[]>,
  cites: (row: Row) => readonly number[],
): Table {
  const cited = new Set<number>();
  async function* pieces() {
    for await (const piece of rows) {
      for (const row of piece) for (const section of cites(row)) cited.add(section);
      yield piece.map((row) => columns.map(({ of }) => of(row)));
    }
  }
  return { columns, pieces: pieces(), cited };
}

/** How many rows are held at a time. */
export const PIECE = 1000;

/** What is held in memory, piece by piece; each piece is made ready before it is written. */
export async function* inPieces<Held, Row = Held>(
  held: readonly Held[],
  ready: (some: readonly Held[]) => readonly Row[] | Promise<readonly Row[]>,
  size = PIECE,
): AsyncGenerator<readonly Row[]> {
  for (let start = 0; start < held.length; start += size) yield ready(held.slice(start, start + size));
}

/** The same of rows that need nothing more. */
export const asTheyAre = <Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> => inPieces(rows, (some) => some);

/** The same pieces, the first of them read: what goes wrong at once does so before anything is sent. */
export async function begun<T>(pieces: AsyncIterable<T>): Promise<AsyncGenerator<T>> {
  const iterator = pieces[Symbol.asyncIterator]();
  let next = await iterator.next();
  return (async function* () {
    try {
      while (!next.done) {
        yield next.value;
        next = await iterator.next();
      }
    } finally {
      await iterator.return?.();
    }
  })();
}
