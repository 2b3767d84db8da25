import { upsert } from "../../../core/database/upsert.js";
import type { Reader } from "../../import/reader.js";
import { SOURCE_DOCUMENT } from "./source.row.js";

export const sourceDocuments: Reader = {
  name: "source-documents",
  writes: "REFERENCE",
  columns: ["code", "number", "issued_on", "title_vi", "publisher_vi"],
  async read(rows, { tx }) {
    const documents = rows.map((row) => ({
      code: row.required("code"),
      number: row.text("number"),
      issuedOn: row.day("issued_on"),
      titleVi: row.required("title_vi"),
      publisherVi: row.text("publisher_vi"),
    }));
    return () => upsert(tx, SOURCE_DOCUMENT, ["code"], documents);
  },
};
