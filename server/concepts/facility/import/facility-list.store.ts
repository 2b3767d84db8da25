import { groupBy } from "../../../core/collections/groups.js";
import type { Transaction } from "../../../core/database/database.js";
import { locking } from "../../../core/database/sql.js";
import type { DatedEdge } from "../../../core/time/circle.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";

/** What is known last of a facility, and since when. */
export interface KnownFacility {
  id: number;
  code: string;
  opened_on: string | null;
  closed_on: string | null;
  name: string | null;
  name_from: string | null;
  facility_type_id: number | null;
  ownership: string | null;
  service_level_id: number | null;
  hospital_class_id: number | null;
  actual_beds: number | null;
  profile_from: string | null;
  area_id: number | null;
  place_from: string | null;
  managed_by_id: number | null;
  managed_from: string | null;
}

/** All facilities as they are known last, by code; nobody else changes them until the transaction ends. */
export async function knownFacilities(tx: Transaction): Promise<ReadonlyMap<string, KnownFacility>> {
  const rows = await tx.query<KnownFacility>(
    "SELECT f.id, f.code, f.opened_on, f.closed_on, n.name, n.valid_from AS name_from, p.facility_type_id, p.ownership, " +
      "p.service_level_id, p.hospital_class_id, p.actual_beds, p.valid_from AS profile_from, l.area_id, " +
      "l.valid_from AS place_from, r.related_id AS managed_by_id, r.valid_from AS managed_from FROM facility f " +
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
  const rows = await tx.query<{ related_id: number; code: string }>(
    "SELECT r.related_id, f.code FROM facility_relation r JOIN facility f ON f.id = r.facility_id " +
      `WHERE r.kind = 'GUIDES' AND r.latest = 1 AND f.closed_on IS NULL ORDER BY f.code${locking(tx)}`,
  );
  return new Map([...groupBy(rows, (row) => row.related_id)].map(([id, own]) => [id, own.map(({ code }) => code)]));
}

/** Who is managed by whom, and when, by their codes. */
export const managementsOf = (tx: Transaction): Promise<DatedEdge<string>[]> =>
  tx.query(
    "SELECT f.code AS below, m.code AS above, r.valid_from AS validFrom, r.valid_to AS validTo FROM facility_relation r " +
      `JOIN facility f ON f.id = r.facility_id JOIN facility m ON m.id = r.related_id WHERE r.kind = 'MANAGES'${locking(tx)}`,
  );
