import type { Database } from "../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { FINDING } from "./finding.row.js";

const COLUMNS = omit(FINDING, "position");
export type FindingRow = RowOf<typeof COLUMNS>;

export const allFindings = (db: Database): Promise<FindingRow[]> =>
  db.query(`SELECT ${selectList(COLUMNS)} FROM finding ORDER BY section_id, position`);
