import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import type { Component } from "../result/component.type.js";
import { STATED_NEED, SYSTEM_COMPONENT } from "./stated-need.row.js";

const STATED_NEEDS = omit(STATED_NEED, "id", "version");
export type StatedNeedRow = RowOf<typeof STATED_NEEDS>;

const SYSTEM_COMPONENTS = omit(SYSTEM_COMPONENT, "id");
export type SystemComponentRow = RowOf<typeof SYSTEM_COMPONENTS>;

const NEEDS = `SELECT ${selectList(STATED_NEEDS)} FROM stated_need`;

export const statedNeedsOf = (db: Database, facilityIds: readonly number[]): Promise<StatedNeedRow[]> => {
  const wanted = isOneOf("facility_id", facilityIds);
  return db.query(`${NEEDS} WHERE ${wanted.sql} ORDER BY facility_id, round_id, id`, wanted.params);
};

/** As they came: a document's in the order of its table. */
export const statedNeedsIn = (db: Database, roundIds: readonly number[]): Promise<StatedNeedRow[]> => {
  const wanted = isOneOf("round_id", roundIds);
  return db.query(`${NEEDS} WHERE ${wanted.sql} ORDER BY id`, wanted.params);
};

export const allSystemComponents = (db: Database): Promise<SystemComponentRow[]> =>
  db.query(`SELECT ${selectList(SYSTEM_COMPONENTS)} FROM system_component`);

/** The components of each round that at least one facility has a result of. */
export const filledColumns = (db: Database): Promise<{ roundId: number; component: Component }[]> =>
  db.query(
    "SELECT DISTINCT a.round_id AS roundId, c.component FROM component_result c JOIN assessment a ON a.id = c.assessment_id " +
      "WHERE a.status = 'PUBLISHED' AND (c.level >= 1 OR c.grade IS NOT NULL)",
  );
