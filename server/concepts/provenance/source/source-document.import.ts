import { upsert } from "../../../core/database/upsert.js";
import { columnsIn, day, type Format, text } from "../../../files/format.js";
import type { Row } from "../../../files/reading/cells.js";
import type { Reader } from "../../import/reader.js";
import type { ImportContext } from "../../import/import-context.js";
import { SOURCE_DOCUMENT } from "./source.row.js";
import { LONGEST_LABEL } from "./source-section.import.js";

export const SOURCE_DOCUMENTS: Format = {
  name: "source-documents",
  titleVi: "Tài liệu",
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
