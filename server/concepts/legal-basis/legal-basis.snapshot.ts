import { Rows } from "../../core/snapshot/rows.js";
import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import {
  allLegalDocuments,
  allLegalMentions,
  type LegalDocumentRow,
  type LegalMentionRow,
} from "./legal-document.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly legalDocuments: Rows<LegalDocumentRow>;
    readonly legalMentions: readonly LegalMentionRow[];
  }
}

export const legalBasisSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      tables: ["legal_document", "legal_mention"],
      async load(db) {
        const [documents, legalMentions] = await Promise.all([allLegalDocuments(db), allLegalMentions(db)]);
        return { legalDocuments: new Rows(documents), legalMentions };
      },
    },
  ],
};
