import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import { type ObservationRow, observationsById } from "../definition/metric.store.js";
import { OBSERVATION_KEY } from "./observation-import.store.js";

/** What is written of a figure when it is recorded. */
export interface RecordedValues extends Readonly<Record<string, Value>> {
  metric_id: number;
  section_id: number;
  subject_key: string;
  facility_id: number | null;
  area_id: number | null;
  on_date: string;
  from_date: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  approximate: number;
  reported: number;
  note_vi: string | null;
  recorded_on: string;
}

/** The row that these values make. */
export const recordedRow = (id: number, version: number, values: RecordedValues): ObservationRow => ({
  id,
  metricId: values.metric_id,
  facilityId: values.facility_id,
  areaId: values.area_id,
  on: values.on_date,
  from: values.from_date,
  value: values.value,
  numerator: values.numerator,
  denominator: values.denominator,
  approximate: values.approximate,
  reported: values.reported,
  quoteVi: null,
  noteVi: values.note_vi,
  noteEn: null,
  sectionId: values.section_id,
  version,
});

/** Records a figure; null if one of the same metric, subject and day is on record, or was asked for. */
export const addObservation = (tx: Transaction, values: RecordedValues): Promise<number | null> =>
  insertOne(tx, "observation", OBSERVATION_KEY, values);

export const changeObservation = (
  tx: Transaction,
  row: ObservationRow,
  values: Readonly<Record<string, Value>>,
): Promise<void> => changeVersioned(tx, "observation", row, values);

/** What is on record of the same metric, subject and day. */
export async function observationOf(db: Database, key: RecordedValues): Promise<ObservationRow | null> {
  const [found] = await db.query<{ id: number }>(
    "SELECT id FROM observation WHERE metric_id = ? AND subject_key = ? AND on_date = ?",
    OBSERVATION_KEY.map((column) => key[column] ?? null),
  );
  return found ? findObservation(db, found.id) : null;
}

export async function findObservation(db: Database, id: number | null): Promise<ObservationRow | null> {
  return id === null ? null : ((await observationsById(db, [id]))[0] ?? null);
}

const MOVED =
  "id, metric_id, section_id, facility_id, area_id, subject_key, on_date, from_date, `value`, numerator, denominator, " +
  "approximate, reported, quote, note_vi, note_en, printed, recorded_on, version";

/** Puts a figure away, as it was, under its id: its place is free for another one. */
export async function withdrawObservation(tx: Transaction, row: ObservationRow, at: string): Promise<void> {
  await changeVersioned(tx, "observation", row, {});
  await tx.query(
    `INSERT INTO withdrawn_observation (${MOVED}, withdrawn_at) SELECT ${MOVED}, ? FROM observation WHERE id = ?`,
    [at, row.id],
  );
  await tx.query("DELETE FROM observation WHERE id = ?", [row.id]);
}
