import type { Connections } from "../../server/core/database/database.js";

/** Days at the ends of the calendar, and far from everything on record. */
export const ENDS: readonly string[] = [
  ...["0000-01-01", "0001-01-01", "0999-12-31", "1000-01-01", "1000-01-02", "1850-05-05"],
  ...["2100-01-01", "9999-12-30", "9999-12-31"],
];

const DAY_MS = 86_400_000;

/** So many days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const DATED = ["area", "area_name", "area_parent", "rule_set"].concat(
  ["name", "profile", "place", "relation"].map((part) => `facility_${part}`),
);

/** Every day on which anything on record changes, with the day before and the day after it. */
export async function daysAround(db: Connections): Promise<string[]> {
  const found = await db.query<{ day: string | null }>(
    [
      ...DATED.flatMap((table) => ["valid_from", "valid_to"].map((column) => `SELECT ${column} AS day FROM ${table}`)),
      "SELECT opened_on FROM facility UNION SELECT closed_on FROM facility",
      "SELECT known_on FROM assessment_round UNION SELECT changed_on FROM area_change",
      "SELECT MIN(on_date) FROM observation UNION SELECT MAX(on_date) FROM observation",
    ].join(" UNION "),
  );
  const days = found.flatMap(({ day }) => (day === null || ENDS.includes(day) ? [] : day));
  return [...new Set(days.flatMap((day) => [plusDays(day, -1), day, plusDays(day, 1)]))].sort();
}
