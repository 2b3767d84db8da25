import type { Snapshot } from "../../core/context.js";
import { type Choice, choose } from "../../core/schema/code-lookup.js";
import { nameKey } from "../../core/text/fold.js";
import * as messages from "./legal-basis.messages.js";
import type { LegalDocumentRow } from "./legal-document.store.js";

/** The legal document that a field of the input names by its number. */
export const chooseLegalDocument = (
  { legalDocuments }: Snapshot,
  field: string,
  number: string | null | undefined,
): Choice<LegalDocumentRow> =>
  choose(field, messages.legalDocumentHasNumber, number, legalDocuments.all(), (document) => document.number, nameKey);
