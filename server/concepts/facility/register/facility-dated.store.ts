import type { Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { settleIntervals } from "../../../core/database/intervals.js";
import { allOf, isOneOf, placeholders, sqlOf } from "../../../core/database/sql.js";
import { type Table } from "../../../core/database/table.js";
import { insertNew, insertRow, setList, valuesOf, type Written } from "../../../core/database/upsert.js";
import { nameKey } from "../../../core/text/fold.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import { indexForSearch } from "../list/facility-search.store.js";
import {
  FACILITY_NAME,
  FACILITY_PLACE,
  FACILITY_PROFILE,
  FACILITY_RELATION,
  FACILITY_SPELLING,
} from "./facility.row.js";

type Settle = (tx: Transaction, ids?: readonly number[]) => Promise<void>;

const of = (ids: readonly number[] | undefined): { where?: Sql } =>
  ids === undefined ? {} : { where: isOneOf("facility_id", ids) };

/** Puts the names of these facilities in order, or those of all. */
export const settleNames: Settle = (tx, ids) => settleIntervals(tx, "facility_name", ["facility_id"], of(ids));

export const settleProfiles: Settle = (tx, ids) => settleIntervals(tx, "facility_profile", ["facility_id"], of(ids));

export const settlePlaces: Settle = (tx, ids) =>
  settleIntervals(tx, "facility_place", ["facility_id"], { stated: "stated", ...of(ids) });

/** A relation is known last if it goes on, or went on until the unit itself closed. */
const STILL_HOLDS =
  `CASE WHEN valid_to = '${FOR_EVER}' OR EXISTS (SELECT 1 FROM facility f WHERE f.id = facility_id ` +
  "AND f.closed_on = valid_to) THEN 1 ELSE 0 END";

export const settleRelations: Settle = (tx, ids) =>
  settleIntervals(tx, "facility_relation", ["facility_id", "kind"], { stated: STILL_HOLDS, byEnd: true, ...of(ids) });

/** Puts everything of these facilities that has dates in order, and makes them found by what they are called now. */
export async function settleFacilities(tx: Transaction, ids: readonly number[]): Promise<void> {
  const settling = [settleNames, settleProfiles, settlePlaces, settleRelations, indexForSearch];
  await Promise.all(settling.map((settle) => settle(tx, ids)));
}

export type DatedTable =
  | typeof FACILITY_NAME
  | typeof FACILITY_PROFILE
  | typeof FACILITY_PLACE
  | typeof FACILITY_RELATION;

/** Adds a row that holds from a day on; where the one before it ends, `settle…` says. */
export async function begin<C extends DatedTable["columns"]>(
  tx: Transaction,
  table: Table<C>,
  row: Written<C>,
): Promise<void> {
  await insertRow(tx, table, { validTo: FOR_EVER, latest: 0, ...row });
}

/** Replaces what is known last in a dated table: a correction. */
export const correctLatest = <C extends DatedTable["columns"]>(
  tx: Transaction,
  table: Table<C>,
  facilityId: number,
  values: Written<C>,
): Promise<unknown> =>
  tx.query(`UPDATE ${table.name} SET ${setList(table, Object.keys(values))} WHERE facility_id = ? AND latest = 1`, [
    ...valuesOf(values, Object.keys(values)),
    facilityId,
  ]);

/** The row of a facility that begins on a day; of relations, that of a kind. */
const rowOf = (facilityId: number, kind: string | undefined, validFrom: string): Sql =>
  allOf([
    sqlOf("facility_id = ? AND valid_from = ?", [facilityId, validFrom]),
    ...(kind === undefined ? [] : [sqlOf("kind = ?", [kind])]),
  ]);

/** Takes the row off the record that begins on a day; the trail knows it. */
export async function takeBack(
  tx: Transaction,
  table: DatedTable,
  facilityId: number,
  kind: string | undefined,
  validFrom: string,
): Promise<void> {
  const where = rowOf(facilityId, kind, validFrom);
  await tx.query(`DELETE FROM ${table.name} WHERE ${where.sql}`, where.params);
}

/** The row that begins on a day holds until another one. */
export async function goOn(
  tx: Transaction,
  table: DatedTable,
  facilityId: number,
  kind: string | undefined,
  validFrom: string,
  validTo: string,
): Promise<void> {
  const where = rowOf(facilityId, kind, validFrom);
  await tx.query(`UPDATE ${table.name} SET valid_to = ? WHERE ${where.sql}`, [validTo, ...where.params]);
}

/** Ends what a facility stands in on a day: being managed, being guided. */
export const endRelations = (
  tx: Transaction,
  facilityId: number,
  kinds: readonly ("MANAGES" | "GUIDES")[],
  on: string,
): Promise<unknown> =>
  tx.query(
    `UPDATE facility_relation SET valid_to = ? WHERE facility_id = ? AND kind IN (${placeholders(kinds)}) ` +
      "AND valid_from < ? AND valid_to > ?",
    [on, facilityId, ...kinds, on, on],
  );

/** Ends the guidance of these facilities by one of them that closes or takes them over. */
export async function endGuidanceBy(tx: Transaction, by: number, ids: readonly number[], on: string): Promise<void> {
  const those = isOneOf("facility_id", ids);
  await tx.query(
    `UPDATE facility_relation SET valid_to = ? WHERE related_id = ? AND kind = 'GUIDES' AND valid_to > ? AND ${those.sql}`,
    [on, by, on, ...those.params],
  );
}

/** What a facility stood in until it closed goes on, where these bodies are on the other side. */
export async function reopenRelations(
  tx: Transaction,
  facilityId: number,
  bodies: readonly number[],
  closedOn: string,
): Promise<void> {
  const those = isOneOf("related_id", bodies);
  await tx.query(`UPDATE facility_relation SET valid_to = ? WHERE facility_id = ? AND valid_to = ? AND ${those.sql}`, [
    FOR_EVER,
    facilityId,
    closedOn,
    ...those.params,
  ]);
}

/** Each given spelling names the facility from now on. */
export const addSpellings = (tx: Transaction, facilityId: number, spellings: readonly string[]): Promise<unknown> =>
  insertNew(
    tx,
    FACILITY_SPELLING,
    ["spelling"],
    [...new Set(spellings)].map((spelling) => ({ spelling, nameKey: nameKey(spelling), facilityId })),
  );

export async function removeSpellings(
  tx: Transaction,
  facilityId: number,
  spellings: readonly string[],
): Promise<void> {
  for (const spelling of spellings) {
    await tx.query("DELETE FROM facility_spelling WHERE facility_id = ? AND spelling = ?", [facilityId, spelling]);
  }
}
