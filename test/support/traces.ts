import { addEntries, type NewEntry } from "../../server/acts/audit.store.js";
import type { Connections, Transaction } from "../../server/database/database.js";
import { moveRevision, type Scope } from "../../server/database/revision.js";
import { insertOne } from "../../server/database/upsert.js";

type Traced = Pick<NewEntry, "objectType" | "objectId" | "version"> & Partial<NewEntry>;

/** Writes entries as an act does, and moves the revision with them. */
export async function trace(tx: Transaction, scope: Scope, ...traced: readonly Traced[]): Promise<void> {
  const by = { act: "test", actedAt: "2026-01-01T00:00:00.000Z", accountId: null, role: "ADMIN", actor: "sở" };
  const entries = traced.map((each) => ({ ...by, requestId: "", reason: null, changes: "{}", ...each }));
  await addEntries(tx, entries, await moveRevision(tx, scope));
}

/** An import as it stands on record: a run, its entry, and the figures that refer to it, one a day from a day on. */
export const addImport = (
  db: Connections,
  { format = "observations", actor = "sở", figures = 0, from = "2030-01-01", subject = "BV-MAT" },
): Promise<number> =>
  db.transaction(async (tx) => {
    const run = { file: "figures.csv", format, sha256: "", document: "REGISTER", section: "figures.csv" };
    const counts = { row_count: figures, inserted: format === "terms" ? null : figures, changed: 0 };
    const by = { imported_at: "2026-01-01T00:00:00.000Z", role: "ADMIN", actor };
    const id = await insertOne(tx, "import_run", ["id"], { ...run, ...counts, ...by });
    if (id === null) throw new Error("There is a run of this id already.");
    for (let day = 0; day < figures; day += 1) {
      const on = new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10);
      await tx.query(
        "INSERT INTO observation (metric_id, section_id, facility_id, subject_key, on_date, `value`, approximate, reported, recorded_on, import_id) " +
          "SELECT m.id, (SELECT MIN(id) FROM source_section), f.id, CONCAT('F', f.id), ?, ?, 0, 1, '2026-01-01', ? " +
          "FROM metric m JOIN facility f ON f.code = ? WHERE m.code = 'LINKUPS'",
        [on, day, id, subject],
      );
    }
    const scope = format === "observations" ? "DATA" : "REFERENCE";
    await trace(tx, scope, { objectType: "Import", objectId: id, version: 1 });
    return id;
  });
