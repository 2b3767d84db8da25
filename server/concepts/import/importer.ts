import type { Connections, Database, Transaction } from "../../core/database/database.js";
import { ALL_LOCKS, takeLocks } from "../../core/mutation/act-lock.js";
import { MOST_TRIES, Stale } from "../../core/mutation/mutation-run.js";
import { bySystem, Trail, traced } from "../../core/mutation/trail.js";
import type { Scope } from "../../core/snapshot/revision.js";
import { dayAt, instant } from "../../core/time/clock.js";
import { partsOf, sha256Of } from "../../files/reading/content.js";
import type { Encoding } from "../../files/reading/problems.js";
import { ImportRefused, Problems } from "../../files/reading/problems.js";
import { type Progress } from "../../files/reading/progress.js";
import { traceSection } from "../provenance/source/made-section.js";
import { ImportContext, type Run, type Warnings } from "./import-context.js";
import { type ImportFile, type ImportOptions } from "./import-options.js";
import { addRun, endRun, forgetRun, isImported, lastLoaded, rememberLoaded } from "./import-run.store.js";
import { load } from "./load.js";
import { namesOver } from "./names-held.js";
import { ReadFile } from "./read-file.js";
import { type Reader } from "./reader.js";

/** What became of a file. */
export interface Imported {
  file: string;
  /** How many rows it has. */
  rows: number;
  /** How many objects are new by it, and how many were changed; null: that is not counted for tables of this kind. */
  inserted: number | null;
  changed: number | null;
  /**
   * Whether the very same file was imported before and all that it says is still on record; a file of data/ is then not
   * read again.
   */
  loadedBefore: boolean;
  /** How its letters are written; null of what is no file of text, or was not read. */
  encoding: Encoding | null;
  /** At the edges of how many cells something was dropped that nobody sees. */
  tidiedCells: number;
  /** What looks wrong in it and is taken all the same, if anything does. */
  warnings?: Warnings;
}

/** Who imports the files of data/, as the trail tells. */
const DATA_FILES = "data files";

/** Thrown at the end of a write that is only tried: the transaction is taken back, and this is what it would have done. */
export class Rehearsed<T> extends Error {
  constructor(readonly imported: T) {
    super("The import was only tried.");
  }
}

/**
 * Imports a file of the server's own: all of it in one transaction, or, if any row cannot be placed, nothing of it and
 * every problem at once (`ImportRefused`). A dry run answers the same.
 */
export async function importFile(
  db: Connections,
  reader: Reader,
  file: ImportFile,
  {
    origin = "COMMAND",
    dryRun = false,
    mayUndoActs,
    progress,
  }: { origin?: "DATA" | "COMMAND"; dryRun?: boolean; mayUndoActs?: boolean; progress?: Progress } = {},
): Promise<Imported> {
  const now = Date.now();
  const actor = origin === "DATA" ? DATA_FILES : "npm run import";
  const by = bySystem(actor, "fileImport", instant(now));
  // The files of data/ come one after the other, and most of them bring names.
  const names = origin === "DATA" ? undefined : namesOver(db);
  const how = { origin, by, today: dayAt(now), mayUndoActs, progress, names };
  const sha256 = await sha256Of(partsOf(file.content));
  for (let tries = 1; ; tries += 1) {
    try {
      return await importRead(db, reader, file, sha256, how, dryRun, (work) => traced(db, by, work));
    } catch (error) {
      if (!(error instanceof Stale) || tries === MOST_TRIES) throw error;
    }
  }
}

/** What importing a file of data/ answers that is loaded as it is; null: it has to be read. */
export async function loadedBefore(db: Database, file: ImportFile): Promise<Imported | null> {
  const before = await lastLoaded(db, file);
  return before?.sha256 === (await sha256Of(partsOf(file.content))) ? unchanged(file, before.rows) : null;
}

const unchanged = ({ file }: ImportFile, rows: number): Imported => ({
  ...{ file, rows, inserted: 0, changed: 0 },
  ...{ loadedBefore: true, encoding: null, tidiedCells: 0 },
});

/** One transaction, with what is traced of it. */
export type InTransaction<T> = (work: (tx: Transaction, trail: Trail) => Promise<T>) => Promise<T>;

/**
 * Imports a file. It is read and checked before `write` begins the transaction, so that what is locked is locked for the
 * writing alone; what may have changed meanwhile is checked again by the same rules there. Whether it changes anything
 * is decided by what is on record, whatever was imported before; a file of data/ alone is not read again until it
 * changes, since it takes back nothing that others have changed. However long a file is, only a part of it is held at a
 * time.
 */
export async function importRead(
  db: Connections,
  reader: Reader,
  file: ImportFile,
  sha256: string,
  options: ImportOptions,
  dryRun: boolean,
  write: InTransaction<Imported>,
): Promise<Imported> {
  const isOurs = options.origin === "DATA";
  const before = isOurs ? await lastLoaded(db, file) : null;
  if (before?.sha256 === sha256) return unchanged(file, before.rows);
  const wasImported = !isOurs && (await isImported(db, file, reader.name, sha256));
  const run = {
    by: options.by,
    today: options.today,
    isOurs,
    isTraced: !isOurs || before !== null,
    mayUndoActs: options.mayUndoActs ?? false,
    mayWrite: options.mayWrite,
  };
  const { names } = options;
  const read = await ReadFile.of(
    db,
    reader,
    file,
    sha256,
    { ...run, trail: new Trail(db), held: names && (() => names.now()) },
    options,
    dryRun ? "TRY" : "WRITE",
  );
  try {
    const { rows, encoding, tidiedCells, tried, warnings } = read;
    if (tried) {
      const loadedBefore = wasImported && tried.inserted === 0 && tried.changed === 0;
      return {
        file: file.file,
        rows,
        ...tried,
        loadedBefore,
        encoding,
        tidiedCells,
        ...(warnings ? { warnings } : {}),
      };
    }
    return await write(async (tx, trail) => {
      const imported = await importWithin(
        tx,
        reader,
        { ...file, sha256, wasImported },
        options,
        { ...run, trail, held: names && (() => names.within(tx)) },
        read,
      );
      if (dryRun) throw new Rehearsed(imported);
      return imported;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.imported as Imported;
    const refused = error instanceof ImportRefused ? await allThatIsWrong(read, error) : error;
    throw refused instanceof ImportRefused ? refused.of(read) : refused;
  } finally {
    read.close();
  }
}

/** Writing stops at the first problem; the others are found once the transaction has been taken back. */
const allThatIsWrong = (read: ReadFile, found: ImportRefused): Promise<unknown> =>
  read.compare().then(
    () => found,
    (error: unknown) => error,
  );

/** Writes a file that was read, within a transaction that whoever calls begins and ends. */
async function importWithin(
  tx: Transaction,
  reader: Reader,
  { wasImported, ...file }: ImportFile & { sha256: string; wasImported: boolean },
  options: ImportOptions,
  ahead: Omit<Run, "id">,
  read: ReadFile,
): Promise<Imported> {
  const { rows, encoding, tidiedCells } = read;
  const { trail, isOurs, isTraced } = ahead;
  // A list may give any name, and put anybody under anybody; figures do neither.
  if (mayChangeNames(reader)) await takeLocks(tx, ALL_LOCKS);
  const begun = { ...file, format: reader.name, rows: 0, inserted: null, changed: null };
  const run = { ...ahead, id: await addRun(tx, begun, options.by) };
  const problems = new Problems();
  const counting = countingOver(tx);
  const into = new ImportContext(counting.tx, file, run);
  await load(reader, into, read.again(problems, options.progress), problems);
  const counts = countsOf(reader, into);
  const done = { ...begun, rows, ...counts };
  const didNothing = counts.inserted === null ? counting.written() === into.made.length : into.isUntouched;
  if (didNothing) await forgetRun(tx, run.id, into.made);
  else {
    await endRun(tx, run.id, done, options.by);
    const { content: _, ...after } = done;
    trail.add(reader.writes, { type: "Import", id: run.id, version: 1, before: null, after });
    const isTold = isTraced && "tracesItself" in reader;
    if (!isTold && BROUGHT_FURTHER.has(reader.writes)) trail.leavesUntold(reader.writes);
    // Servers hold the sections in memory, whatever else the file holds; a file of reference data is told as a whole.
    if (reader.writes !== "REFERENCE" && isTraced) for (const section of into.made) traceSection(trail, section);
    else if (into.made.length > 0) trail.scopes.add("REFERENCE");
  }
  // Of a file of data/ it is also noted that it held nothing new: it need not be read again.
  if (isOurs || (options.origin === "COMMAND" && !didNothing)) await rememberLoaded(tx, file, done, options.by.actedAt);
  if (isOurs && !didNothing) trail.scopes.add(reader.writes);
  const warnings = into.warnings.count > 0 ? { warnings: into.warnings } : {};
  const loadedBefore = wasImported && didNothing;
  return { file: file.file, rows, ...counts, loadedBefore, encoding, tidiedCells, ...warnings };
}

/** The parts of the data that servers bring up to date one object after the other, as the trail tells. */
const BROUGHT_FURTHER: ReadonlySet<Scope> = new Set(["FACILITY", "ASSESSMENT"]);

const mayChangeNames = ({ writes }: Reader): boolean => writes === "FACILITY" || writes === "REFERENCE";

/** The same transaction, which counts the rows that are written. */
function countingOver(tx: Transaction): { tx: Transaction; written(): number } {
  let written = 0;
  const change: Transaction["change"] = async (sql, params) => {
    const changed = await tx.change(sql, params);
    written += changed.rows;
    return changed;
  };
  return { tx: { ...tx, change }, written: () => written };
}

/** Only where objects are looked at one by one it is known how many are new. */
const countsOf = (reader: Reader, { counts }: ImportContext): Pick<Imported, "inserted" | "changed"> =>
  "begin" in reader || reader.traces || reader.tracesItself || reader.counts
    ? counts
    : { inserted: null, changed: null };
