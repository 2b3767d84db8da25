import { upsert } from "../../../core/database/upsert.js";
import type { Reader } from "../../import/reader.js";

export const sourceDocuments: Reader = {
  name: "source-documents",
  writes: "REFERENCE",
  columns: ["code", "number", "issued_on", "title_vi", "publisher_vi"],
  async read(rows, { tx }) {
    const documents = rows.map((row) => ({
      code: row.required("code"),
      number: row.text("number"),
      issued_on: row.day("issued_on"),
      title_vi: row.required("title_vi"),
      publisher_vi: row.text("publisher_vi"),
    }));
    return () => upsert(tx, "source_document", ["code"], documents);
  },
};
