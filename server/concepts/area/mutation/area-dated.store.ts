import type { Database, Transaction } from "../../../core/database/database.js";
import { settleIntervals } from "../../../core/database/intervals.js";
import { isOneOf } from "../../../core/database/sql.js";
import { insertNew, insertRow, type Written } from "../../../core/database/upsert.js";
import { nameKey } from "../../../core/text/fold.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import { AREA_NAME, AREA_PARENT, AREA_SPELLING } from "../area.row.js";

/** Puts what has dates of an area in order. */
export async function settleAreas(tx: Transaction, ids: readonly number[]): Promise<void> {
  const where = isOneOf("area_id", ids);
  for (const table of ["area_name", "area_parent"]) await settleIntervals(tx, table, ["area_id"], { where });
}

/** Adds a name that holds from a day on; where the one before it ends, `settleAreas` says. */
export const beginName = (tx: Transaction, row: Written<typeof AREA_NAME.columns>): Promise<number> =>
  insertRow(tx, AREA_NAME, { validTo: FOR_EVER, latest: 0, ...row });

/** The same of the area that it lies in. */
export const beginParent = (tx: Transaction, row: Written<typeof AREA_PARENT.columns>): Promise<number> =>
  insertRow(tx, AREA_PARENT, { validTo: FOR_EVER, latest: 0, ...row });

/** Ends what an area is called and where it lies, with the area itself. */
export async function endParts(tx: Transaction, areaId: number, on: string): Promise<void> {
  for (const table of ["area_name", "area_parent"])
    await tx.query(`UPDATE ${table} SET valid_to = ? WHERE area_id = ? AND valid_to > ?`, [on, areaId, on]);
}

export const correctName = (tx: Transaction, areaId: number, name: string): Promise<unknown> =>
  tx.query("UPDATE area_name SET name = ? WHERE area_id = ? AND latest = 1", [name, areaId]);

/** Whose spellings these are by now, and all of one area. */
export const spellingsOnRecord = (
  db: Database,
  areaId: number,
): Promise<{ spelling: string; areaId: number; code: string }[]> =>
  db.query(
    "SELECT s.spelling, s.area_id AS areaId, a.code FROM area_spelling s JOIN area a ON a.id = s.area_id ORDER BY s.area_id = ?, s.id",
    [areaId],
  );

export const addSpellings = (tx: Transaction, areaId: number, spellings: readonly string[]): Promise<unknown> =>
  insertNew(
    tx,
    AREA_SPELLING,
    ["spelling"],
    spellings.map((spelling) => ({ spelling, nameKey: nameKey(spelling), areaId })),
  );

export async function removeSpellings(tx: Transaction, areaId: number, spellings: readonly string[]): Promise<void> {
  for (const spelling of spellings)
    await tx.query("DELETE FROM area_spelling WHERE area_id = ? AND spelling = ?", [areaId, spelling]);
}
