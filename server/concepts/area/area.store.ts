import type { Database } from "../../core/database/database.js";
import { isOneOf, sqlOf } from "../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { boundsOf, datedList } from "../../core/time/point-in-time.js";
import { AREA, AREA_CHANGE, AREA_NAME, AREA_PARENT } from "./area.row.js";

export type AreaRow = RowOf<typeof AREA>;

const NAMES = omit(AREA_NAME, "id", "legalDocumentId");
export type AreaNameRow = RowOf<typeof NAMES>;

const PARENTS = omit(AREA_PARENT, "id");
export type AreaParentRow = RowOf<typeof PARENTS>;

const CHANGES = omit(AREA_CHANGE, "id", "position");
export type AreaChangeRow = RowOf<typeof CHANGES>;

/** All tables of areas, or what they have of some. */
export async function areaTables(db: Database, ids: readonly number[] | null = null) {
  const of = (column: string) => (ids === null ? sqlOf("1 = 1") : isOneOf(column, ids));
  const [areas, names, parents, changes] = [of("id"), of("area_id"), of("area_id"), of("area_id")];
  return Promise.all([
    db.query<AreaRow>(
      `SELECT ${selectList(AREA)} FROM area WHERE ${areas.sql} ORDER BY code, valid_from`,
      areas.params,
    ),
    boundsOf(db.query<AreaNameRow>(`SELECT ${datedList(NAMES)} FROM area_name WHERE ${names.sql}`, names.params)),
    boundsOf(
      db.query<AreaParentRow>(`SELECT ${datedList(PARENTS)} FROM area_parent WHERE ${parents.sql}`, parents.params),
    ),
    db.query<AreaChangeRow>(
      `SELECT ${selectList(CHANGES)} FROM area_change WHERE ${changes.sql} ORDER BY changed_on, position`,
      changes.params,
    ),
  ]);
}
