import type { Database, Transaction } from "../../../core/database/database.js";
import { columnName, omit, type RowOf } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
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

export const changeObservation = (tx: Transaction, row: ObservationRow, values: ObservationValues): Promise<void> =>
  changeVersioned(tx, OBSERVATION, row, values);

/** What is on record of the same metric and subject for periods that end on the same day. */
export async function observationsOfDay(db: Database, key: RecordedValues): Promise<ObservationRow[]> {
  const found = await db.query<{ id: number }>(
    "SELECT id FROM observation WHERE metric_id = ? AND subject_key = ? AND on_date = ?",
    [key.metricId, key.subjectKey, key.on],
  );
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
