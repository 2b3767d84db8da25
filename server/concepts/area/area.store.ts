import type { Database } from "../../core/database/database.js";
import { isOneOf, sqlOf } from "../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { boundsOf, datedList } from "../../core/time/point-in-time.js";
import { AREA, AREA_CHANGE, AREA_NAME, AREA_PARENT, AREA_SPELLING } from "./area.row.js";

export type AreaRow = RowOf<typeof AREA>;

const NAMES = omit(AREA_NAME, "id", "legalDocumentId");
export type AreaNameRow = RowOf<typeof NAMES>;

const PARENTS = omit(AREA_PARENT, "id");
export type AreaParentRow = RowOf<typeof PARENTS>;

const CHANGES = omit(AREA_CHANGE, "id", "position");
export type AreaChangeRow = RowOf<typeof CHANGES>;

const SPELLINGS = pick(AREA_SPELLING, "areaId", "spelling");
export type AreaSpellingRow = RowOf<typeof SPELLINGS>;

/** All tables of areas, or what they have of some. */
export async function areaTables(db: Database, ids: readonly number[] | null = null) {
  const of = (column: string) => (ids === null ? sqlOf("1 = 1") : isOneOf(column, ids));
  const [areas, own] = [of("id"), of("area_id")];
  return Promise.all([
    db.query<AreaRow>(
      `SELECT ${selectList(AREA)} FROM area WHERE ${areas.sql} ORDER BY code, valid_from`,
      areas.params,
    ),
    boundsOf(db.query<AreaNameRow>(`SELECT ${datedList(NAMES)} FROM area_name WHERE ${own.sql}`, own.params)),
    boundsOf(db.query<AreaParentRow>(`SELECT ${datedList(PARENTS)} FROM area_parent WHERE ${own.sql}`, own.params)),
    db.query<AreaChangeRow>(
      `SELECT ${selectList(CHANGES)} FROM area_change WHERE ${own.sql} ORDER BY changed_on, position`,
      own.params,
    ),
    db.query<AreaSpellingRow>(`SELECT ${selectList(SPELLINGS)} FROM area_spelling WHERE ${own.sql}`, own.params),
  ]);
}
