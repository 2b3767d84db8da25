// How the floor records a figure: the same three rows as ours, in one transaction.
import { createHash } from "node:crypto";

const OBSERVATION = `INSERT INTO observation
  (metric_id, section_id, subject_key, facility_id, on_date, value, approximate, reported, recorded_on)
  VALUES (?, 1, ?, ?, ?, ?, 0, 1, ?)`;
const ENTRY = `INSERT INTO audit_entry (object_type, object_id, version, act, acted_at, role, actor, request_id, changes,
  previous_hash, hash, scope, slot, revision) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, '', ?, 'DATA', 0, 0)`;
const KEY = "INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until) VALUES (?, ?, ?, ?, ?)";

const hashOf = (text) => createHash("sha256").update(text).digest("base64url");

/**
 * Records a figure as a hand-written server would that trusts whoever asks: the figure, an entry in a trail, and the key
 * of the act, in one transaction, and nothing else. The rows say what ours say. The entry is known by the key, so that
 * it need not wait for the id.
 */
export function recordOver(sql, write) {
  const ids = Promise.all([sql("SELECT id, code FROM metric", []), sql("SELECT id, code FROM facility", [])]).then(
    (tables) => tables.map((rows) => new Map(rows.map(({ id, code }) => [code, id]))),
  );
  let entries = 0;
  return async ({ metric, subject, on, value, clientMutationId }) => {
    const [metrics, facilities] = await ids;
    const [metricId, facilityId] = [metrics.get(metric), facilities.get(subject)];
    const at = new Date().toISOString();
    entries += 1;
    const figure = { id: entries, metricId, facilityId, areaId: null, on, from: null, value, numerator: null };
    const rest = { denominator: null, approximate: 0, reported: 1, quoteVi: null, noteVi: null, noteEn: null };
    const row = { ...figure, ...rest, sectionId: 1, version: 1 };
    const given = Object.entries(row).filter(([, field]) => field !== null);
    const changes = JSON.stringify(Object.fromEntries(given.map(([name, field]) => [name, [null, field]])));
    return write([
      [OBSERVATION, [metricId, `F${facilityId}`, facilityId, on, value, at.slice(0, 10)]],
      [ENTRY, ["Floor", entries, "record", at, "FACILITY_EDITOR", "floor", clientMutationId, changes, hashOf(changes)]],
      [KEY, ["floor", clientMutationId, hashOf(clientMutationId), JSON.stringify({ observation: row }), at]],
    ]);
  };
}
