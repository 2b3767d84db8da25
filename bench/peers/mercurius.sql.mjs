// Batched SQL as a Mercurius application has it: each function takes the keys of a whole batch and asks once.
import { marks } from "./database.mjs";

export const storeOver = (sql) => {
  const facilitiesById = (ids) => sql(`${FACILITY} WHERE f.id IN (${marks(ids)})`, ids);
  return {
    facilityByCode: async (code) => (await sql(`${FACILITY} WHERE f.code = ?`, [code]))[0] ?? null,
    areaByCode: async (code) =>
      (await sql(`${AREA} WHERE a.code = ? ORDER BY a.valid_from DESC LIMIT 1`, [code]))[0] ?? null,
    roundByCode: async (code) => (await sql(`${ROUND} WHERE code = ?`, [code]))[0] ?? null,
    metricByCode: async (code) => (await sql("SELECT id, code, kind FROM metric WHERE code = ?", [code]))[0] ?? null,
    milestones: () =>
      sql("SELECT id, year, title_vi AS titleVi, status, track_id AS trackId FROM milestone ORDER BY position, id", []),

    terms: (ids) => sql(`SELECT id, code, label_vi AS labelVi FROM term WHERE id IN (${marks(ids)})`, ids),
    areas: (ids) => sql(`${AREA} WHERE a.id IN (${marks(ids)})`, ids),
    rounds: (ids) => sql(`${ROUND} WHERE id IN (${marks(ids)})`, ids),
    facilities: facilitiesById,

    areaParents: (ids) =>
      sql(
        `SELECT ap.area_id AS askedId, x.* FROM (${AREA}) x JOIN area_parent ap ON ap.parent_id = x.id
        WHERE ap.latest = 1 AND ap.area_id IN (${marks(ids)})`,
        ids,
      ),
    managers: async (ids) => {
      const relations = await sql(
        `SELECT facility_id AS askedId, related_id AS id FROM facility_relation
        WHERE kind = 'MANAGES' AND latest = 1 AND facility_id IN (${marks(ids)})`,
        ids,
      );
      if (relations.length === 0) return [];
      const found = await facilitiesById([...new Set(relations.map(({ id }) => id))]);
      const byId = new Map(found.map((row) => [row.id, row]));
      return relations.map(({ askedId, id }) => ({ ...byId.get(id), askedId }));
    },
    assessments: (facilityIds) =>
      sql(
        `SELECT a.id, a.facility_id AS askedId, a.round_id AS roundId, a.status, a.reported_level AS reportedLevel
        FROM assessment a JOIN assessment_round r ON r.id = a.round_id
        WHERE a.facility_id IN (${marks(facilityIds)}) ORDER BY r.known_on DESC, a.id`,
        facilityIds,
      ),
    components: (assessmentIds) =>
      sql(
        `SELECT assessment_id AS askedId, component, level, grade FROM component_result
        WHERE assessment_id IN (${marks(assessmentIds)}) ORDER BY assessment_id, id`,
        assessmentIds,
      ),
    facilitiesWithin: (areaId, limit) =>
      sql(
        `WITH RECURSIVE inside (id) AS (SELECT ? UNION ALL SELECT ap.area_id FROM inside i
          JOIN area_parent ap ON ap.parent_id = i.id AND ap.latest = 1)
        ${FACILITY} JOIN inside i ON i.id = pl.area_id ORDER BY n.sort_key, f.id LIMIT ${limit}`,
        [areaId],
      ),
  };
};

export const FACILITY_COLUMNS =
  "f.id, f.code, n.name, n.sort_key AS sortKey, p.ownership, p.facility_type_id AS facilityTypeId, pl.area_id AS areaId";

const FACILITY = `SELECT ${FACILITY_COLUMNS}
FROM facility f
JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1
JOIN facility_profile p ON p.facility_id = f.id AND p.latest = 1
LEFT JOIN facility_place pl ON pl.facility_id = f.id AND pl.latest = 1`;

const AREA = `SELECT a.id, a.code, a.area_type AS areaType, an.name
FROM area a JOIN area_name an ON an.area_id = a.id AND an.latest = 1`;

const ROUND = "SELECT id, code, year FROM assessment_round";

/** Answers one row per key, or null, from rows that carry their key. */
export async function onePerKey(keys, load, key = "askedId") {
  const wanted = [...new Set(keys.filter((each) => each !== null))];
  const rows = wanted.length > 0 ? await load(wanted) : [];
  const byKey = new Map(rows.map((row) => [row[key], row]));
  return keys.map((each) => byKey.get(each) ?? null);
}

/** Answers a list per key. */
export async function listPerKey(keys, load) {
  const rows = await load([...new Set(keys)]);
  const byKey = new Map(keys.map((each) => [each, []]));
  for (const row of rows) byKey.get(row.askedId).push(row);
  return keys.map((each) => byKey.get(each));
}
