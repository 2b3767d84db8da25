import type { Snapshot } from "../../core/context.js";
import { OF_FILES } from "../../core/mutation/traced-table.js";
import { cloneAlone } from "../../core/snapshot/batch.js";
import { Rows } from "../../core/snapshot/rows.js";
import type { LoadedPart, SnapshotParts } from "../../core/snapshot/snapshots.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { REGISTER } from "./source/entered.js";
import {
  allSections,
  allSourceDocuments,
  allStatements,
  type SectionRow,
  type SourceDocumentRow,
  type StatementRow,
  sectionsById,
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

type Provenance = Pick<Snapshot, "sourceDocuments" | "sections" | "statements" | "citation">;

const provenance: LoadedPart<Provenance> = {
  scope: "REFERENCE",
  tables: ["source_document", "source_section", "printed_statement"],
  async load(db) {
    const tables = [allSourceDocuments(db), allSections(db), allStatements(db)] as const;
    const [documents, sections, statements] = await Promise.all(tables);
    const sourceDocuments = new Rows(documents);
    return { sourceDocuments, statements, ...citing(sourceDocuments, sections) };
  },
  async apply({ sourceDocuments, sections, statements }, changed, db) {
    // A file may have changed more than a section.
    const ids = changed.has(OF_FILES) ? undefined : changed.get("SourceSection");
    if (!ids) return null;
    const others = sections.all().filter(({ id }) => !ids.includes(id));
    const all = [...others, ...(await sectionsById(db, ids))];
    return { sourceDocuments, statements, ...citing(sourceDocuments, all) };
  },
};

function citing(
  documents: Rows<SourceDocumentRow>,
  all: readonly SectionRow[],
): Pick<Snapshot, "sections" | "citation"> {
  const sections = new Rows(all);
  const citation = (sectionId: number) => {
    const { documentId, label, isOurs, namedSourceVi } = sections.byId(sectionId);
    const document = cloneAlone("SourceDocument", LATEST, documents.byId(documentId));
    const sectionIsOurs = isOurs === 1 || document.code === REGISTER;
    return { document, section: label, sectionIsOurs, namedSourceVi };
  };
  return { sections, citation };
}

export const provenanceSnapshot: SnapshotParts = { loaded: [provenance] };
