import type { EntitySchemaColumnOptions, EntitySchemaIndexOptions, EntitySchemaOptions } from "typeorm";
import type { Value } from "./database.js";

/*
 * What a `*.row.ts` says of a table: plain options of typeorm's `EntitySchema`, which a test holds against what the
 * migrations have made. Stores take names of columns and types of rows from them; typeorm itself is not loaded for it.
 */

/** A column. What a row has in it, only the compiler knows. */
export interface Column<T extends Value = Value> extends EntitySchemaColumnOptions {
  readonly holds?: T;
}

export type Columns = Readonly<Record<string, Column>>;

/** The columns of a table, or some of them, by what rows call them. */
export interface Selection<C extends Columns = Columns> {
  readonly columns: C;
}

/** All of them, with the name of the table. */
export interface Table<C extends Columns = Columns> extends Selection<C> {
  readonly name: string;
  readonly uniques: readonly { name: string; columns: readonly string[] }[];
}

/** What a row of these columns has. */
export type RowOf<S extends Selection> = {
  -readonly [P in keyof S["columns"]]: S["columns"][P] extends Column<infer T> ? T : never;
};

const column = <T extends Value>(options: EntitySchemaColumnOptions): Column<T> => options;

/** The id that the database gives. */
export const id = column<number>({ type: "integer", primary: true, generated: "increment" });
export const code = column<string>({ type: "varchar", length: 60 });
/** A code that is one of a few. */
export const codeOf = <T extends string>(): Column<T> => code as Column<T>;
export const label = column<string>({ type: "varchar", length: 400 });
export const prose = column<string>({ type: "text" });
/** A text that grows with what it tells of. */
export const longProse = column<string>({ type: "mediumtext" });
export const day = column<string>({ type: "date" });
export const whole = column<number>({ type: "int" });
/** 1: it is so. */
export const flag = column<number>({ type: "tinyint" });
/** Counts the changes of a row, from 1 on. */
export const version = column<number>({ type: "int", default: 1 });
/** Counts how often a row was taken, from 0 on. */
export const taken = column<number>({ type: "int", default: 0 });
/** Counts, and percentages as printed: exact, never a binary fraction. */
export const figure = column<number>({ type: "decimal", precision: 24, scale: 6 });

export const optional = <T extends Value>(of: Column<T>): Column<T | null> => ({ ...of, nullable: true });

/** A code that is `first` where nothing else is said. */
export const state = <T extends string>(first: T): Column<T> => ({ ...codeOf<T>(), default: first });

/** The id of a row of a table. */
export const refer = (table: string): Column<number> => ({ ...whole, foreignKey: { target: table } });

/** A column that its table calls otherwise than rows do. */
export const named = <T extends Value>(name: string, of: Column<T>): Column<T> => ({ ...of, name });

/** The interval in which a dated row holds, and whether it is what is known last (1). */
export const dated = { validFrom: day, validTo: day, latest: flag };

type Index<P> = readonly P[] | { name: string; columns: readonly P[] };

/** Describes a table: its columns, which of them together are unique, and its other indexes. */
export function describeTable<const C extends Columns>(
  name: string,
  columns: C,
  {
    unique = [],
    index = [],
  }: { unique?: readonly (keyof C & string)[][]; index?: readonly Index<keyof C & string>[] } = {},
) {
  const described: Record<string, Column> = {};
  const nameOf = (property: string): string => described[property]?.name ?? property;
  const keyOf = (kind: string, of: readonly string[]): string => [kind, name, ...of.map(nameOf)].join("_");
  for (const property in columns) {
    const given = columns[property] as Column;
    const column = { ...given, name: given.name ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) };
    described[property] = column;
    if (column.foreignKey) column.foreignKey = { ...column.foreignKey, name: `fk_${name}_${column.name}` };
  }
  return {
    name,
    columns: described as C,
    // Whoever serves does not ask for them.
    get uniques() {
      return unique.map((of) => ({ name: keyOf("uq", of), columns: [...of] }));
    },
    get indices() {
      return index.map((each): EntitySchemaIndexOptions => {
        const [of, given] = "columns" in each ? [each.columns, each.name] : [each, undefined];
        return { name: given ?? keyOf("ix", of), columns: [...of] };
      });
    },
  } satisfies EntitySchemaOptions<Record<string, Value>>;
}

/** Some of the columns of a table. */
export const pick = <C extends Columns, P extends keyof C & string>(
  { columns }: Selection<C>,
  ...properties: readonly P[]
): Selection<Pick<C, P>> => ({
  columns: Object.fromEntries(properties.map((property) => [property, columns[property]])) as unknown as Pick<C, P>,
});

/** All of its columns but these. */
export const omit = <C extends Columns, P extends keyof C & string>(
  { columns }: Selection<C>,
  ...properties: readonly P[]
): Selection<Omit<C, P>> => ({
  columns: Object.fromEntries(
    Object.entries(columns).filter(([property]) => !properties.includes(property as P)),
  ) as unknown as Omit<C, P>,
});

/** `number`, `value` and `count` are words of SQL as well; back quotes are understood by both databases. */
const quoted = (name: string): string => `\`${name}\``;

/** The name of a column, as SQL takes it. */
export function columnName({ columns }: Selection, property: string): string {
  const name = columns[property]?.name;
  if (name === undefined) throw new Error(`No column is called "${property}".`);
  return quoted(name);
}

/** What a SELECT reads of a table, under the names that rows have for it; `of` is what the SELECT calls the table. */
export const selectList = ({ columns }: Selection, of?: string): string =>
  Object.keys(columns)
    .map((property) => {
      const [name, own] = [columnName({ columns }, property), quoted(property)];
      return (of === undefined ? name : `${of}.${name}`) + (name === own ? "" : ` AS ${own}`);
    })
    .join(", ");
