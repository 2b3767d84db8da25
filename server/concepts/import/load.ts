import { giveWay } from "../../core/time/turn.js";
import type { Row } from "../../files/reading/cells.js";
import { ImportRefused, type Problems } from "../../files/reading/problems.js";
import * as messages from "./import.messages.js";
import type { ImportContext } from "./import-context.js";
import type { Reader } from "./reader.js";

/** The rows of a file, a piece at a time. */
type Pieces = AsyncIterable<readonly Row[]>;

/** How many rows are looked at before others have their turn. */
const LOOKED_AT = 250;
/** What is read as a whole is held as a whole: no list of these kinds is nearly as long. */
const [MOST_ROWS, MOST_CHARACTERS] = [50_000, 32 * 2 ** 20];

/** Where rows are set aside that nothing is wrong with, to be gone through again. */
export interface Kept {
  keep(rows: readonly Row[]): void;
  again(problems: Problems): Pieces;
}

/**
 * Looks at the rows of a file, and notes what is wrong with them; changes nothing. Figures are compared with what is on
 * record if that is asked for, or if the file is refused anyway: all that is wrong with it is told at once.
 */
export async function lookAt(
  reader: Reader,
  into: ImportContext,
  pieces: Pieces,
  problems: Problems,
  kept: Kept,
  isCompared: boolean,
): Promise<void> {
  if (!("begin" in reader)) {
    const all = await allOf(pieces, problems);
    await reader.read(all, into);
    for (const rows of slicesOf(all)) kept.keep(rows);
    return;
  }
  const reading = await reader.begin(into);
  let compares = isCompared;
  for await (const piece of pieces) {
    for (const rows of slicesOf(piece)) {
      const began = performance.now();
      const placed = reading.place(rows);
      const taken = performance.now() - began;
      if (!compares && problems.areAny) {
        compares = true;
        for await (const before of kept.again(problems)) await reading.write(reading.place(before));
      }
      if (compares) await reading.write(placed);
      else kept.keep(rows);
      await giveWay(taken);
    }
  }
}

function* slicesOf(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += LOOKED_AT) yield rows.slice(start, start + LOOKED_AT);
}

/** Writes the rows of a file; what is wrong with them by now is noted as well, and then the file is refused. */
export async function load(reader: Reader, into: ImportContext, pieces: Pieces, problems: Problems): Promise<void> {
  if ("begin" in reader) await writeInPieces(reader, into, pieces, problems);
  else await writeWhole(reader, into, pieces, problems);
  await problems.refuse();
}

async function writeWhole(
  reader: Extract<Reader, { read: unknown }>,
  into: ImportContext,
  pieces: Pieces,
  problems: Problems,
): Promise<void> {
  const write = await reader.read(await allOf(pieces, problems), into);
  await problems.refuse();
  if (reader.traces) await into.tracing(reader.traces, null, write);
  else if (reader.counts) await into.counting(reader.counts, write);
  else await write();
}

async function allOf(pieces: Pieces, problems: Problems): Promise<readonly Row[]> {
  const all: Row[] = [];
  let characters = 0;
  for await (const rows of pieces) {
    for (const row of rows) {
      for (const cell of row.cells) characters += cell.length;
      all.push(row);
    }
    const last = all.at(-1);
    if (last && (all.length > MOST_ROWS || characters > MOST_CHARACTERS)) throw tooLong(last);
  }
  await problems.refuse();
  return all;
}

const tooLong = ({ line, sheet: { file } }: Row): ImportRefused => {
  const message = messages.tooLarge(MOST_ROWS, MOST_CHARACTERS);
  return new ImportRefused([{ file, line, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] }]);
};

/** Stops at the first piece with which anything is wrong: all of it is told by comparing, without holding up anybody. */
async function writeInPieces(
  reader: Extract<Reader, { begin: unknown }>,
  into: ImportContext,
  pieces: Pieces,
  problems: Problems,
): Promise<void> {
  const reading = await reader.begin(into);
  let writing = Promise.resolve();
  try {
    for await (const piece of pieces) {
      const placed = [];
      // The database writes a piece while the next one is made ready, and is given more to do in between.
      for (const rows of slicesOf(piece)) {
        const began = performance.now();
        placed.push(...reading.place(rows));
        await giveWay(performance.now() - began);
      }
      await writing;
      if (problems.areAny) return;
      writing = reading.write(placed);
      writing.catch(() => undefined);
    }
  } finally {
    // Nothing may be under way when the transaction ends.
    await writing.catch(() => undefined);
  }
  await writing;
  if (!problems.areAny) await reading.end();
}
