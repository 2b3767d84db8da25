import { SOURCE_HEADERS } from "./source.format.js";

/**
 * The tables that people fill in, and get back as an export: one place says their columns for both. A header is either
 * the name of the column or its Vietnamese one, a term either its code or its Vietnamese word.
 */
export interface Format {
  /** In addresses and after `--as` on the command line; in capitals the value of `ImportFormat`. */
  name: string;
  /** What it was called before: addresses and commands go on taking it, and imports are noted under it. */
  formerly?: string;
  /** As a sheet or a list of formats says it. */
  titleVi: string;
  titleEn: string;
  columns: readonly FormatColumn[];
  /** The columns by which a row says what it is about; any other may be left out. */
  needed: readonly string[];
  /** Of these at least one has to be there. */
  anyOf?: readonly string[];
  /** What an export says besides, of what stands in other lists: the headers of these columns. */
  besides?: readonly string[];
}

export interface FormatColumn {
  name: string;
  headerVi: string;
  /** As a typed cell of a sheet holds it; text is what everything is in CSV. */
  holds: "TEXT" | "DAY" | "NUMBER";
  /** What a cell may look like. */
  example: string;
  /** Of a fixed set of words, what each code is called; of a vocabulary in `term`, its name. */
  words?: Readonly<Record<string, string>>;
  /** Of a fixed set of codes, what each means: a sentence, by which none is given. */
  meanings?: Readonly<Record<string, string>>;
  vocabulary?: string;
  /** Of what else a cell holds codes: the list that they are of. */
  codes?: string;
  /** In which column an export says what the code is called; of a name, on what it rests. */
  nameVi?: string;
  /** What else it takes than codes of the list, and the names that the list says. */
  besidesVi?: string;
}

/** The columns that an export adds for people: a file that comes back may have them, and they say nothing. */
export const addedTo = ({ columns, besides = [] }: Pick<Format, "columns" | "besides">): string[] => [
  ...columns.flatMap(({ nameVi }) => nameVi ?? []),
  ...besides,
  ...SOURCE_HEADERS,
];

/** What a reader of a format needs to know of its columns. */
export const columnsIn = ({ name, formerly = name, columns, needed, anyOf = [], besides = [] }: Format) => ({
  ...{ name: formerly, columns: needed, anyOf, passedOver: addedTo({ columns, besides }) },
  optional: columns.map((column) => column.name).filter((column) => !needed.includes(column)),
  headers: Object.fromEntries(columns.map((column) => [column.name, column.headerVi])),
});

export type Column = FormatColumn;

export type More = Pick<Column, "words" | "meanings" | "vocabulary" | "codes" | "nameVi" | "besidesVi">;

export const text = (name: string, headerVi: string, example = "", more: More = {}): Column => ({
  ...{ name, headerVi, example, holds: "TEXT" },
  ...more,
});

export const day = (name: string, headerVi: string, example = ""): Column => ({
  name,
  headerVi,
  example,
  holds: "DAY",
});

export const number = (name: string, headerVi: string, example = ""): Column => ({
  name,
  headerVi,
  example,
  holds: "NUMBER",
});
