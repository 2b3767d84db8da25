import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { isOneOf, sqlOf } from "../../../core/database/sql.js";
import { insertOne } from "../../../core/database/upsert.js";
import { boundsOf, DATED_COLUMNS, type Dated } from "../../../core/time/point-in-time.js";

/** A unit itself: what does not change with the day. */
export interface UnitRow {
  id: number;
  code: string;
  openedOn: string | null;
  closedOn: string | null;
  noteVi: string | null;
  searchText: string;
  version: number;
}

export interface FacilityNameRow extends Dated {
  facilityId: number;
  name: string;
  sortKey: string;
  legalDocumentId: number | null;
}

export interface FacilityProfileRow extends Dated {
  facilityId: number;
  facilityTypeId: number;
  ownership: string;
  serviceLevelId: number | null;
  hospitalClassId: number | null;
  actualBeds: number | null;
  sectionId: number;
}

export interface FacilityPlaceRow extends Dated {
  facilityId: number;
  areaId: number;
}

/** Another way in which a document writes the facility. */
export interface FacilitySpellingRow {
  facilityId: number;
  spelling: string;
}

export type RelationKind = "MANAGES" | "GUIDES" | "MERGED_INTO";

/** `related` manages, guides or absorbed `facility`. */
export interface FacilityRelationRow extends Dated {
  facilityId: number;
  relatedId: number;
  kind: RelationKind;
}

/** Everything on record of some facilities, or of all. */
export interface FacilityTables {
  units: readonly UnitRow[];
  names: readonly FacilityNameRow[];
  profiles: readonly FacilityProfileRow[];
  places: readonly FacilityPlaceRow[];
  relations: readonly FacilityRelationRow[];
  spellings: readonly FacilitySpellingRow[];
}

/** Which facilities: of these ids, or all. */
const ALL = sqlOf("1 = 1");
const of = (ids: readonly number[] | undefined, column = "facility_id"): Sql =>
  ids === undefined ? ALL : isOneOf(column, ids);

const select = <Row>(db: Database, columns: string, table: string, { sql, params }: Sql): Promise<Row[]> =>
  db.query(`SELECT ${columns} FROM ${table} WHERE ${sql}`, params);

export const unitsOf = (db: Database, ids?: readonly number[]): Promise<UnitRow[]> =>
  select(
    db,
    "id, code, opened_on AS openedOn, closed_on AS closedOn, note_vi AS noteVi, search_text AS searchText, version",
    "facility",
    of(ids, "id"),
  );

export const facilityNamesOf = (db: Database, ids?: readonly number[]): Promise<FacilityNameRow[]> =>
  boundsOf(
    select(
      db,
      `facility_id AS facilityId, name, sort_key AS sortKey, legal_document_id AS legalDocumentId, ${DATED_COLUMNS}`,
      "facility_name",
      of(ids),
    ),
  );

const profilesOf = (db: Database, ids?: readonly number[]): Promise<FacilityProfileRow[]> =>
  boundsOf(
    select(
      db,
      "facility_id AS facilityId, facility_type_id AS facilityTypeId, ownership, service_level_id AS serviceLevelId, " +
        `hospital_class_id AS hospitalClassId, actual_beds AS actualBeds, section_id AS sectionId, ${DATED_COLUMNS}`,
      "facility_profile",
      of(ids),
    ),
  );

const placesOf = (db: Database, ids?: readonly number[]): Promise<FacilityPlaceRow[]> =>
  boundsOf(select(db, `facility_id AS facilityId, area_id AS areaId, ${DATED_COLUMNS}`, "facility_place", of(ids)));

/** Those that the facilities stand in, and what was merged into them. */
function relationsOf(db: Database, ids?: readonly number[]): Promise<FacilityRelationRow[]> {
  const [own, merged] = [of(ids), of(ids, "related_id")];
  const where = ids
    ? sqlOf(`(${own.sql} OR (kind = 'MERGED_INTO' AND ${merged.sql}))`, [...own.params, ...merged.params])
    : ALL;
  const columns = `facility_id AS facilityId, related_id AS relatedId, kind, ${DATED_COLUMNS}`;
  return boundsOf(select(db, columns, "facility_relation", where));
}

export const facilitySpellingsOf = (db: Database, ids?: readonly number[]): Promise<FacilitySpellingRow[]> =>
  select(db, "facility_id AS facilityId, spelling", "facility_spelling", of(ids));

/** All of it, asked for at once: whoever waits for one table after the other waits longer. */
export async function facilityTables(db: Database, ids?: readonly number[]): Promise<FacilityTables> {
  const [units, names, profiles, places, relations, spellings] = await Promise.all([
    unitsOf(db, ids),
    facilityNamesOf(db, ids),
    profilesOf(db, ids),
    placesOf(db, ids),
    relationsOf(db, ids),
    facilitySpellingsOf(db, ids),
  ]);
  return { units, names, profiles, places, relations, spellings };
}

/** Adds a unit; null if its code is on record already. */
export const addUnit = (
  tx: Transaction,
  unit: Readonly<Record<"code" | "opened_on" | "note_vi", Value>>,
): Promise<number | null> => insertOne(tx, "facility", ["code"], { ...unit, closed_on: null, search_text: "" });
