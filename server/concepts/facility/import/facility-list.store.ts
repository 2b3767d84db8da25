import { groupBy } from "../../../core/collections/groups.js";
import type { Transaction } from "../../../core/database/database.js";
import { locking } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import type { DatedEdge } from "../../../core/time/circle.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { FACILITY, FACILITY_PROFILE } from "../register/facility.row.js";

const UNITS = pick(FACILITY, "id", "code", "openedOn", "closedOn");
const PROFILES = pick(
  FACILITY_PROFILE,
  "facilityTypeId",
  "ownership",
  "serviceLevelId",
  "hospitalClassId",
  "actualBeds",
);

/** What is known of a facility in one respect, or nothing. */
type Maybe<Row> = { [P in keyof Row]: Row[P] | null };

export type KnownProfile = Maybe<RowOf<typeof PROFILES>>;

/** What is known last of a facility, and since when. */
export interface KnownFacility extends RowOf<typeof UNITS>, KnownProfile {
  name: string | null;
  nameFrom: string | null;
  profileFrom: string | null;
  ownershipBasisVi: string | null;
  areaId: number | null;
  placeFrom: string | null;
  managedById: number | null;
  managedFrom: string | null;
}

/** All facilities as they are known last, by code; nobody else changes them until the transaction ends. */
export async function knownFacilities(tx: Transaction): Promise<ReadonlyMap<string, KnownFacility>> {
  const rows = await tx.query<KnownFacility>(
    `SELECT ${selectList(UNITS, "f")}, n.name, n.valid_from AS nameFrom, ${selectList(PROFILES, "p")}, ` +
      "p.valid_from AS profileFrom, p.basis_vi AS ownershipBasisVi, l.area_id AS areaId, l.valid_from AS placeFrom, r.related_id AS managedById, " +
      "r.valid_from AS managedFrom FROM facility f " +
      "LEFT JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1 " +
      "LEFT JOIN facility_profile p ON p.facility_id = f.id AND p.latest = 1 " +
      "LEFT JOIN facility_place l ON l.facility_id = f.id AND l.latest = 1 " +
      `LEFT JOIN facility_relation r ON r.facility_id = f.id AND r.kind = 'MANAGES' AND r.latest = 1${locking(tx)}`,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** On which day anything of a facility changed first, by its id: it cannot have opened later. */
export async function firstChanges(tx: Transaction): Promise<ReadonlyMap<number, string>> {
  const tables = ["facility_name", "facility_profile", "facility_place", "facility_relation"];
  const all = tables.map((table) => `SELECT facility_id, valid_from FROM ${table} WHERE valid_from <> ?`);
  const rows = await tx.query<{ id: number; day: string }>(
    `SELECT facility_id AS id, MIN(valid_from) AS day FROM (${all.join(" UNION ALL ")}) changes GROUP BY facility_id`,
    tables.map(() => SINCE_EVER),
  );
  return new Map(rows.map(({ id, day }) => [id, day] as const));
}

/** Areas that have ended, with the day. */
export async function endedAreas(tx: Transaction): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.query<{ id: number; day: string }>("SELECT id, valid_to AS day FROM area WHERE valid_to <> ?", [
    FOR_EVER,
  ]);
  return new Map(rows.map(({ id, day }) => [id, day] as const));
}

/** Whom each facility guides, by its id: the codes of those that are open. */
export async function guidedBy(tx: Transaction): Promise<ReadonlyMap<number, string[]>> {
  const rows = await tx.query<{ relatedId: number; code: string }>(
    "SELECT r.related_id AS relatedId, f.code FROM facility_relation r JOIN facility f ON f.id = r.facility_id " +
      `WHERE r.kind = 'GUIDES' AND r.latest = 1 AND f.closed_on IS NULL ORDER BY f.code${locking(tx)}`,
  );
  return new Map([...groupBy(rows, (row) => row.relatedId)].map(([id, own]) => [id, own.map(({ code }) => code)]));
}

/** Who is managed by whom, and when, by their codes. */
export const managementsOf = (tx: Transaction): Promise<DatedEdge<string>[]> =>
  tx.query(
    "SELECT f.code AS below, m.code AS above, r.valid_from AS validFrom, r.valid_to AS validTo FROM facility_relation r " +
      `JOIN facility f ON f.id = r.facility_id JOIN facility m ON m.id = r.related_id WHERE r.kind = 'MANAGES'${locking(tx)}`,
  );
