import type { Database } from "../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { TERM } from "./term.row.js";

const COLUMNS = omit(TERM, "position");
export type TermRow = RowOf<typeof COLUMNS>;

export const allTerms = (db: Database): Promise<TermRow[]> =>
  db.query(`SELECT ${selectList(COLUMNS)} FROM term ORDER BY vocabulary, position`);
