import { upsert } from "../../../core/database/upsert.js";
import { columnsIn, day, type Format, text } from "../../../files/format.js";
import { namesOf, onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../provenance.messages.js";
import { SOURCE_DOCUMENT, SOURCE_SECTION } from "./source.row.js";

/** As the columns are. */
export const LONGEST_LABEL = 400;

/** The section in which a row stands. */
export function sectionIn(row: Row): string {
  row.required("section");
  return row.short("section", LONGEST_LABEL) ?? "";
}

export const SOURCE_SECTIONS: Format = {
  name: "source-sections",
  titleVi: "Đề mục",
  titleEn: "Sections",
  needed: ["section"],
  columns: [text("document", "Mã tài liệu"), text("section", "Đề mục", "Bảng 1")],
};

/** Sections whose names are ours, since their document prints none. Left out, it is the one that the rows come from. */
export const sourceSections: Reader = {
  ...columnsIn(SOURCE_SECTIONS),
  writes: "REFERENCE",
  async read(rows, into) {
    const { document, bringsDocument } = into.source;
    const documents = namesOf(await into.ids("source_document"));
    const once = onceEach();
    const sections: { documentId: number | null; label: string; isOurs: number }[] = [];
    for (const row of rows) {
      const given = row.text("document");
      const isOwn = given === null || given === document;
      if (!isOwn && bringsDocument) row.problem("document", "INCONSISTENT", messages.sectionOfOtherDocument(document));
      const label = sectionIn(row);
      once(row, "section", `${isOwn ? document : given} ${label}`);
      const named = isOwn ? await into.documentId() : row.named("document", "source document", documents);
      sections.push({ documentId: named, label, isOurs: 1 });
    }
    return () => upsert(into.tx, SOURCE_SECTION, ["documentId", "label"], sections);
  },
  async counts({ tx }) {
    const rows = await tx.query<{ id: number }>("SELECT id, is_ours AS isOurs FROM source_section");
    return new Map(rows.map(({ id, ...fields }) => [id, { version: 1, fields }]));
  },
};

/** What a document names in a section as the source of its figures. */
export const sectionSources: Reader = {
  name: "section-sources",
  writes: "REFERENCE",
  columns: ["section", "source"],
  async read(rows, into) {
    const documentId = (await into.ids("source_document")).get(into.source.document) ?? null;
    const sections = rows.map((row) => ({
      documentId,
      label: row.required("section"),
      namedSourceVi: row.required("source"),
    }));
    return () => upsert(into.tx, SOURCE_SECTION, ["documentId", "label"], sections);
  },
};

export const SOURCE_DOCUMENTS: Format = {
  name: "source-documents",
  titleVi: "Tài liệu",
  titleEn: "Document",
  needed: ["code", "number", "issued_on", "title_vi", "publisher_vi"],
  columns: [
    text("code", "Mã tài liệu", "BAO-CAO-2026-11-05"),
    text("number", "Số hiệu", "123/BC-SYT"),
    day("issued_on", "Ngày ban hành", "05/11/2026"),
    text("title_vi", "Tiêu đề", "Báo cáo tháng 10 năm 2026"),
    text("publisher_vi", "Cơ quan ban hành", "Sở Y tế thành phố Huế"),
  ],
};

const LONGEST_CODE = 60;

/** The document that a row tells of. */
export function documentIn(row: Row) {
  row.required("code");
  return {
    code: row.short("code", LONGEST_CODE) ?? "",
    number: row.short("number", LONGEST_LABEL),
    issuedOn: row.day("issued_on"),
    titleVi: row.required("title_vi"),
    publisherVi: row.short("publisher_vi", LONGEST_LABEL),
  };
}

/** Writes documents, by their codes. */
export const writeDocuments = ({ tx }: ImportContext, documents: readonly ReturnType<typeof documentIn>[]) =>
  upsert(tx, SOURCE_DOCUMENT, ["code"], documents);

export const sourceDocuments: Reader = {
  ...columnsIn(SOURCE_DOCUMENTS),
  writes: "REFERENCE",
  async read(rows, into) {
    const documents = rows.map(documentIn);
    return () => writeDocuments(into, documents);
  },
};
