import { type CheckInput, metricsOf } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import type { StatementKind } from "../discrepancy/discrepancy-kind.js";
import { type About, type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import type { StatementRow } from "../source/source.store.js";
import { allSinceCheck } from "./all-since.js";
import { countCheck } from "./count.js";
import { dateCheck } from "./date.js";
import { dayOrderCheck, figureDateCheck } from "./days.js";
import { deadlineCheck } from "./deadline.js";
import { directionCheck } from "./direction.js";
import { formulaCheck } from "./formula.js";
import { majorityCheck } from "./majority.js";
import { namedBaseCheck } from "./named-base.js";
import { noneWithoutCheck } from "./none-without.js";
import { differenceCheck, partOfCheck, partsCheck } from "./parts.js";
import { periodCheck } from "./period.js";
import { commonDenominatorCheck, hundredPercentCheck } from "./shares-of-one.js";
import type { StatementCheck } from "./statement-check.js";
import { totalCheck } from "./total.js";

/** A figure that nothing on record can confirm; the statement says why. */
const unsupported: StatementCheck = {
  needs: ["stated"],
  check: ({ noteVi, noteEn }) => notComputable(noteVi !== null && noteEn !== null ? { vi: noteVi, en: noteEn } : null),
};

/** How the statements of each kind are checked. */
export const STATEMENT_CHECKS: Record<StatementKind, StatementCheck> = {
  DATE: dateCheck,
  PERIOD: periodCheck,
  DEADLINE: deadlineCheck,
  FIGURE_DATE: figureDateCheck,
  DAY_ORDER: dayOrderCheck,
  COUNT: countCheck,
  TOTAL: totalCheck,
  PARTS: partsCheck,
  DIFFERENCE: differenceCheck,
  PART_OF: partOfCheck,
  DIRECTION: directionCheck,
  MAJORITY: majorityCheck,
  NONE_WITHOUT: noneWithoutCheck,
  NAMED_BASE: namedBaseCheck,
  ALL_SINCE: allSinceCheck,
  HUNDRED_PERCENT: hundredPercentCheck,
  COMMON_DENOMINATOR: commonDenominatorCheck,
  FORMULA: formulaCheck,
  UNSUPPORTED: unsupported,
};

/** Every statement of `statements.csv`, in the order of the files. */
export const statementDiscrepancies = (input: CheckInput): DiscrepancyRow[] =>
  input.snapshot.statements.flatMap((statement) => {
    const { kind, sectionId } = statement;
    const found = STATEMENT_CHECKS[kind].check(statement, input);
    return ("status" in found ? [found] : found).map((checked) =>
      discrepancyOf(
        {
          kind,
          code: checked.code === undefined ? [statement.code] : [statement.code, checked.code],
          statement: checked.statement ?? statement.statementVi,
          stated: checked.stated ?? statement.stated ?? "",
          sectionId: checked.sectionId ?? sectionId,
          about: aboutOf(statement, input),
        },
        checked,
      ),
    );
  });

function aboutOf(statement: StatementRow, { snapshot }: CheckInput): About | null {
  if (statement.legalDocumentId !== null) return { type: "LegalDocument", id: statement.legalDocumentId };
  const [metric] = metricsOf(statement, snapshot);
  if (metric) return { type: "Metric", id: metric.id };
  const last = statement.comparedWith?.split(" ").at(-1);
  const round = snapshot.rounds.all().find(({ code }) => code === last);
  return round ? { type: "AssessmentRound", id: round.id } : null;
}
