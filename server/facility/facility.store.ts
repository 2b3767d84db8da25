import type { Database } from "../database/database.js";
import { boundsOf, DATED_COLUMNS, type Dated } from "../database/world.js";

/** A unit itself: what does not change with the day. */
export interface UnitRow {
  id: number;
  code: string;
  openedOn: string | null;
  closedOn: string | null;
  noteVi: string | null;
  searchText: string;
}

export interface FacilityNameRow extends Dated {
  facilityId: number;
  name: string;
  sortKey: string;
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

export const allUnits = (db: Database): Promise<UnitRow[]> =>
  db.query(
    "SELECT id, code, opened_on AS openedOn, closed_on AS closedOn, note_vi AS noteVi, search_text AS searchText FROM facility",
  );

export const allFacilityNames = (db: Database): Promise<FacilityNameRow[]> =>
  boundsOf(
    db.query(`SELECT facility_id AS facilityId, name, sort_key AS sortKey, ${DATED_COLUMNS} FROM facility_name`),
  );

export const allFacilityProfiles = (db: Database): Promise<FacilityProfileRow[]> =>
  boundsOf(
    db.query(
      "SELECT facility_id AS facilityId, facility_type_id AS facilityTypeId, ownership, service_level_id AS serviceLevelId, " +
        `hospital_class_id AS hospitalClassId, actual_beds AS actualBeds, section_id AS sectionId, ${DATED_COLUMNS} FROM facility_profile`,
    ),
  );

export const allFacilityPlaces = (db: Database): Promise<FacilityPlaceRow[]> =>
  boundsOf(db.query(`SELECT facility_id AS facilityId, area_id AS areaId, ${DATED_COLUMNS} FROM facility_place`));

export const allFacilityRelations = (db: Database): Promise<FacilityRelationRow[]> =>
  boundsOf(
    db.query(
      `SELECT facility_id AS facilityId, related_id AS relatedId, kind, ${DATED_COLUMNS} FROM facility_relation`,
    ),
  );

export const allFacilitySpellings = (db: Database): Promise<FacilitySpellingRow[]> =>
  db.query("SELECT facility_id AS facilityId, spelling FROM facility_spelling");
