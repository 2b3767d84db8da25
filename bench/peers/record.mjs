// How the floor records a figure: the same three rows as ours, in one transaction.
import { traceOf } from "./trail.mjs";

const OBSERVATION = `INSERT INTO observation
  (metric_id, section_id, subject_key, facility_id, on_date, value, approximate, reported, recorded_on)
  VALUES (?, 1, ?, ?, ?, ?, 0, 1, ?)`;

/** The ids of all metrics and facilities, by their codes. */
export const idsOver = (sql) =>
  Promise.all([sql("SELECT id, code FROM metric", []), sql("SELECT id, code FROM facility", [])]).then((tables) =>
    tables.map((rows) => new Map(rows.map(({ id, code }) => [code, id]))),
  );

/**
 * Records a figure as a hand-written server would that trusts whoever asks: the figure, an entry in a trail, and the key
 * of the act, in one transaction, and nothing else. The rows say what ours say.
 */
export const recordOver =
  (ids, write) =>
  async ({ metric, subject, on, value, clientMutationId }) => {
    const [metrics, facilities] = await ids;
    const [metricId, facilityId] = [metrics.get(metric), facilities.get(subject)];
    const figure = { metricId, facilityId, areaId: null, on, from: null, value, numerator: null, denominator: null };
    const rest = { approximate: 0, reported: 1, quoteVi: null, noteVi: null, noteEn: null, sectionId: 1, version: 1 };
    const row = { ...figure, ...rest };
    const given = Object.entries(row).filter(([, field]) => field !== null);
    const changes = Object.fromEntries(given.map(([name, field]) => [name, [null, field]]));
    const today = new Date().toISOString().slice(0, 10);
    return write([
      [OBSERVATION, [metricId, `F${facilityId}`, facilityId, on, value, today]],
      ...traceOf("record", "FACILITY_EDITOR", changes, { observation: row }, clientMutationId),
    ]);
  };
