// The roll-ups, which both peers ask with the same SQL: there is nothing to batch in them.
import { percentOf } from "../../dist/server/concepts/provenance/ratio.js";

export const rollupsOver = (sql) => ({
  /** Levels of one round among the facilities under an area, as of the day on which the round was known. */
  async levels(round, under) {
    const rows = await sql(
      `WITH RECURSIVE ${insideOn("r.known_on", "FROM assessment_round r", "r.code = ?")}
      SELECT a.reported_level AS level, COUNT(*) AS n
      FROM assessment_round r CROSS JOIN inside i
      CROSS JOIN facility_place pl ON pl.area_id = i.id AND pl.valid_from <= r.known_on AND pl.valid_to > r.known_on
      CROSS JOIN assessment a ON a.facility_id = pl.facility_id AND a.round_id = r.id
      WHERE r.code = ? AND a.reported_level IS NOT NULL
      GROUP BY a.reported_level ORDER BY a.reported_level`,
      [round, under, round, round],
    );
    const denominator = rows.reduce((sum, { n }) => sum + n, 0);
    return rows.map(({ level, n }) => ({ level, count: n, share: ratioOf(n, denominator) }));
  },

  /** The totals of one metric under an area on every day, each over the places of that day: all placed there are due. */
  async totals(code, under) {
    const inside = `inside (id) AS (
        SELECT id FROM (SELECT id FROM area WHERE code = ? ORDER BY valid_from DESC LIMIT 1) holder
        UNION ALL SELECT ap.area_id FROM inside i JOIN area_parent ap ON ap.parent_id = i.id AND ap.latest = 1
      )`;
    const [rows, places] = await Promise.all([
      sql(
        `WITH RECURSIVE ${inside}
        SELECT o.on_date AS day, m.kind, SUM(o.value) AS value,
          SUM(CASE WHEN o.denominator IS NOT NULL THEN o.numerator END) AS numerator,
          SUM(CASE WHEN o.numerator IS NOT NULL THEN o.denominator END) AS denominator,
          SUM(o.reported) AS reporting
        FROM (SELECT id, kind FROM metric WHERE code = ?) m CROSS JOIN inside i
        CROSS JOIN facility_place pl ON pl.area_id = i.id
        CROSS JOIN observation o ON o.facility_id = pl.facility_id AND o.metric_id = m.id
          AND pl.valid_from <= o.on_date AND pl.valid_to > o.on_date
        GROUP BY o.on_date, m.kind ORDER BY o.on_date`,
        [under, code],
      ),
      sql(
        `WITH RECURSIVE ${inside}
        SELECT pl.valid_from AS validFrom, pl.valid_to AS validTo, COUNT(*) AS n
        FROM inside i CROSS JOIN facility_place pl ON pl.area_id = i.id GROUP BY pl.valid_from, pl.valid_to`,
        [under],
      ),
    ]);
    const expectedOn = (day) =>
      places.reduce((sum, { validFrom, validTo, n }) => (validFrom <= day && day < validTo ? sum + n : sum), 0);
    return rows.map(({ day, kind, value, numerator, denominator, reporting }) => ({
      on: day,
      value: kind === "RATIO" ? null : value,
      ratio: kind === "RATIO" ? ratioOf(numerator, denominator) : null,
      reporting,
      expected: expectedOn(day),
    }));
  },
});

/** The area with a code, and everything within it, on a day that another table knows. */
const insideOn = (day, from, where) =>
  `inside (id) AS (
    SELECT id FROM (SELECT ar.id ${from} JOIN area ar ON ar.valid_from <= ${day} AND ar.valid_to > ${day}
      WHERE ${where} AND ar.code = ? ORDER BY ar.valid_from DESC LIMIT 1) holder
    UNION ALL SELECT ap.area_id FROM inside i JOIN area_parent ap ON ap.parent_id = i.id
      JOIN assessment_round r ON ${where} AND ap.valid_from <= ${day} AND ap.valid_to > ${day}
  )`;

const ratioOf = (numerator, denominator) => ({ numerator, denominator, percent: percentOf(numerator, denominator) });
