import type { Snapshot } from "../../../core/context.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { dayOfSection } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import * as messages from "../provenance.messages.js";
import { daysAfter, daysIn } from "../source/in-print.js";
import type { StatementRow } from "../source/source.store.js";
import { type StatementCheck, unlessOnlyHere } from "./statement-check.js";

/** The day printed for a legal document against its day of issue in the register; without one, that of the source. */
export const dateCheck: StatementCheck = {
  needs: ["stated"],
  check(statement, input) {
    const { stated, legalDocumentId, sectionId } = statement;
    const { snapshot } = input;
    const [printed] = daysIn(stated ?? "");
    const document = snapshot.legalDocuments.maybeById(legalDocumentId);
    const issuedOn = document ? document.issuedOn : dayOfSection(sectionId, snapshot);
    if (!printed || issuedOn === null) return notComputable();
    const found = { recomputed: dayVi(issuedOn), difference: numberVi(daysAfter(printed, issuedOn)) };
    if (printed === issuedOn) {
      return unlessOnlyHere({ ...found, status: "MATCH" }, statement, input, (other) =>
        legalDocumentId === null
          ? other.legalDocumentId === null && documentOf(other, snapshot) === documentOf(statement, snapshot)
          : other.legalDocumentId === legalDocumentId,
      );
    }
    const explanation = printedRightly(issuedOn, legalDocumentId, snapshot);
    return { ...found, status: "CONFLICT", explanation };
  },
};

const documentOf = ({ sectionId }: StatementRow, { sections }: Snapshot): number => sections.byId(sectionId).documentId;

/** Where the day of issue is printed as it is in the register. */
function printedRightly(issuedOn: string, legalDocumentId: number | null, snapshot: Snapshot): LocalizedMessage | null {
  const right = snapshot.statements.find(
    (other) =>
      other.kind === "DATE" && other.legalDocumentId === legalDocumentId && daysIn(other.stated ?? "")[0] === issuedOn,
  );
  if (legalDocumentId === null || !right) return null;
  const { label } = snapshot.sections.byId(right.sectionId);
  return messages.dayAsRegistered(label, issuedOn);
}
