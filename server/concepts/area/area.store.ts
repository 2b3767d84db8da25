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
type AreaSpellingRow = RowOf<typeof SPELLINGS>;

/** Everything on record of some areas, or of all. */
export interface AreaTables {
  /** In the order of their codes, and of the days from which they have them. */
  areas: readonly AreaRow[];
  names: readonly AreaNameRow[];
  parents: readonly AreaParentRow[];
  changes: readonly AreaChangeRow[];
  spellings: readonly AreaSpellingRow[];
}

export async function areaTables(db: Database, ids?: readonly number[]): Promise<AreaTables> {
  const of = (column: string) => (ids === undefined ? sqlOf("1 = 1") : isOneOf(column, ids));
  const [wanted, own] = [of("id"), of("area_id")];
  const [areas, names, parents, changes, spellings] = await Promise.all([
    db.query<AreaRow>(
      `SELECT ${selectList(AREA)} FROM area WHERE ${wanted.sql} ORDER BY code, valid_from`,
      wanted.params,
    ),
    boundsOf(db.query<AreaNameRow>(`SELECT ${datedList(NAMES)} FROM area_name WHERE ${own.sql}`, own.params)),
    boundsOf(db.query<AreaParentRow>(`SELECT ${datedList(PARENTS)} FROM area_parent WHERE ${own.sql}`, own.params)),
    db.query<AreaChangeRow>(
      `SELECT ${selectList(CHANGES)} FROM area_change WHERE ${own.sql} ORDER BY changed_on, position`,
      own.params,
    ),
    db.query<AreaSpellingRow>(`SELECT ${selectList(SPELLINGS)} FROM area_spelling WHERE ${own.sql}`, own.params),
  ]);
  return { areas, names, parents, changes, spellings };
}
