import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import type { Component } from "../result/component.type.js";

export interface StatedNeedRow {
  facilityId: number;
  roundId: number;
  systemId: number;
  sectionId: number;
  needed: number;
}

/** The component that says whether a facility has a system; null: none does. */
export interface SystemComponentRow {
  systemId: number;
  component: Component | null;
  /** The level that the table of needs asks for, where it asks for one. */
  level: number | null;
  basisVi: string;
  sectionId: number;
}

const NEEDS =
  "SELECT facility_id AS facilityId, round_id AS roundId, system_id AS systemId, section_id AS sectionId, needed FROM stated_need";

export const statedNeedsOf = (db: Database, facilityIds: readonly number[]): Promise<StatedNeedRow[]> => {
  const wanted = isOneOf("facility_id", facilityIds);
  return db.query(`${NEEDS} WHERE ${wanted.sql} ORDER BY facility_id, round_id, id`, wanted.params);
};

export const statedNeedsIn = (db: Database, roundIds: readonly number[]): Promise<StatedNeedRow[]> => {
  const wanted = isOneOf("round_id", roundIds);
  return db.query(`${NEEDS} WHERE ${wanted.sql}`, wanted.params);
};

export const allSystemComponents = (db: Database): Promise<SystemComponentRow[]> =>
  db.query(
    "SELECT system_id AS systemId, component, level, basis_vi AS basisVi, section_id AS sectionId FROM system_component",
  );
