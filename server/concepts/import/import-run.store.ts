import type { Database, Transaction } from "../../core/database/database.js";
import { insertRow } from "../../core/database/upsert.js";
import type { Actor } from "../../core/mutation/trail.js";
import { IMPORT_RUN, IMPORTED_FILE } from "./import-run.row.js";

/** Where rows come from: a file, and the section of a document that they are to cite. */
export interface Origin {
  file: string;
  document: string;
  section: string;
  /** Whether the document comes with the rows, in another sheet of the same workbook. */
  bringsDocument?: true;
}

/** A file that was loaded: what stands for its content, and how many rows it has. */
export interface Loaded {
  sha256: string;
  rows: number;
}

export interface ImportRun extends Origin, Loaded {
  format: string;
  inserted: number | null;
  changed: number | null;
}

/**
 * Begins an import: figures that it brings refer to it. Answers its id. Whose account it is is written at the end: from
 * then on nobody may change the account until the transaction has ended.
 */
export function addRun(tx: Transaction, run: ImportRun, by: Actor): Promise<number> {
  return insertRow(tx, IMPORT_RUN, {
    ...{ file: run.file, format: run.format, document: run.document, section: run.section, sha256: run.sha256 },
    ...{ rowCount: 0, importedAt: by.actedAt, role: by.role, actor: by.actor },
  });
}

export async function endRun(
  tx: Transaction,
  id: number,
  { rows, inserted, changed }: ImportRun,
  { accountId }: Actor,
): Promise<void> {
  await tx.query("UPDATE import_run SET row_count = ?, inserted = ?, changed = ?, account_id = ? WHERE id = ?", [
    ...[rows, inserted, changed],
    ...[accountId, id],
  ]);
}

/** Forgets an import that changed nothing, with the sections that only it has made. */
export async function forgetRun(tx: Transaction, id: number, made: readonly { id: number }[]): Promise<void> {
  await tx.query("DELETE FROM import_run WHERE id = ?", [id]);
  for (const section of made) await tx.query("DELETE FROM source_section WHERE id = ?", [section.id]);
}

/** Whether this very file has been imported as this before, and changed something then. */
export async function isImported(
  db: Database,
  { file, document, section }: Origin,
  format: string,
  sha256: string,
): Promise<boolean> {
  const known = await db.query(
    "SELECT id FROM import_run WHERE file = ? AND format = ? AND document = ? AND section = ? AND sha256 = ? LIMIT 1",
    [file, format, document, section, sha256],
  );
  return known.length > 0;
}

/** Whether a document was brought by files of this format, and by them alone. */
export async function hasBrought(db: Database, format: string, document: string): Promise<boolean> {
  const known = await db.query("SELECT id FROM import_run WHERE format = ? AND document = ? LIMIT 1", [
    format,
    document,
  ]);
  return known.length > 0;
}

/** What a file that belongs to the server, of data/ or of a command, held when it was last loaded. */
export async function lastLoaded(db: Database, { file }: Origin): Promise<Loaded | null> {
  const [known] = await db.query<Loaded>("SELECT sha256, row_count AS `rows` FROM imported_file WHERE file = ?", [
    file,
  ]);
  return known ?? null;
}

export async function rememberLoaded(tx: Transaction, { file }: Origin, { sha256, rows }: Loaded, at: string) {
  await tx.query("DELETE FROM imported_file WHERE file = ?", [file]);
  await insertRow(tx, IMPORTED_FILE, { file, sha256, rowCount: rows, loadedAt: at });
}
