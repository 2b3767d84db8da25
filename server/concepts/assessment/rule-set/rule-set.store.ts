import type { Database } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { RULE_GATE, RULE_SET } from "./rule-set.row.js";

export type RuleSetRow = RowOf<typeof RULE_SET>;

const GATES = omit(RULE_GATE, "sectionId", "position");
export type GateRow = RowOf<typeof GATES>;

/** The highest precedence first. */
export const allRuleSets = (db: Database): Promise<RuleSetRow[]> =>
  db.query(`SELECT ${selectList(RULE_SET)} FROM rule_set ORDER BY precedence DESC, code`);

/** By level. */
export const allGates = (db: Database): Promise<GateRow[]> =>
  db.query(`SELECT ${selectList(GATES)} FROM rule_gate ORDER BY level, section_id, position`);
