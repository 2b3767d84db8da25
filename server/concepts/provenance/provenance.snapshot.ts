import { cloneAlone } from "../../core/snapshot/batch.js";
import { Rows } from "../../core/snapshot/rows.js";
import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { REGISTER } from "./source/entered.js";
import {
  allSections,
  allSourceDocuments,
  allStatements,
  type SectionRow,
  type SourceDocumentRow,
  type StatementRow,
} from "./source/source.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly sourceDocuments: Rows<SourceDocumentRow>;
    readonly sections: Rows<SectionRow>;
    readonly statements: readonly StatementRow[];
    /** Where a figure stands, by the id of its section. */
    citation(sectionId: number): Cited;
  }
}

interface Cited {
  document: SourceDocumentRow;
  section: string;
  sectionIsOurs: boolean;
  namedSourceVi: string | null;
}

export const provenanceSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      tables: ["source_document", "source_section", "printed_statement"],
      async load(db) {
        const tables = [allSourceDocuments(db), allSections(db), allStatements(db)] as const;
        const [documents, allOfSections, statements] = await Promise.all(tables);
        const sourceDocuments = new Rows(documents);
        const sections = new Rows(allOfSections);
        const citation = (sectionId: number) => {
          const { documentId, label, isOurs, namedSourceVi } = sections.byId(sectionId);
          const document = cloneAlone("SourceDocument", LATEST, sourceDocuments.byId(documentId));
          const sectionIsOurs = isOurs === 1 || document.code === REGISTER;
          return { document, section: label, sectionIsOurs, namedSourceVi };
        };
        return { sourceDocuments, sections, statements, citation };
      },
    },
  ],
};
