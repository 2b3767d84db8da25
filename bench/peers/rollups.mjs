import { percentOf } from "../../dist/server/provenance/ratio.js";

/** The roll-ups, which both peers ask with the same SQL: there is nothing to batch in them. */
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

  /** The total of one metric under an area on the last day that anybody reported it. */
  async total(code, under) {
    const [{ id, kind, day: on }] = await sql(
      `SELECT m.id, m.kind, COALESCE(MAX(CASE WHEN o.reported = 1 THEN o.on_date END), MAX(o.on_date)) AS day
      FROM metric m
      JOIN observation o ON o.metric_id = m.id WHERE m.code = ? GROUP BY m.id, m.kind`,
      [code],
    );
    const [sum] = await sql(
      `WITH RECURSIVE inside (id) AS (
        SELECT id FROM (SELECT id FROM area WHERE code = ? AND valid_from <= ? AND valid_to > ?
          ORDER BY valid_from DESC LIMIT 1) holder
        UNION ALL SELECT ap.area_id FROM inside i
        JOIN area_parent ap ON ap.parent_id = i.id AND ap.valid_from <= ? AND ap.valid_to > ?
      )
      SELECT SUM(o.value) AS value,
        SUM(CASE WHEN o.denominator IS NOT NULL THEN o.numerator END) AS numerator,
        SUM(CASE WHEN o.numerator IS NOT NULL THEN o.denominator END) AS denominator,
        COALESCE(SUM(o.reported), 0) AS reporting, COUNT(*) AS expected
      FROM inside i
      CROSS JOIN facility_place pl ON pl.area_id = i.id AND pl.valid_from <= ? AND pl.valid_to > ?
      CROSS JOIN observation o ON o.facility_id = pl.facility_id AND o.metric_id = ? AND o.on_date = ?`,
      [under, on, on, on, on, on, on, id, on],
    );
    const ratio = kind === "RATIO";
    return {
      on,
      value: ratio ? null : sum.value,
      ratio: ratio ? ratioOf(sum.numerator, sum.denominator) : null,
      reporting: sum.reporting,
      expected: sum.expected,
    };
  },

  async series(code, facility) {
    const rows = await sql(
      `SELECT o.on_date AS day, o.value, o.reported FROM observation o
      WHERE o.metric_id = (SELECT id FROM metric WHERE code = ?) AND o.facility_id = (SELECT id FROM facility WHERE code = ?) ORDER BY o.on_date, o.id`,
      [code, facility],
    );
    return rows.map(({ day, value, reported }) => ({ on: day, value, reported: reported === 1 }));
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
