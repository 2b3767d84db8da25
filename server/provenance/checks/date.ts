import { notComputable } from "../compare.js";
import { dayOfSection } from "../facts.js";
import { dayInPrint, daysAfter, daysIn, inPrint } from "../in-print.js";
import type { StatementCheck } from "./statement-check.js";

/** The day printed for a legal document against its day of issue in the register; without one, that of the source. */
export const dateCheck: StatementCheck = {
  needs: ["stated"],
  check({ stated, legalDocumentId, sectionId }, { reference }) {
    const [printed] = daysIn(stated ?? "");
    const document = reference.legalDocuments.maybeById(legalDocumentId);
    const issuedOn = document ? document.issuedOn : dayOfSection(sectionId, reference);
    if (!printed || issuedOn === null) return notComputable();
    const found = { recomputed: dayInPrint(issuedOn), difference: inPrint(daysAfter(printed, issuedOn)) };
    if (printed === issuedOn) return { ...found, status: "MATCH" };
    const { noteVi = null, noteEn = null } = document ?? {};
    const explanation = noteVi !== null && noteEn !== null ? { vi: noteVi, en: noteEn } : null;
    return { ...found, status: "CONFLICT", explanation };
  },
};
