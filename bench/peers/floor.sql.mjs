// The SQL of the floor, a statement for each thing that a client sees.
import { marks } from "./database.mjs";

/** CROSS JOIN says in which order the embedded database shall join; to MariaDB it is a plain join. */

/** The area with the code that is asked for, its latest holder, and everything within it. */
const INSIDE = `WITH RECURSIVE inside (id) AS (
  SELECT id FROM (SELECT id FROM area WHERE code = ? ORDER BY valid_from DESC LIMIT 1) holder
  UNION ALL SELECT ap.area_id FROM inside i JOIN area_parent ap ON ap.parent_id = i.id AND ap.latest = 1
)`;

/** Everything of a facility in one statement; its components make the rows. */
export const POINT = `SELECT f.id, f.code, n.name, p.ownership, t.code AS typeCode, t.label_vi AS typeLabel,
  ar.id AS areaId, ar.code AS areaCode, arn.name AS areaName, ar.area_type AS areaType,
  up.id AS upId, up.code AS upCode, upn.name AS upName,
  m.id AS mId, m.code AS mCode, mn.name AS mName, g.id AS gId, g.code AS gCode, gn.name AS gName,
  a.id AS aId, a.reported_level AS reportedLevel, a.status, r.code AS roundCode, r.year,
  c.component, c.level, c.grade
FROM facility f
JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1
JOIN facility_profile p ON p.facility_id = f.id AND p.latest = 1
JOIN term t ON t.id = p.facility_type_id
LEFT JOIN facility_place pl ON pl.facility_id = f.id AND pl.latest = 1
LEFT JOIN area ar ON ar.id = pl.area_id
LEFT JOIN area_name arn ON arn.area_id = ar.id AND arn.latest = 1
LEFT JOIN area_parent ap ON ap.area_id = ar.id AND ap.latest = 1
LEFT JOIN area up ON up.id = ap.parent_id
LEFT JOIN area_name upn ON upn.area_id = up.id AND upn.latest = 1
LEFT JOIN facility_relation mr ON mr.facility_id = f.id AND mr.kind = 'MANAGES' AND mr.latest = 1
LEFT JOIN facility m ON m.id = mr.related_id
LEFT JOIN facility_name mn ON mn.facility_id = m.id AND mn.latest = 1
LEFT JOIN facility_relation gr ON gr.facility_id = m.id AND gr.kind = 'MANAGES' AND gr.latest = 1
LEFT JOIN facility g ON g.id = gr.related_id
LEFT JOIN facility_name gn ON gn.facility_id = g.id AND gn.latest = 1
LEFT JOIN assessment a ON a.id = (
  SELECT x.id FROM assessment x JOIN assessment_round y ON y.id = x.round_id
  WHERE x.facility_id = f.id ORDER BY y.known_on DESC, x.id LIMIT 1)
LEFT JOIN assessment_round r ON r.id = a.round_id
LEFT JOIN component_result c ON c.assessment_id = a.id
WHERE f.code = ? ORDER BY c.id`;

export const AREA = `SELECT a.id, a.code, n.name FROM area a JOIN area_name n ON n.area_id = a.id AND n.latest = 1
WHERE a.code = ? ORDER BY a.valid_from DESC LIMIT 1`;

/** The area stands on every row: a page without facilities is asked once more for the area alone. */
export const FACILITIES_WITHIN = `${INSIDE}
SELECT h.id AS areaId, hn.name AS areaName, f.id, f.code, n.name, t.code AS typeCode, t.label_vi AS typeLabel
FROM inside i
CROSS JOIN facility_place pl ON pl.area_id = i.id AND pl.latest = 1
CROSS JOIN facility f ON f.id = pl.facility_id
CROSS JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1
CROSS JOIN facility_profile p ON p.facility_id = f.id AND p.latest = 1
CROSS JOIN term t ON t.id = p.facility_type_id
CROSS JOIN (SELECT id FROM area WHERE code = ? ORDER BY valid_from DESC LIMIT 1) h
CROSS JOIN area_name hn ON hn.area_id = h.id AND hn.latest = 1
ORDER BY n.sort_key, f.id LIMIT 100`;

/**
 * The two newest results of every facility within the area, with their components. That a component is more than ''
 * shows the embedded database that its own index serves, else it builds another one for this statement.
 */
export const RESULTS_WITHIN = `${INSIDE}
SELECT a.facility_id AS facilityId, a.id, a.reported_level AS reportedLevel, a.code, a.year, c.component, c.level, c.grade
FROM (
  SELECT a.id, a.facility_id, a.reported_level, r.code, r.year,
    ROW_NUMBER() OVER (PARTITION BY a.facility_id ORDER BY r.known_on DESC, a.id) AS place
  FROM inside i
  CROSS JOIN facility_place pl ON pl.area_id = i.id AND pl.latest = 1
  CROSS JOIN assessment a ON a.facility_id = pl.facility_id
  JOIN assessment_round r ON r.id = a.round_id
) a
LEFT JOIN component_result c ON c.assessment_id = a.id AND c.component > ''
WHERE a.place <= 2 ORDER BY a.facility_id, a.place, c.id`;

export const MILESTONES = `SELECT m.year, m.title_vi AS titleVi, m.status, t.code, t.label_vi AS labelVi
FROM milestone m JOIN term t ON t.id = m.track_id ORDER BY m.position, m.id`;

const LISTED = "t.label_vi AS typeLabel, an.name AS areaName";

/** One row more than the page holds, and the count; without an area, of the whole country. */
export function facilityPage(areaCode, types, cursor, columns = LISTED) {
  const within =
    areaCode === null ? "FROM facility_place pl" : "FROM inside i CROSS JOIN facility_place pl ON pl.area_id = i.id";
  const from = `${within}
  CROSS JOIN facility_profile p ON p.facility_id = pl.facility_id AND p.latest = 1
  JOIN term t ON t.id = p.facility_type_id`;
  const where = `WHERE pl.latest = 1 AND t.vocabulary = 'FACILITY_TYPE' AND t.code IN (${marks(types)})`;
  const seek = cursor ? " AND (n.sort_key > ? OR (n.sort_key = ? AND f.id > ?))" : "";
  const area = areaCode === null ? "" : INSIDE;
  const countParams = areaCode === null ? types : [areaCode, ...types];
  return {
    rows: `${area} SELECT f.id, f.code, n.name, n.sort_key AS sortKey, ${columns}
    ${from}
    CROSS JOIN facility f ON f.id = pl.facility_id
    CROSS JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1
    LEFT JOIN area_name an ON an.area_id = pl.area_id AND an.latest = 1
    ${where}${seek} ORDER BY n.sort_key, f.id LIMIT 51`,
    rowParams: cursor ? [...countParams, cursor.sortKey, cursor.sortKey, cursor.id] : countParams,
    count: `${area} SELECT COUNT(*) AS n ${from} ${where}`,
    countParams,
  };
}

export const resultsOf = (facilities) => `SELECT a.facility_id AS facilityId, a.reported_level AS reportedLevel
FROM assessment a JOIN assessment_round r ON r.id = a.round_id
WHERE a.facility_id IN (${marks(facilities)}) ORDER BY r.known_on DESC, a.id`;
