import type { Database } from "../../core/database/database.js";
import { boundsOf, DATED_COLUMNS } from "../../core/time/point-in-time.js";

export interface AreaRow {
  id: number;
  areaKey: string;
  code: string;
  areaType: string;
  validFrom: string;
  validTo: string;
}

export interface AreaNameRow {
  areaId: number;
  name: string;
  validFrom: string;
  validTo: string;
  latest: number;
}

export interface AreaParentRow {
  areaId: number;
  parentId: number;
  validFrom: string;
  validTo: string;
  latest: number;
}

export interface AreaChangeRow {
  areaId: number;
  changedOn: string;
  kind: string;
  successorId: number | null;
  legalDocumentId: number | null;
  noteVi: string | null;
  noteEn: string | null;
}

export const allAreas = (db: Database): Promise<AreaRow[]> =>
  db.query(
    "SELECT id, area_key AS areaKey, code, area_type AS areaType, valid_from AS validFrom, valid_to AS validTo " +
      "FROM area ORDER BY code, valid_from",
  );

export const allAreaNames = (db: Database): Promise<AreaNameRow[]> =>
  boundsOf(db.query(`SELECT area_id AS areaId, name, ${DATED_COLUMNS} FROM area_name`));

export const allAreaParents = (db: Database): Promise<AreaParentRow[]> =>
  boundsOf(db.query(`SELECT area_id AS areaId, parent_id AS parentId, ${DATED_COLUMNS} FROM area_parent`));

export const allAreaChanges = (db: Database): Promise<AreaChangeRow[]> =>
  db.query(
    "SELECT area_id AS areaId, changed_on AS changedOn, kind, successor_id AS successorId, " +
      "legal_document_id AS legalDocumentId, note_vi AS noteVi, note_en AS noteEn FROM area_change ORDER BY changed_on, position",
  );
