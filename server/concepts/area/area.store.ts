import type { Database } from "../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { boundsOf, datedList } from "../../core/time/point-in-time.js";
import { AREA, AREA_CHANGE, AREA_NAME, AREA_PARENT } from "./area.row.js";

export const AREAS = omit(AREA, "version");
export type AreaRow = RowOf<typeof AREAS>;

const NAMES = omit(AREA_NAME, "id", "legalDocumentId");
export type AreaNameRow = RowOf<typeof NAMES>;

const PARENTS = omit(AREA_PARENT, "id");
export type AreaParentRow = RowOf<typeof PARENTS>;

const CHANGES = omit(AREA_CHANGE, "id", "position");
export type AreaChangeRow = RowOf<typeof CHANGES>;

export const allAreas = (db: Database): Promise<AreaRow[]> =>
  db.query(`SELECT ${selectList(AREAS)} FROM area ORDER BY code, valid_from`);

export const allAreaNames = (db: Database): Promise<AreaNameRow[]> =>
  boundsOf(db.query(`SELECT ${datedList(NAMES)} FROM area_name`));

export const allAreaParents = (db: Database): Promise<AreaParentRow[]> =>
  boundsOf(db.query(`SELECT ${datedList(PARENTS)} FROM area_parent`));

export const allAreaChanges = (db: Database): Promise<AreaChangeRow[]> =>
  db.query(`SELECT ${selectList(CHANGES)} FROM area_change ORDER BY changed_on, position`);
