import type { Transaction, Value } from "../../../core/database/database.js";
import { isOneOfRows, locking } from "../../../core/database/sql.js";

export type ObservationValues = Record<string, Value>;

/** What makes a figure one of its own. */
export const OBSERVATION_KEY = ["metric_id", "subject_key", "on_date"];

export const observationKeyOf = ({ metric_id, subject_key, on_date }: ObservationValues | OnRecord): string =>
  `${metric_id} ${subject_key} ${on_date}`;

/** A figure as it stands, in the words of its table. */
export interface OnRecord {
  id: number;
  metric_id: number;
  subject_key: string;
  on_date: string;
  from_date: string | null;
  facility_id: number | null;
  area_id: number | null;
  section_id: number;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  approximate: number;
  reported: number;
  printed: string | null;
  quote: string | null;
  note_vi: string | null;
  note_en: string | null;
  recorded_on: string | null;
  import_id: number | null;
  version: number;
  /** Of its section. */
  label: string;
}

const COLUMNS = [
  ...["id", "metric_id", "subject_key", "on_date", "from_date", "facility_id", "area_id", "section_id", "`value`"],
  ...["numerator", "denominator", "approximate", "reported", "printed", "quote", "note_vi", "note_en", "recorded_on"],
  ...["import_id", "version"],
]
  .map((column) => `o.${column}`)
  .join(", ");

/** What was taken off the record, by key, with the instant: by hand, each for a reason, so never many. */
export async function withdrawnKeys(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<OnRecord & { at: string }>(
    `SELECT ${OBSERVATION_KEY.join(", ")}, withdrawn_at AS at FROM withdrawn_observation ORDER BY withdrawn_at`,
  );
  return new Map(rows.map((row) => [observationKeyOf(row), row.at] as const));
}

/** How many figures are looked for at once. */
const AT_ONCE = 500;

/** What is on record of what these rows are about, by key. MariaDB also shows what others wrote since the import began. */
export async function observationsOnRecord(
  tx: Transaction,
  found: readonly ObservationValues[],
): Promise<ReadonlyMap<string, OnRecord>> {
  const known = new Map<string, OnRecord>();
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const keys = some.map((each) => OBSERVATION_KEY.map((column) => each[column] ?? null));
    const wanted = isOneOfRows(tx, OBSERVATION_KEY, keys);
    const rows = await tx.query<OnRecord>(
      `SELECT ${COLUMNS}, (SELECT s.label FROM source_section s WHERE s.id = o.section_id) AS label FROM observation o ` +
        `WHERE ${wanted.sql}${locking(tx)}`,
      wanted.params,
    );
    for (const row of rows) known.set(observationKeyOf(row), row);
  }
  return known;
}
