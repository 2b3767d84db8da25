import type { Snapshot } from "../../../core/context.js";
import { dayVi, numberVi } from "../../../core/text/numbers.js";
import type { CheckInput } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import { daysAfter, daysIn, yearsIn } from "../source/in-print.js";
import type { StatementRow } from "../source/source.store.js";
import { type StatementCheck, unlessOnlyHere } from "./statement-check.js";

/**
 * A due day or year against the same one in another place: of a legal document, in another statement of it that holds
 * the words compared with; else, in the demands of reports from the recipient of that name.
 */
export const deadlineCheck: StatementCheck = {
  needs: ["stated", "compared_with"],
  check: (statement, input) =>
    statement.legalDocumentId === null ? dueDay(statement, input) : dueYear(statement, input.snapshot),
};

function dueDay(statement: StatementRow, input: CheckInput) {
  const { stated, comparedWith } = statement;
  const { campaign } = input.snapshot;
  const [printed] = daysIn(stated ?? "");
  const demands = campaign.demands.filter(({ recipientVi }) => recipientVi === comparedWith);
  const [due, ...others] = [...new Set(demands.map(({ dueBefore }) => dueBefore))];
  if (!printed || !due) return notComputable();
  const isSame = printed === due && others.length === 0;
  const recomputed = [due, ...others].map(dayVi).join("; ");
  const found = { recomputed, difference: numberVi(daysAfter(printed, due)) };
  return unlessOnlyHere({ ...found, status: isSame ? "MATCH" : "CONFLICT" }, statement, input, (other) => {
    return other.comparedWith === comparedWith;
  });
}

function dueYear({ stated, comparedWith, legalDocumentId, sectionId }: StatementRow, { targets }: Snapshot) {
  const [printed] = yearsIn(stated ?? "");
  const same = targets.all().filter((target) => {
    return target.legalDocumentId === legalDocumentId && target.statementVi.includes(comparedWith ?? "");
  });
  const year = same.find((target) => target.sectionId !== sectionId)?.year;
  if (printed === undefined || year === undefined) return notComputable();
  const found = { recomputed: `${year}`, difference: numberVi(printed - year) };
  if (printed === year) return { ...found, status: "MATCH" } as const;
  const own = same.find((target) => target.sectionId === sectionId);
  const explanation = own?.noteVi && own.noteEn ? { vi: own.noteVi, en: own.noteEn } : null;
  return { ...found, status: "CONFLICT", explanation } as const;
}
