import { dayAt, instant } from "../acts/clock.js";
import { bySystem, type Doing, type Trail, traced } from "../acts/trail.js";
import type { Connections, Transaction } from "../database/database.js";
import { type Content, partsOf, sha256Of } from "./content.js";
import { addRun, endRun, forgetRun, lastLoaded, lastRun, type Origin, rememberLoaded } from "./import-run.store.js";
import { load, type Progress } from "./load.js";
import { ImportRefused, Problems } from "./problems.js";
import { Into, type Reader } from "./reader.js";
import { readRows } from "./sheet.js";

/** A file to import: what it is called in messages, what it holds, and where its figures come from. */
export interface ImportFile extends Origin {
  content: Content;
}

/** What became of a file. */
export interface Imported {
  file: string;
  /** How many rows it has. */
  rows: number;
  /** How many objects are new by it, and how many were changed; null: that is not counted for tables of this kind. */
  inserted: number | null;
  changed: number | null;
  /** Whether the very same file had been loaded before: then it was not read again. */
  loadedBefore: boolean;
}

/** Who brings a file: the repository with data/, a command of whoever runs the server, or somebody who asks. */
type Bringer = "DATA" | "COMMAND" | "CLIENT";

/** Who imports the files of data/, as the trail tells. */
const DATA_FILES = "data files";

/** How a file is imported. */
export interface How {
  bringer: Bringer;
  by: Doing;
  /** The day in Vietnam. */
  today: string;
  /** With whose data whoever imports may do so; left out: with all. */
  mayWrite?: ((facilityId: number) => boolean) | undefined;
  progress?: Progress | undefined;
}

/** Thrown at the end of an import that is only tried: the transaction is taken back, and this is what it would have done. */
export class Rehearsed extends Error {
  constructor(readonly imported: Imported) {
    super("The import was only tried.");
  }
}

/**
 * Imports a file of the server's own: all of it in one transaction, or, if any row cannot be placed, nothing of it and
 * every problem at once (`ImportRefused`). A dry run is the same, taken back at the end.
 */
export async function importFile(
  db: Connections,
  reader: Reader,
  file: ImportFile,
  {
    bringer = "COMMAND",
    dryRun = false,
    progress,
  }: { bringer?: "DATA" | "COMMAND"; dryRun?: boolean; progress?: Progress } = {},
): Promise<Imported> {
  const now = Date.now();
  const actor = bringer === "DATA" ? DATA_FILES : "npm run import";
  const by = bySystem(actor, "fileImport", instant(now));
  const how = { bringer, by, today: dayAt(now), progress };
  const sha256 = await sha256Of(partsOf(file.content));
  try {
    return await traced(db, by, async (tx, trail) => {
      const imported = await importWithin(tx, trail, reader, file, sha256, how);
      if (dryRun) throw new Rehearsed(imported);
      return imported;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.imported;
    throw error;
  }
}

/**
 * Imports a file within a transaction that whoever calls begins and ends, with what `trail` tells. A file that was
 * imported before is not read again until it changes. However long a file is, only a part of it is held at a time.
 */
export async function importWithin(
  tx: Transaction,
  trail: Trail,
  reader: Reader,
  file: ImportFile,
  sha256: string,
  how: How,
): Promise<Imported> {
  const before = how.bringer === "CLIENT" ? await lastRun(tx, file, reader.name) : await lastLoaded(tx, file);
  // Whoever may not do it with all data is told of each row whether it may be done.
  if (before?.sha256 === sha256 && !how.mayWrite) {
    return { file: file.file, rows: before.rows, inserted: 0, changed: 0, loadedBefore: true };
  }
  const begun = { ...file, format: reader.name, sha256, rows: 0, inserted: null, changed: null };
  const run = {
    id: await addRun(tx, begun, how.by),
    by: how.by,
    today: how.today,
    trail,
    isOurs: how.bringer === "DATA",
    isTraced: how.bringer !== "DATA" || before !== null,
    mayWrite: how.mayWrite,
  };
  const problems = new Problems();
  const counting = countingOver(tx);
  const into = new Into(counting.tx, file, run, () => readRows(file, reader, new Problems(0)));
  const rows = await load(reader, into, file, problems, how.progress);
  // What a client has sent nobody else can change.
  const mayChange = how.bringer !== "CLIENT" && typeof file.content !== "string";
  if (mayChange && (await sha256Of(partsOf(file.content))) !== sha256) throw changedMeanwhile(file.file);
  const counts = countsOf(reader, into);
  const done = { ...begun, rows, ...counts };
  const didNothing = counts.inserted === null ? counting.written() === into.made.length : into.isUntouched;
  if (didNothing) await forgetRun(tx, run.id, into.made);
  else {
    await endRun(tx, run.id, done);
    const { content: _, ...after } = done;
    trail.add(reader.writes, { type: "Import", id: run.id, version: 1, before: null, after });
    // Servers hold the sections in memory, whatever else the file holds.
    if (into.made.length > 0) trail.scopes.add("REFERENCE");
  }
  if (how.bringer !== "CLIENT") {
    await rememberLoaded(tx, file, done, how.by.actedAt);
    trail.scopes.add(reader.writes);
  }
  return { file: file.file, rows, ...counts, loadedBefore: false };
}

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
const countsOf = (reader: Reader, { counts }: Into): Pick<Imported, "inserted" | "changed"> =>
  "begin" in reader || reader.traces || reader.tracesItself ? counts : { inserted: null, changed: null };

const changedMeanwhile = (file: string): ImportRefused => {
  const message = {
    en: "The file changed while it was read; import it again.",
    vi: "Tệp đã thay đổi trong khi đọc; hãy nhập lại.",
  };
  return new ImportRefused([{ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] }]);
};
