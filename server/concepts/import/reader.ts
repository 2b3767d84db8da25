import type { Scope } from "../../core/snapshot/revision.js";
import { FOR_EVER, SINCE_EVER } from "../../core/time/point-in-time.js";
import { type Row } from "../../files/reading/cells.js";
import type { Columns } from "../../files/reading/header.js";
import { STANDS_IN_WORDS } from "../metric/observation/observation.format.js";
import { endsBeforeItBegins } from "../shared.messages.js";
import type { ImportContext } from "./import-context.js";
import { type Kind, type Stood } from "./traced-kind.js";

/** What reads one kind of table, the whole of it at once or piece by piece. It reports on the rows what it cannot place. */
export type Reader = WholeReader | PieceReader;

interface TableKind extends Columns {
  /** The name in `data/index.csv`, and after `--as` on the command line. */
  name: string;
  /** Whether servers hold what it writes in memory (`*.snapshot.ts`) or not. */
  writes: Scope;
}

/** Reads a file that may be held as a whole, and answers the write to do if all is well. */
interface WholeReader extends TableKind {
  /** The objects that it writes, each with a trail of its own; left out: nobody follows them one by one. */
  traces?: Kind;
  /** It calls `ImportContext.tracing` itself, for the rows that it finds to be different. */
  tracesItself?: true;
  /** What it may write of what nobody follows one by one: what becomes of it is counted. */
  counts?(into: ImportContext): Promise<ReadonlyMap<number, Stood>>;
  read(rows: readonly Row[], into: ImportContext): Promise<() => Promise<void>>;
}

/** Reads a file of any length, and notes itself what becomes of each row. */
interface PieceReader extends TableKind {
  begin(into: ImportContext): Promise<Reading<unknown>>;
}

export interface Reading<Placed> {
  /** Answers what is to be written of these rows. */
  place(rows: readonly Row[]): readonly Placed[];
  /** Writes it, or only compares it; that may find further problems. */
  write(placed: readonly Placed[]): Promise<void>;
  /** What is left to be looked at once all is written. */
  end(): Promise<void>;
}

/** The interval of a dated row; blank cells are "since ever" and "until further notice". */
export function intervalOf(row: Row): { validFrom: string; validTo: string } {
  const validFrom = row.day("valid_from") ?? SINCE_EVER;
  const validTo = row.day("valid_to") ?? FOR_EVER;
  if (validTo <= validFrom) row.problem("valid_to", "INCONSISTENT", endsBeforeItBegins(validFrom));
  return { validFrom, validTo };
}

/** 1: the day of a row stands in for one that nobody knows. */
export const standsIn = (row: Row, column = "from_stands_in"): number | null =>
  row.word(column, STANDS_IN_WORDS) === "yes" ? 1 : null;
