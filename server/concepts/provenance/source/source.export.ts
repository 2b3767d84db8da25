import type { Snapshot } from "../../../core/context.js";
import { SOURCE_HEADERS } from "../../../files/source.format.js";
import { asTheyAre, type ColumnOf, day, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import type { SourceDocumentRow } from "./source.store.js";

export const sourceDocumentsExport = exported({
  name: "source-documents",
  titleVi: "Tài liệu nguồn",
  titleEn: "Source documents",
  field: "Query.sourceDocuments",
  parameters: {},
  open(_, { snapshot }) {
    const rows = asTheyAre(snapshot.sourceDocuments.all());
    return tableOf<SourceDocumentRow>(
      [
        text("Mã tài liệu", (row) => row.code),
        text("Số hiệu", (row) => row.number),
        day("Ngày ban hành", (row) => row.issuedOn),
        text("Tiêu đề", (row) => row.titleVi),
        text("Cơ quan ban hành", (row) => row.publisherVi),
      ],
      rows,
      () => [],
    );
  },
});

/** Where each line of a list is printed, or that somebody has entered it: then the section says so. */
export const citedIn = <Row>(snapshot: Snapshot, sectionOf: (row: Row) => number | null) =>
  citedInSome<Row>(snapshot, (row) => {
    const section = sectionOf(row);
    return section === null ? [] : [section];
  });

/** The same of lines that are made of several sections. */
export function citedInSome<Row>(
  { sections, sourceDocuments }: Snapshot,
  sectionsOf: (row: Row) => readonly number[],
): [document: ColumnOf<Row>, section: ColumnOf<Row>, title: ColumnOf<Row>] {
  const cited = (row: Row) => [...new Set(sectionsOf(row))].map((id) => sections.byId(id));
  const documents = (row: Row) =>
    [...new Set(cited(row).map(({ documentId }) => documentId))].map((id) => sourceDocuments.byId(id));
  const joined = (texts: readonly string[]) => texts.join("; ") || null;
  const [document, section, title] = SOURCE_HEADERS;
  return [
    text(document, (row) => joined(documents(row).map(({ code }) => code))),
    text(section, (row) => joined(cited(row).map(({ label }) => label))),
    text(title, (row) => joined(documents(row).map(({ titleVi }) => titleVi))),
  ];
}
