import type { Connections } from "../../server/core/database/database.js";
import { moveRevision } from "../../server/core/snapshot/revision.js";

const listOf = (values: readonly (number | string)[], name: string): string =>
  `(${values.map((value) => `SELECT '${value}' AS ${name}`).join(" UNION ALL ")}) ${name}s`;
const twoDigits = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, "0"));

/** Long, so that much of them fills every buffer on the way. */
const QUOTE = `SYNTHETIC${" số liệu tổng hợp".repeat(12)}`;

/** Synthetic figures of LINKUPS, and marked so: 336 days a year for each facility. Answers how many there are. */
export async function addManyFigures(db: Connections, years: number): Promise<number> {
  const all = Array.from({ length: years }, (_, i) => 1930 + i);
  await db.transaction(async (tx) => {
    await tx.query(
      "INSERT INTO observation (metric_id, section_id, facility_id, subject_key, on_date, `value`, approximate, reported, quote) " +
        "SELECT (SELECT id FROM metric WHERE code = 'LINKUPS'), (SELECT MIN(id) FROM source_section), f.id, " +
        `CONCAT('F', f.id), CONCAT(year, '-', month, '-', day), f.id, 0, 1, '${QUOTE}' FROM facility f, ` +
        [listOf(all, "year"), listOf(twoDigits(12), "month"), listOf(twoDigits(28), "day")].join(", "),
    );
    await moveRevision(tx, "DATA");
  });
  const [found] = await db.query<{ n: number }>("SELECT COUNT(*) AS n FROM observation WHERE quote = ?", [QUOTE]);
  return Number(found?.n);
}
