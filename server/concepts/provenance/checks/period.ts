import { notComputable } from "../discrepancy/compare.js";
import * as messages from "../provenance.messages.js";
import { yearsIn } from "../source/in-print.js";
import { type StatementCheck, unlessOnlyHere } from "./statement-check.js";

/**
 * The years printed with a legal document against those of its title; without a document, each of them must be that of
 * a round on record.
 */
export const periodCheck: StatementCheck = {
  needs: ["stated"],
  check(statement, input) {
    const { stated, legalDocumentId } = statement;
    const { snapshot } = input;
    const printed = yearsIn(stated ?? "");
    const document = snapshot.legalDocuments.maybeById(legalDocumentId);
    const rounds = snapshot.rounds.all().map(({ year }) => year);
    const known = document ? yearsIn(document.titleVi) : printed.filter((year) => rounds.includes(year));
    if (known.length === 0) return notComputable();
    const found = { recomputed: withYears(stated ?? "", known), difference: null };
    if (printed.join() === known.join()) {
      return unlessOnlyHere({ ...found, status: "MATCH" }, statement, input, (other) => {
        const isOfIt = other.legalDocumentId === legalDocumentId;
        return isOfIt && (document !== null || yearsIn(other.stated ?? "").some((year) => printed.includes(year)));
      });
    }
    const explanation = document && messages.itsTitle(document.titleVi);
    return { ...found, status: "CONFLICT", explanation };
  },
};

/** The printed words with these years in them; without the words if there are more or fewer. */
function withYears(stated: string, years: readonly number[]): string {
  if (yearsIn(stated).length !== years.length) return years.join(" - ");
  const left = [...years];
  return stated.replace(/\b(?:19|20)\d\d\b/g, (year) => `${left.shift() ?? year}`);
}
