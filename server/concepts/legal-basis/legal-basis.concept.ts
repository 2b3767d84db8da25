import { heldNodes } from "../../core/schema/node-finder.js";
import type { Concept } from "../concept.js";
import { legalBasisSnapshot } from "./legal-basis.snapshot.js";
import { legalDocumentsExport } from "./legal-document.export.js";
import { legalBasis, legalDocuments, legalSpellings } from "./legal-document.import.js";
import { LegalDocumentResolver, LegalMentionResolver } from "./legal-document.resolver.js";
import { LegalDocumentActResolver } from "./legal-document-act.resolver.js";

/** Laws, decisions, circulars, plans. */
export const legalBasisConcept: Concept = {
  resolvers: [LegalDocumentResolver, LegalMentionResolver, LegalDocumentActResolver],
  nodes: {
    LegalDocument: heldNodes("LegalDocument", ({ snapshot }) => snapshot.legalDocuments),
  },
  tables: [legalDocuments, legalSpellings, legalBasis],
  exports: [legalDocumentsExport],
  snapshot: legalBasisSnapshot,
};
