import { upsert } from "../../../core/database/upsert.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { ASSESSMENT_KIND, ROUND_KIND } from "./assessment.kind.js";
import { ASSESSMENT, ASSESSMENT_ROUND, COMPONENT_RESULT, LEVEL_SHARE } from "./assessment.row.js";
import type { Component, Grade } from "./component.type.js";
import { undecided } from "./kept-from-our-files.js";

/** A survey of the facilities: its days where a document gives them, and the day from which its result is known. */
export const assessmentRounds: Reader = {
  name: "assessment-rounds",
  writes: "REFERENCE",
  traces: ROUND_KIND,
  columns: ["code", "year", "opened_on", "closed_on", "method_vi", "legal_document"],
  async read(rows, into) {
    const documents = await into.legalDocuments();
    const sectionId = await into.sectionId();
    const rounds = rows.map((row) => {
      const [year, closedOn] = [row.count("year") ?? 0, row.day("closed_on")];
      return {
        code: row.required("code"),
        year,
        openedOn: row.day("opened_on"),
        closedOn,
        knownOn: closedOn ?? `${year}-12-31`,
        methodVi: row.text("method_vi"),
        legalDocumentId: row.named("legal_document", "legal document", documents),
        sectionId,
      };
    });
    return async () => {
      const kept = await into.keptFromActs("AssessmentRound");
      const known = await into.ids("assessment_round");
      const written = rounds.filter(({ code }) => !kept.has(known.get(code) ?? null));
      await upsert(into.tx, ASSESSMENT_ROUND, ["code"], written);
    };
  },
};

const COMPONENT_COLUMNS: readonly (readonly [column: string, component: Component])[] = [
  ["HIS", "HIS"],
  ["LIS", "LIS"],
  ["RIS/PACS", "RIS_PACS"],
  ["EMR", "EMR"],
  ["Quản lý điều hành", "MANAGEMENT"],
  ["Hạ tầng thông tin", "INFRASTRUCTURE"],
];
const LEVELS = "Năm 2022 (Năm 2020)";

/** The table of levels: component results and level of 2022, and in brackets the level of 2020. Blank stays null. */
export const levelTable: Reader = {
  name: "level-table",
  writes: "ASSESSMENT",
  traces: ASSESSMENT_KIND,
  columns: ["STT", "Tên đơn vị", ...COMPONENT_COLUMNS.map(([column]) => column), LEVELS],
  async read(rows, into) {
    const known = await into.facilities();
    const rounds = await into.ids("assessment_round");
    const sectionId = await into.sectionId();
    const once = onceEach();
    const units = rows.map((row) => {
      const facilityId = row.requiredNamed("Tên đơn vị", "facility", known);
      once(row, "Tên đơn vị", facilityId);
      const results = COMPONENT_COLUMNS.map(([column, component]) => ({ component, ...resultOf(row, column) }));
      return { facilityId, levels: levelsOf(row), results };
    });
    return async () => {
      const assessments = await undecided(
        into,
        units.flatMap(({ facilityId, levels }) =>
          Object.entries(levels).map(([round, reportedLevel]) => ({
            facilityId,
            roundId: rounds.get(round) ?? null,
            sectionId,
            status: "PUBLISHED" as const,
            reportedLevel,
          })),
        ),
      );
      await upsert(into.tx, ASSESSMENT, ["facilityId", "roundId"], assessments);
      const ofRound = assessments.filter(({ roundId }) => roundId === rounds.get("2022"));
      const written = new Set(ofRound.map(({ facilityId }) => facilityId));
      const ids = await into.tx.query<{ id: number; facilityId: number }>(
        "SELECT a.id, a.facility_id AS facilityId FROM assessment a JOIN assessment_round r ON r.id = a.round_id WHERE r.code = '2022'",
      );
      const results = units.flatMap(({ facilityId, results }) => {
        if (!written.has(facilityId)) return [];
        const assessmentId = ids.find((each) => each.facilityId === facilityId)?.id ?? null;
        return results.map((result) => ({ assessmentId, ...result }));
      });
      await upsert(into.tx, COMPONENT_RESULT, ["assessmentId", "component"], results);
    };
  },
};

function levelsOf(row: Row): { "2022": number | null; "2020": number | null } {
  const printed = row.required(LEVELS);
  const levels = /^Mức (\d)\s*\((\d?)\)$/.exec(printed);
  if (!levels && printed !== "") {
    row.problem(LEVELS, "NOT_A_NUMBER", messages.notTwoLevels(printed));
  }
  return { "2022": digit(levels?.[1]), "2020": digit(levels?.[2]) };
}

const digit = (text: string | undefined): number | null => (text ? Number(text) : null);

const GRADES: Record<string, Grade> = { "Cơ bản": "BASIC", "Nâng cao": "ADVANCED" };

function resultOf(row: Row, column: string): { level: number | null; grade: Grade | null } {
  const printed = row.text(column);
  const level = printed === null ? null : /^Mức (\d)$/.exec(printed);
  const grade = printed === null ? null : (GRADES[printed] ?? null);
  if (printed !== null && !level && !grade) {
    row.problem(column, "NOT_A_CHOICE", messages.neitherLevelNorGrade(printed, Object.keys(GRADES).join(", ")));
  }
  return { level: digit(level?.[1]), grade };
}

/** The shares of the levels that a report prints in words: statements to be checked, not data. */
export const levelShares: Reader = {
  name: "level-shares",
  writes: "DATA",
  columns: ["round", "level", "share"],
  async read(rows, into) {
    const rounds = await into.coded("assessment_round");
    const sectionId = await into.sectionId();
    const shares = rows.map((row) => ({
      roundId: row.requiredNamed("round", "assessment round", rounds),
      level: row.count("level"),
      printed: row.required("share"),
      sectionId,
    }));
    return () => upsert(into.tx, LEVEL_SHARE, ["roundId", "level"], shares);
  },
};
