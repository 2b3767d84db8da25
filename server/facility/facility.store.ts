import type { AreaBook } from "../area/area-book.js";
import type { Database } from "../database/database.js";
import { placeholders, type Sql, sqlOf, valuesTable } from "../database/sql.js";
import { heldIn, heldInParams, type World } from "../database/world.js";

/** A facility in one world. Terms and the area are ids of reference data. */
export interface FacilityRow {
  id: number;
  code: string;
  openedOn: string | null;
  closedOn: string | null;
  noteVi: string | null;
  name: string;
  sortKey: string;
  facilityTypeId: number;
  ownership: string;
  serviceLevelId: number | null;
  hospitalClassId: number | null;
  actualBeds: number | null;
  profileSectionId: number;
  profileFrom: string;
  areaId: number | null;
}

/** A day does not know what came after it: with `asOf` nothing tells that the unit would close. */
const columnsIn = ({ asOf }: World): string =>
  `f.id, f.code, f.opened_on AS openedOn, ${asOf === null ? "f.closed_on" : "NULL"} AS closedOn, ` +
  `${asOf === null ? "f.note_vi" : "NULL"} AS noteVi, n.name, n.sort_key AS sortKey, ` +
  "p.facility_type_id AS facilityTypeId, p.ownership, p.service_level_id AS serviceLevelId, " +
  "p.hospital_class_id AS hospitalClassId, p.actual_beds AS actualBeds, p.section_id AS profileSectionId, " +
  "p.valid_from AS profileFrom, pl.area_id AS areaId";

/** The facilities that exist in the world, each with its name, profile and place of then. */
function facilitiesIn(world: World): Sql {
  const held = heldInParams(world);
  const exists =
    world.asOf === null
      ? sqlOf("")
      : sqlOf(" AND (f.opened_on IS NULL OR f.opened_on <= ?) AND (f.closed_on IS NULL OR f.closed_on > ?)", [
          world.asOf,
          world.asOf,
        ]);
  return sqlOf(
    `FROM facility f JOIN facility_name n ON n.facility_id = f.id AND ${heldIn("n", world)}${exists.sql} ` +
      `JOIN facility_profile p ON p.facility_id = f.id AND ${heldIn("p", world)} ` +
      `LEFT JOIN facility_place pl ON pl.facility_id = f.id AND ${heldIn("pl", world)}`,
    [...held, ...exists.params, ...held, ...held],
  );
}

export interface FacilityQuestion {
  world: World;
  where: readonly Sql[];
  orderBy: string;
  limit?: number;
}

export async function findFacilities(db: Database, question: FacilityQuestion): Promise<FacilityRow[]> {
  const { sql, params } = conditions(question);
  const limit = question.limit === undefined ? "" : ` LIMIT ${question.limit}`;
  return db.query<FacilityRow>(
    `SELECT ${columnsIn(question.world)} ${sql} ORDER BY ${question.orderBy}${limit}`,
    params,
  );
}

export async function countFacilities(
  db: Database,
  question: Pick<FacilityQuestion, "world" | "where">,
): Promise<number> {
  const { sql, params } = conditions(question);
  const [row] = await db.query<{ n: number }>(`SELECT COUNT(*) AS n ${sql}`, params);
  return row?.n ?? 0;
}

function conditions({ world, where }: Pick<FacilityQuestion, "world" | "where">): Sql {
  const from = facilitiesIn(world);
  const all = where.map(({ sql }) => `(${sql})`).join(" AND ");
  return sqlOf(all ? `${from.sql} WHERE ${all}` : from.sql, [...from.params, ...where.flatMap(({ params }) => params)]);
}

export const facilitiesById = (db: Database, ids: readonly number[], world: World): Promise<FacilityRow[]> =>
  findFacilities(db, { world, where: [sqlOf(`f.id IN (${placeholders(ids)})`, ids)], orderBy: "f.id" });

export const facilityByCode = async (db: Database, code: string, world: World): Promise<FacilityRow | null> => {
  const rows = await findFacilities(db, { world, where: [sqlOf("f.code = ?", [code])], orderBy: "f.id" });
  // MySQL takes a trailing blank for none.
  return rows.find((row) => row.code === code) ?? null;
};

/** The facility with this code and everything it manages in the world, as a list of ids for `IN (…)`. */
export const managedBy = (code: string, world: World): Sql =>
  sqlOf(
    "WITH RECURSIVE managed (id) AS (SELECT id FROM facility WHERE code = ? UNION " +
      `SELECT r.facility_id FROM facility_relation r JOIN managed m ON m.id = r.related_id WHERE r.kind = 'MANAGES' AND ${heldIn("r", world)}) ` +
      "SELECT id FROM managed",
    [code, ...heldInParams(world)],
  );

/** The facilities that stand in any of these areas in the world, as a list of ids for `IN (…)`. */
const standingIn = (areaIds: readonly number[], world: World): Sql =>
  sqlOf(
    `SELECT pl.facility_id FROM facility_place pl WHERE ${heldIn("pl", world)} AND pl.area_id IN (${placeholders(areaIds)})`,
    [...heldInParams(world), ...areaIds],
  );

/** The facilities within the area, or under the managing body, that has this code in the world. */
export function facilitiesUnder(code: string, world: World, areas: AreaBook): Sql {
  const area = areas.holder(code, world);
  return area ? standingIn(areas.within(area.id, world), world) : managedBy(code, world);
}

export type RelationKind = "MANAGES" | "GUIDES" | "MERGED_INTO";
export type RelatedFacility = FacilityRow & { askedId: number };

/**
 * Up: who manages, guides or absorbed each of these in the world. Down: whom each of these manages, guides or absorbed.
 * `shown` is the world that the answer describes: units that were absorbed are shown as they were last known.
 */
export async function relatedFacilities(
  db: Database,
  ids: readonly number[],
  kind: RelationKind,
  direction: "up" | "down",
  world: World,
  shown: World = world,
): Promise<RelatedFacility[]> {
  const [asked, found] = direction === "up" ? ["facility_id", "related_id"] : ["related_id", "facility_id"];
  const from = facilitiesIn(shown);
  return db.query<RelatedFacility>(
    `SELECT r.${asked} AS askedId, ${columnsIn(shown)} ${from.sql} JOIN facility_relation r ON r.${found} = f.id ` +
      `AND r.kind = ? AND ${heldIn("r", world)} WHERE r.${asked} IN (${placeholders(ids)}) ORDER BY n.sort_key, f.id`,
    [...from.params, kind, ...heldInParams(world), ...ids],
  );
}

/** All managing bodies above each of these, the nearest first. */
export async function ancestorsOf(db: Database, ids: readonly number[], world: World): Promise<RelatedFacility[]> {
  const held = heldIn("r", world);
  const from = facilitiesIn(world);
  return db.query<RelatedFacility>(
    "WITH RECURSIVE above (asked, id, distance) AS (" +
      `SELECT r.facility_id, r.related_id, 1 FROM facility_relation r WHERE r.kind = 'MANAGES' AND ${held} AND r.facility_id IN (${placeholders(ids)}) ` +
      `UNION SELECT a.asked, r.related_id, a.distance + 1 FROM facility_relation r JOIN above a ON a.id = r.facility_id WHERE r.kind = 'MANAGES' AND ${held} AND a.distance < 20) ` +
      `SELECT a.asked AS askedId, ${columnsIn(world)} ${from.sql} JOIN above a ON a.id = f.id ORDER BY a.asked, a.distance`,
    [...heldInParams(world), ...ids, ...heldInParams(world), ...from.params],
  );
}

/** Where each of these stands in another world than the one they were read in. */
export const placesOf = (
  db: Database,
  ids: readonly number[],
  world: World,
): Promise<{ id: number; areaId: number }[]> =>
  db.query(
    `SELECT pl.facility_id AS id, pl.area_id AS areaId FROM facility_place pl WHERE ${heldIn("pl", world)} ` +
      `AND pl.facility_id IN (${placeholders(ids)})`,
    [...heldInParams(world), ...ids],
  );

/** Every spelling and every name on record of each of these. */
export const spellingsOf = (db: Database, ids: readonly number[]): Promise<{ id: number; spelling: string }[]> =>
  db.query(
    `SELECT facility_id AS id, spelling FROM facility_spelling WHERE facility_id IN (${placeholders(ids)}) ` +
      `UNION SELECT facility_id, name FROM facility_name WHERE facility_id IN (${placeholders(ids)}) ORDER BY 1, 2`,
    [...ids, ...ids],
  );

/** For several areas at once, the first facilities that stand within each. `within` pairs an asked area with one in it. */
export async function facilitiesWithin(
  db: Database,
  within: readonly (readonly [asked: number, area: number])[],
  after: Sql | null,
  limit: number,
  world: World,
): Promise<RelatedFacility[]> {
  const from = facilitiesIn(world);
  const seek = after ? ` WHERE ${after.sql}` : "";
  return db.query<RelatedFacility>(
    `SELECT * FROM (SELECT w.asked AS askedId, ${columnsIn(world)}, ` +
      "ROW_NUMBER() OVER (PARTITION BY w.asked ORDER BY n.sort_key, f.id) AS place " +
      `${from.sql} JOIN ${valuesTable(db.dialect, ["asked", "area"], within.length)} w ON w.area = pl.area_id${seek}) ranked WHERE place <= ? ORDER BY askedId, place`,
    [...from.params, ...within.flat(), ...(after?.params ?? []), limit],
  );
}

export const countsWithin = (
  db: Database,
  within: readonly (readonly [asked: number, area: number])[],
  world: World,
): Promise<{ askedId: number; n: number }[]> => {
  const from = facilitiesIn(world);
  return db.query(
    `SELECT w.asked AS askedId, COUNT(*) AS n ${from.sql} JOIN ${valuesTable(db.dialect, ["asked", "area"], within.length)} w ON w.area = pl.area_id GROUP BY w.asked`,
    [...from.params, ...within.flat()],
  );
};
