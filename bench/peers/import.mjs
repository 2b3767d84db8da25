// How the floor imports a file of figures: plain batched inserts in one transaction.
import { isEmbedded, marks } from "./database.mjs";
import { traceOf } from "./trail.mjs";

const AT_ONCE = 1_000;
const COLUMNS =
  "metric_id, section_id, facility_id, subject_key, on_date, from_date, from_key, value, approximate, reported, recorded_on";

/**
 * Imports the lines of a file, evenly over so many seconds: the benchmark says how long our server took for the same, so
 * that the rows are written at the same rate. Answers how many they were.
 */
export const importOver =
  (ids, write) =>
  async ({ text, clientMutationId }, seconds) => {
    const rows = rowsOf(text, await ids);
    const batches = Math.ceil(rows.length / AT_ONCE);
    await write(paced());
    return rows.length;

    async function* paced() {
      const start = performance.now();
      for (let batch = 0; batch < batches; batch += 1) {
        const due = start + (seconds * 1000 * batch) / batches;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        yield* insertsOf(rows.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE));
      }
      yield* traceOf("import", "ADMIN", { rows: [null, rows.length] }, { inserted: rows.length }, clientMutationId);
    }
  };

function rowsOf(text, [metrics, facilities]) {
  const today = new Date().toISOString().slice(0, 10);
  const [, ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => {
    const [metric, subject, from, on, value] = line.split(",");
    const facility = facilities.get(subject);
    return [metrics.get(metric), 1, facility, `F${facility}`, on, from, from, Number(value), 0, 1, today];
  });
}

/** A statement for many rows; on the embedded database one for each, prepared once. */
function insertsOf(rows) {
  if (!isEmbedded()) {
    const known = "ON DUPLICATE KEY UPDATE value = VALUES(value)";
    return [[`INSERT INTO observation (${COLUMNS}) VALUES ? ${known}`, [rows]]];
  }
  const known = "ON CONFLICT (metric_id, subject_key, on_date, from_key) DO UPDATE SET value = excluded.value";
  return rows.map((row) => [`INSERT INTO observation (${COLUMNS}) VALUES (${marks(row)}) ${known}`, row]);
}
