import type { Database } from "../database/database.js";
import { placeholders, type Sql } from "../database/sql.js";
import type { Component, Grade } from "./assessment.type.js";

export interface RoundRow {
  id: number;
  code: string;
  year: number;
  openedOn: string | null;
  closedOn: string | null;
  /** The day from which the results belong to the world: the last day, or the end of the year. */
  knownOn: string;
  methodVi: string | null;
  legalDocumentId: number | null;
  sectionId: number;
}

export interface AssessmentRow {
  id: number;
  facilityId: number;
  roundId: number;
  sectionId: number;
  status: string;
  reportedLevel: number | null;
}

export interface ComponentRow {
  assessmentId: number;
  component: Component;
  level: number | null;
  grade: Grade | null;
}

export interface StatedNeedRow {
  facilityId: number;
  roundId: number;
  systemId: number;
  sectionId: number;
  needed: number;
}

export const allRounds = (db: Database): Promise<RoundRow[]> =>
  db.query(
    "SELECT id, code, year, opened_on AS openedOn, closed_on AS closedOn, known_on AS knownOn, method_vi AS methodVi, " +
      "legal_document_id AS legalDocumentId, section_id AS sectionId FROM assessment_round ORDER BY known_on, id",
  );

const ASSESSMENT =
  "a.id, a.facility_id AS facilityId, a.round_id AS roundId, a.section_id AS sectionId, a.status, a.reported_level AS reportedLevel";

/** Every assessment of these facilities whose round is known on the day, the newest round first. */
export const assessmentsOf = (
  db: Database,
  facilityIds: readonly number[],
  asOf: string | null,
): Promise<AssessmentRow[]> =>
  db.query(
    `SELECT ${ASSESSMENT} FROM assessment a JOIN assessment_round r ON r.id = a.round_id ` +
      `WHERE a.facility_id IN (${placeholders(facilityIds)})${asOf === null ? "" : " AND r.known_on <= ?"} ORDER BY r.known_on DESC, a.id`,
    asOf === null ? facilityIds : [...facilityIds, asOf],
  );

export const assessmentsById = (db: Database, ids: readonly number[]): Promise<AssessmentRow[]> =>
  db.query(`SELECT ${ASSESSMENT} FROM assessment a WHERE a.id IN (${placeholders(ids)})`, ids);

export const componentsOf = (db: Database, assessmentIds: readonly number[]): Promise<ComponentRow[]> =>
  db.query(
    "SELECT assessment_id AS assessmentId, component, level, grade FROM component_result " +
      `WHERE assessment_id IN (${placeholders(assessmentIds)}) ORDER BY assessment_id, id`,
    assessmentIds,
  );

export const statedNeedsOf = (db: Database, facilityIds: readonly number[]): Promise<StatedNeedRow[]> =>
  db.query(
    "SELECT facility_id AS facilityId, round_id AS roundId, system_id AS systemId, section_id AS sectionId, needed " +
      `FROM stated_need WHERE facility_id IN (${placeholders(facilityIds)}) ORDER BY facility_id, round_id, id`,
    facilityIds,
  );

/** Published levels of rounds, counted; `among` limits the facilities of each round. */
export const levelCounts = (
  db: Database,
  rounds: readonly { roundId: number; among: Sql | null }[],
): Promise<{ roundId: number; level: number | null; n: number }[]> =>
  db.query(
    rounds
      .map(
        ({ among }) =>
          "SELECT a.round_id AS roundId, a.reported_level AS level, COUNT(*) AS n FROM assessment a " +
          `WHERE a.round_id = ?${among ? ` AND a.facility_id IN (${among.sql})` : ""} GROUP BY a.round_id, a.reported_level`,
      )
      .join(" UNION ALL "),
    rounds.flatMap(({ roundId, among }) => [roundId, ...(among?.params ?? [])]),
  );

export interface LevelChangeCounts {
  toRound: number;
  up: number;
  down: number;
  same: number;
  unknown: number;
}

/** How many facilities went up, down, stayed, or lack one of the two levels, between each pair of rounds. */
export const levelChanges = (
  db: Database,
  pairs: readonly { from: number; to: number }[],
): Promise<LevelChangeCounts[]> =>
  db.query(
    "SELECT toRound, COALESCE(SUM(later > earlier), 0) AS up, COALESCE(SUM(later < earlier), 0) AS down, " +
      "COALESCE(SUM(later = earlier), 0) AS same, SUM(later IS NULL OR earlier IS NULL) AS `unknown` FROM (" +
      pairs
        .map(
          () =>
            "SELECT ? AS toRound, MAX(CASE WHEN round_id = ? THEN reported_level END) AS earlier, " +
            "MAX(CASE WHEN round_id = ? THEN reported_level END) AS later FROM assessment " +
            "WHERE round_id IN (?, ?) GROUP BY facility_id",
        )
        .join(" UNION ALL ") +
      ") levels GROUP BY toRound",
    pairs.flatMap(({ from, to }) => [to, from, to, from, to]),
  );
