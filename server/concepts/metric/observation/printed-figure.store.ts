import type { Database, Transaction } from "../../../core/database/database.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { columnName, omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertAll, upsert } from "../../../core/database/upsert.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { REGISTER } from "../../provenance/source/entered.js";
import { PRINTED_FIGURE } from "./observation.row.js";

const PRINTED = omit(PRINTED_FIGURE, "id");
export type PrintedFigureRow = RowOf<typeof PRINTED>;

/** That a printed figure stands in the place of a figure `o`. */
export const samePlace = (printed: string): string =>
  `${printed}.metric_id = o.metric_id AND ${printed}.subject_key = o.subject_key AND ${printed}.on_date = o.on_date ` +
  `AND COALESCE(${printed}.from_date, '') = COALESCE(o.from_date, '')`;

const COLUMNS = Object.keys(omit(PRINTED_FIGURE, "id", "observationId", "beside").columns).map((property) =>
  columnName(PRINTED_FIGURE, property),
);
const AT_ONCE = 500;

/**
 * Keeps what documents print of these figures, before they are corrected, withdrawn or filled: what cites a document is
 * what it prints, and what has been entered is not.
 */
export async function keepPrinted(tx: Transaction, trail: Trail, ids: readonly number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const { sql, params } = isOneOf("o.id", ids.slice(start, start + AT_ONCE));
    // What was withdrawn from the same place before had this print of the document for its own.
    const former = await tx.query<{ id: number }>(
      "SELECT p.observation_id AS id FROM observation o JOIN printed_figure p ON p.section_id = o.section_id " +
        `AND ${samePlace("p")} WHERE ${sql} AND p.observation_id <> o.id`,
      params,
    );
    trail.alsoChanged(
      "Observation",
      former.map(({ id }) => id),
    );
    await tx.query(
      "DELETE FROM printed_figure WHERE EXISTS (SELECT 1 FROM observation o " +
        `WHERE ${sql} AND o.section_id = printed_figure.section_id AND ${samePlace("printed_figure")})`,
      params,
    );
    await tx.query(
      `INSERT INTO printed_figure (observation_id, ${COLUMNS.join(", ")}) ` +
        `SELECT o.id, ${COLUMNS.map((column) => `o.${column}`).join(", ")} FROM observation o ` +
        "JOIN source_section s ON s.id = o.section_id JOIN source_document d ON d.id = s.document_id " +
        `WHERE ${sql} AND d.code <> ?`,
      [...params, REGISTER],
    );
  }
}

/** The place of a figure, printed or on record. */
export const placeKey = ({
  metricId,
  subjectKey,
  on,
  from,
}: Pick<PrintedFigureRow, "metricId" | "subjectKey" | "on" | "from">): string =>
  `${metricId} ${subjectKey} ${on} ${from}`;

/** What documents print in the places of figures of these metrics that cite another source. */
export const printedFigures = (db: Database, metricIds: readonly number[]): Promise<PrintedFigureRow[]> => {
  const wanted = isOneOf("metric_id", metricIds);
  return db.query(
    `SELECT ${selectList(PRINTED)} FROM printed_figure WHERE reported = 1 AND ${wanted.sql} ORDER BY id`,
    wanted.params,
  );
};

/** What these sections print of which something else is on record; nobody changes it meanwhile. */
export const printedIn = (
  tx: Transaction,
  sectionIds: readonly number[],
): Promise<(PrintedFigureRow & { id: number })[]> => {
  const wanted = isOneOf("section_id", sectionIds);
  return tx.query(
    `SELECT ${selectList(PRINTED_FIGURE)} FROM printed_figure WHERE ${wanted.sql} ORDER BY id${locking(tx)}`,
    wanted.params,
  );
};

/** Writes what documents print beside what is on record; of what was said of it before the row stays. */
export async function writePrinted(
  tx: Transaction,
  rows: readonly (Omit<PrintedFigureRow, "id"> & { id: number | null })[],
): Promise<void> {
  const known = rows.filter(({ id }) => id !== null);
  await upsert(tx, PRINTED_FIGURE, ["id"], known);
  await insertAll(
    tx,
    PRINTED_FIGURE,
    rows.flatMap(({ id, ...row }) => (id === null ? row : [])),
  );
}

/** What a document printed as this figure itself; null: nothing, or it is on record as it was printed. */
export async function printedAs(db: Database, observationId: number): Promise<PrintedFigureRow | null> {
  const [found] = await db.query<PrintedFigureRow>(
    `SELECT ${selectList(PRINTED)} FROM printed_figure WHERE observation_id = ? AND reported = 1 AND beside IS NULL ORDER BY id DESC LIMIT 1`,
    [observationId],
  );
  return found ?? null;
}
