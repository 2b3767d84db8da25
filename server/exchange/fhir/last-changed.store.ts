import type { Database } from "../../core/database/database.js";
import { placeholders } from "../../core/database/sql.js";

/** Who loads the files of data/, as the trail tells. */
const DATA_FILES = "data files";

/** When objects that have entries in the trail have been changed last. */
export const lastEntries = (
  db: Database,
  types: readonly string[],
): Promise<{ type: string; id: number; at: string }[]> =>
  db.query(
    "SELECT /* fhir.last-entries */ object_type AS type, object_id AS id, MAX(acted_at) AS at FROM audit_entry " +
      `WHERE object_type IN (${placeholders(types)}) GROUP BY object_type, object_id`,
    types,
  );

/**
 * When tables of these kinds were loaded: of each the first time from data/, of which the trail tells no objects, and
 * the last time in any way.
 */
export const loadsOf = (
  db: Database,
  formats: readonly string[],
): Promise<{ format: string; firstFromData: string | null; last: string }[]> =>
  db.query(
    "SELECT /* fhir.loads */ format, MIN(CASE WHEN actor = ? THEN imported_at END) AS firstFromData, " +
      `MAX(imported_at) AS last FROM import_run WHERE format IN (${placeholders(formats)}) GROUP BY format`,
    [DATA_FILES, ...formats],
  );
