import type { Database, Transaction } from "../../../core/database/database.js";
import { columnName, omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import { stateOfNew } from "../../../core/mutation/object-state.store.js";
import { type ObservationRow, observationsById } from "../definition/metric.store.js";
import { OBSERVATION, WITHDRAWN_OBSERVATION } from "./observation.row.js";
import { OBSERVATION_KEY, type ObservationValues } from "./observation-import.store.js";

/** What is written of a figure when it is recorded. */
export type RecordedValues = Omit<
  RowOf<typeof OBSERVATION>,
  "id" | "version" | "quoteVi" | "noteEn" | "printed" | "importId"
>;

/** The row that these values make. */
export const recordedRow = (id: number, version: number, values: RecordedValues): ObservationRow => {
  const { subjectKey: _, recordedOn: __, fromKey: ___, ...row } = values;
  return { id, ...row, quoteVi: null, noteEn: null, version };
};

/** Records a figure; null if one of the same metric, subject and period is on record, or was asked for. */
export const addObservation = (tx: Transaction, values: RecordedValues): Promise<number | null> =>
  insertOne(tx, OBSERVATION, OBSERVATION_KEY, values);

const stateOf = stateOfNew("Observation", OBSERVATION);

/** How it stands then, for the trail. */
export const stateOfRecorded = (id: number, values: ObservationValues): string =>
  stateOf({ id, version: 1, ...values });

/** Takes back what the transaction has just recorded. */
export const removeObservation = (tx: Transaction, id: number) =>
  tx.change("DELETE FROM observation WHERE id = ?", [id]);

export const changeObservation = (tx: Transaction, row: ObservationRow, values: ObservationValues): Promise<void> =>
  changeVersioned(tx, OBSERVATION, row, values);

const PERIODS = pick(OBSERVATION, "id", "from");

/** For which periods that end on the same day something of the same metric and subject is on record. */
export const periodsOfDay = (
  db: Database,
  { metricId, subjectKey, on }: RecordedValues,
): Promise<RowOf<typeof PERIODS>[]> =>
  db.query(
    `SELECT ${selectList(PERIODS)} FROM observation WHERE metric_id = ? AND subject_key = ? AND on_date = ? ORDER BY id`,
    [metricId, subjectKey, on],
  );

/** What is on record for them. */
export async function observationsOfDay(db: Database, key: RecordedValues): Promise<ObservationRow[]> {
  const found = await periodsOfDay(db, key);
  if (found.length === 0) return [];
  const rows = await observationsById(
    db,
    found.map(({ id }) => id),
  );
  return [...rows].sort((a, b) => a.id - b.id);
}

export async function findObservation(db: Database, id: number | null): Promise<ObservationRow | null> {
  return id === null ? null : ((await observationsById(db, [id]))[0] ?? null);
}

const MOVED = Object.keys(omit(WITHDRAWN_OBSERVATION, "withdrawnAt").columns)
  .map((property) => columnName(OBSERVATION, property))
  .join(", ");

/** Puts a figure away, as it was, under its id: its place is free for another one. */
export async function withdrawObservation(tx: Transaction, row: ObservationRow, at: string): Promise<void> {
  await changeVersioned(tx, OBSERVATION, row, {});
  await tx.query(
    `INSERT INTO withdrawn_observation (${MOVED}, withdrawn_at) SELECT ${MOVED}, ? FROM observation WHERE id = ?`,
    [at, row.id],
  );
  await tx.query("DELETE FROM observation WHERE id = ?", [row.id]);
}
