import { upsert } from "../../../core/database/upsert.js";
import { namesOf } from "../../../files/reading/cells.js";
import type { Reader } from "../../import/reader.js";
import { SOURCE_SECTION } from "./source.row.js";

/** Sections whose names are ours, since their document prints none. */
export const sourceSections: Reader = {
  name: "source-sections",
  writes: "REFERENCE",
  columns: ["document", "section"],
  async read(rows, into) {
    const documents = namesOf(await into.ids("source_document"));
    const sections = rows.map((row) => ({
      documentId: row.requiredNamed("document", "source document", documents),
      label: row.required("section"),
      isOurs: 1,
    }));
    return () => upsert(into.tx, SOURCE_SECTION, ["documentId", "label"], sections);
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
