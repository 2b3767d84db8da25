import { groupBy } from "../../../core/collections/groups.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { type Kind, kindOfRows } from "../../import/traced-kind.js";
import { STATED_NEED } from "../need/stated-need.row.js";
import { ASSESSMENT, ASSESSMENT_ROUND, COMPONENT_RESULT } from "./assessment.row.js";

export const ROUND_KIND: Kind = kindOfRows(
  { type: "AssessmentRound", scope: "REFERENCE" },
  `SELECT ${selectList(omit(ASSESSMENT_ROUND, "state"))} FROM assessment_round`,
);

const ASSESSMENTS: Kind = kindOfRows(
  { type: "Assessment", scope: "ASSESSMENT" },
  `SELECT ${selectList(omit(ASSESSMENT, "publishedVersion"))} FROM assessment`,
);

const RESULTS = omit(COMPONENT_RESULT, "id");

/** An assessment with its component results, in the fields of a publication. */
export const ASSESSMENT_KIND: Kind = {
  ...ASSESSMENTS,
  async read(tx, ids) {
    const found = await ASSESSMENTS.read(tx, ids);
    const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("assessment_id", ids);
    const results = await tx.query<RowOf<typeof RESULTS>>(
      `SELECT ${selectList(RESULTS)} FROM component_result ` +
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
  `SELECT ${selectList(STATED_NEED)} FROM stated_need`,
);
