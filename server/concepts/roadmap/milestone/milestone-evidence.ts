import type { Snapshot } from "../../../core/context.js";
import { tidyNote } from "../../../core/mutation/note.js";
import type { UserError } from "../../../core/schema/user-errors.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import type { ProgressValues } from "./milestone-progress.store.js";

interface Given {
  noteVi?: string | null;
  evidenceVi?: string | null;
  evidenceUrl?: string | null;
  evidenceDocument?: string | null;
}

type EvidenceValues = Pick<ProgressValues, "noteVi" | "evidenceVi" | "evidenceUrl" | "legalDocumentId">;

/** What is said and shown of progress: what the input gives, and what it leaves out as it was. */
export function readEvidence(
  snapshot: Snapshot,
  input: Given,
  before: EvidenceValues,
): { told: EvidenceValues; mistakes: (UserError | undefined)[] } {
  const document = chooseLegalDocument(snapshot, "evidenceDocument", input.evidenceDocument);
  const note = (given: string | null | undefined, known: string | null) =>
    given === undefined ? known : tidyNote(given);
  const told = {
    noteVi: note(input.noteVi, before.noteVi),
    evidenceVi: note(input.evidenceVi, before.evidenceVi),
    evidenceUrl: note(input.evidenceUrl, before.evidenceUrl),
    legalDocumentId: input.evidenceDocument === undefined ? before.legalDocumentId : (document.found?.id ?? null),
  };
  return { told, mistakes: [document.mistake] };
}
