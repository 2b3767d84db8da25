import { IMPORT_RUN } from "../../server/concepts/import/import-run.row.js";
import type { Connections, SealedDatabase } from "../../server/core/database/database.js";
import { insertOne } from "../../server/core/database/upsert.js";
import { bySystem, type Trail, traced } from "../../server/core/mutation/trail.js";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import type { Scope } from "../../server/core/snapshot/revision.js";

/** An entry that is made up; `changes` as JSON. */
interface MadeUp {
  objectType: string;
  objectId: number;
  version: number;
  changes?: string;
}

const BY = bySystem("sở", "test", "2026-01-01T00:00:00.000Z");

/** Writes entries as an act does, and moves the revision with them. */
export const trace = (db: Connections, scope: Scope, ...entries: readonly MadeUp[]): Promise<void> =>
  traced(db, BY, async (_, trail) => addTo(trail, scope, entries));

function addTo(trail: Trail, scope: Scope, entries: readonly MadeUp[]): void {
  for (const { objectType: type, objectId: id, version, changes = "{}" } of entries) {
    const pairs = Object.entries(JSON.parse(changes) as Record<string, [unknown, unknown]>);
    const [before, after] = [0, 1].map((side) =>
      Object.fromEntries(pairs.map(([field, pair]) => [field, pair?.[side]])),
    );
    trail.add(scope, { type, id, version, before: before ?? null, after: after ?? null });
  }
}

/** An import as it stands on record: a run, its entry, and the figures that refer to it, one a day from a day on. */
export const addImport = (
  db: Connections,
  { format = "observations", actor = "sở", figures = 0, from = "2030-01-01", subject = "BV-MAT" },
): Promise<number> =>
  traced(db, BY, async (tx, trail) => {
    const run = { file: "figures.csv", format, sha256: "", document: "REGISTER", section: "figures.csv" };
    const counts = { rowCount: figures, inserted: format === "terms" ? null : figures, changed: 0 };
    const by = { importedAt: "2026-01-01T00:00:00.000Z", role: "ADMIN", actor };
    const id = await insertOne(tx, IMPORT_RUN, ["id"], { ...run, ...counts, ...by });
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
    addTo(trail, scope, [{ objectType: "Import", objectId: id, version: 1 }]);
    return id;
  });

/** Everything that the verification of the trail finds wrong. */
export async function faultsIn(db: SealedDatabase): Promise<string[]> {
  const found: string[] = [];
  await verifyTrail(db, "9999", { fault: (sentence) => found.push(sentence), progress: () => {} });
  return found;
}
