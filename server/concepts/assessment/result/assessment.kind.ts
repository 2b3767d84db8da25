import { groupBy } from "../../../core/collections/groups.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { type Kind, kindOfRows } from "../../import/traced-kind.js";

export const ROUND_KIND: Kind = kindOfRows(
  { type: "AssessmentRound", scope: "REFERENCE" },
  "SELECT id, version, code, year, opened_on AS openedOn, closed_on AS closedOn, known_on AS knownOn, " +
    "method_vi AS methodVi, legal_document_id AS legalDocumentId, section_id AS sectionId FROM assessment_round",
);

const ASSESSMENTS: Kind = kindOfRows(
  { type: "Assessment", scope: "ASSESSMENT" },
  "SELECT id, version, facility_id AS facilityId, round_id AS roundId, section_id AS sectionId, status, " +
    "reported_level AS reportedLevel FROM assessment",
);

/** An assessment with its component results, in the fields of a publication. */
export const ASSESSMENT_KIND: Kind = {
  ...ASSESSMENTS,
  async read(tx, ids) {
    const found = await ASSESSMENTS.read(tx, ids);
    const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("assessment_id", ids);
    const results = await tx.query<{ assessmentId: number; component: string; level: number | null; grade: string }>(
      "SELECT assessment_id AS assessmentId, component, level, grade FROM component_result " +
        `WHERE ${wanted.sql} ORDER BY assessment_id, component${locking(tx)}`,
      wanted.params,
    );
    const byAssessment = groupBy(results, ({ assessmentId }) => assessmentId);
    return new Map(
      [...found].map(([id, { version, fields }]) => {
        const components = (byAssessment.get(id) ?? []).map(
          ({ component, level, grade }) => [`component ${component}`, { level, grade }] as const,
        );
        return [id, { version, fields: { ...fields, ...Object.fromEntries(components) } }];
      }),
    );
  },
};

export const STATED_NEED_KIND: Kind = kindOfRows(
  { type: "StatedNeed", scope: "DATA" },
  "SELECT id, version, facility_id AS facilityId, round_id AS roundId, system_id AS systemId, section_id AS sectionId, " +
    "needed FROM stated_need",
);
