import type { Database, Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { isOneOf, sqlOf } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { boundsOf, datedList } from "../../../core/time/point-in-time.js";
import {
  FACILITY,
  FACILITY_NAME,
  FACILITY_PLACE,
  FACILITY_PROFILE,
  FACILITY_RELATION,
  FACILITY_SPELLING,
} from "./facility.row.js";

/** A unit itself: what does not change with the day. */
export type UnitRow = RowOf<typeof FACILITY>;

const NAMES = omit(FACILITY_NAME, "id");
export type FacilityNameRow = RowOf<typeof NAMES>;

const PROFILES = omit(FACILITY_PROFILE, "id");
export type FacilityProfileRow = RowOf<typeof PROFILES>;

const PLACES = omit(FACILITY_PLACE, "id");
export type FacilityPlaceRow = RowOf<typeof PLACES>;

const SPELLINGS = pick(FACILITY_SPELLING, "facilityId", "spelling");
/** Another way in which a document writes the facility. */
export type FacilitySpellingRow = RowOf<typeof SPELLINGS>;

const RELATIONS = omit(FACILITY_RELATION, "id");
/** `related` manages, guides or absorbed `facility`. */
export type FacilityRelationRow = RowOf<typeof RELATIONS>;

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

const unitsOf = (db: Database, ids?: readonly number[]): Promise<UnitRow[]> =>
  select(db, selectList(FACILITY), "facility", of(ids, "id"));

const namesOf = (db: Database, ids?: readonly number[]): Promise<FacilityNameRow[]> =>
  boundsOf(select(db, datedList(NAMES), "facility_name", of(ids)));

const profilesOf = (db: Database, ids?: readonly number[]): Promise<FacilityProfileRow[]> =>
  boundsOf(select(db, datedList(PROFILES), "facility_profile", of(ids)));

const placesOf = (db: Database, ids?: readonly number[]): Promise<FacilityPlaceRow[]> =>
  boundsOf(select(db, datedList(PLACES), "facility_place", of(ids)));

/** Those that the facilities stand in, and what was merged into them. */
function relationsOf(db: Database, ids?: readonly number[]): Promise<FacilityRelationRow[]> {
  const [own, merged] = [of(ids), of(ids, "related_id")];
  const where = ids
    ? sqlOf(`(${own.sql} OR (kind = 'MERGED_INTO' AND ${merged.sql}))`, [...own.params, ...merged.params])
    : ALL;
  return boundsOf(select(db, datedList(RELATIONS), "facility_relation", where));
}

const spellingsOf = (db: Database, ids?: readonly number[]): Promise<FacilitySpellingRow[]> =>
  select(db, selectList(SPELLINGS), "facility_spelling", of(ids));

/** All of it, asked for at once: whoever waits for one table after the other waits longer. */
export async function facilityTables(db: Database, ids?: readonly number[]): Promise<FacilityTables> {
  const [units, names, profiles, places, relations, spellings] = await Promise.all([
    unitsOf(db, ids),
    namesOf(db, ids),
    profilesOf(db, ids),
    placesOf(db, ids),
    relationsOf(db, ids),
    spellingsOf(db, ids),
  ]);
  return { units, names, profiles, places, relations, spellings };
}

/** Adds a unit; null if its code is on record already. */
export const addUnit = (tx: Transaction, unit: Pick<UnitRow, "code" | "openedOn" | "noteVi">): Promise<number | null> =>
  insertOne(tx, FACILITY, ["code"], { ...unit, closedOn: null, searchText: "" });
