import type { Database } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { PRINTED_STATEMENT } from "./source.row.js";

const STATEMENTS = omit(PRINTED_STATEMENT, "id", "position");
export type StatementRow = RowOf<typeof STATEMENTS>;

export const allStatements = (db: Database): Promise<StatementRow[]> =>
  db.query(
    `SELECT ${selectList(STATEMENTS, "p")} FROM printed_statement p JOIN source_section s ON s.id = p.section_id ` +
      "ORDER BY s.document_id, p.position",
  );
