import type { Snapshot } from "../../../core/context.js";
import { SOURCE_HEADERS } from "../../../files/source.format.js";
import { asTheyAre, type ColumnOf, day, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import type { SourceDocumentRow } from "./source.store.js";

export const sourceDocumentsExport = exported({
  name: "source-documents",
  titleVi: "Tài liệu nguồn",
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
export function citedIn<Row>(
  { sections, sourceDocuments }: Snapshot,
  sectionOf: (row: Row) => number | null,
): [document: ColumnOf<Row>, section: ColumnOf<Row>, title: ColumnOf<Row>] {
  const cited = (row: Row) => sections.maybeById(sectionOf(row));
  const documentOf = (row: Row) => sourceDocuments.maybeById(cited(row)?.documentId ?? null);
  const [document, section, title] = SOURCE_HEADERS;
  return [
    text(document, (row) => documentOf(row)?.code ?? null),
    text(section, (row) => cited(row)?.label ?? null),
    text(title, (row) => documentOf(row)?.titleVi ?? null),
  ];
}
