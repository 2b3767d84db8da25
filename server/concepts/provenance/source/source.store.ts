import type { Database, Transaction } from "../../../core/database/database.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { IMPORTED_FILE } from "../../import/import-run.row.js";
import { PRINTED_STATEMENT, SOURCE_DOCUMENT, SOURCE_SECTION } from "./source.row.js";

export type SourceDocumentRow = RowOf<typeof SOURCE_DOCUMENT>;

export type SectionRow = RowOf<typeof SOURCE_SECTION>;

const FILES = omit(IMPORTED_FILE, "sha256");
export type ImportedFileRow = RowOf<typeof FILES>;

export const allSourceDocuments = (db: Database): Promise<SourceDocumentRow[]> =>
  db.query(`SELECT ${selectList(SOURCE_DOCUMENT)} FROM source_document ORDER BY id`);

const SECTIONS = `SELECT ${selectList(SOURCE_SECTION)} FROM source_section`;

export const allSections = (db: Database): Promise<SectionRow[]> => db.query(`${SECTIONS} ORDER BY id`);

export const sectionsById = (db: Database, ids: readonly number[]): Promise<SectionRow[]> => {
  const wanted = isOneOf("id", ids);
  return db.query(`${SECTIONS} WHERE ${wanted.sql} ORDER BY id`, wanted.params);
};

export const allImportedFiles = (db: Database): Promise<ImportedFileRow[]> =>
  db.query(`SELECT ${selectList(FILES)} FROM imported_file ORDER BY id`);

/** The files behind the one of this id, or before it; null: from the end of the list. */
export function importedFilesBeyond(
  db: Database,
  id: number | null,
  backward: boolean,
  most: number,
): Promise<ImportedFileRow[]> {
  const where = id === null ? "" : `WHERE id ${backward ? "<" : ">"} ?`;
  return db.query(
    `SELECT ${selectList(FILES)} FROM imported_file ${where} ORDER BY id${backward ? " DESC" : ""} LIMIT ${most}`,
    id === null ? [] : [id],
  );
}

export async function countImportedFiles(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>("SELECT COUNT(*) AS n FROM imported_file");
  return Number(row?.n);
}

/** Makes a section; null if there is one. */
export const newSection = (tx: Transaction, documentId: number, label: string): Promise<number | null> =>
  insertOne(tx, SOURCE_SECTION, ["documentId", "label"], { documentId, label });

/** The id of a section that is on record by now, also if somebody else has just made it. */
export async function sectionIdOf(tx: Transaction, documentId: number, label: string): Promise<number> {
  const [known] = await tx.query<{ id: number }>(
    `SELECT id FROM source_section WHERE document_id = ? AND label = ?${locking(tx)}`,
    [documentId, label],
  );
  if (!known) throw new Error("A section that is on record already is not to be found.");
  return known.id;
}

const STATEMENTS = omit(PRINTED_STATEMENT, "id", "position");
export type StatementRow = RowOf<typeof STATEMENTS>;

export const allStatements = (db: Database): Promise<StatementRow[]> =>
  db.query(
    `SELECT ${selectList(STATEMENTS, "p")} FROM printed_statement p JOIN source_section s ON s.id = p.section_id ` +
      "ORDER BY s.document_id, p.position",
  );
