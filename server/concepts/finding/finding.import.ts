import { writeList } from "../../core/database/upsert.js";
import type { Reader } from "../import/reader.js";
import { FINDING } from "./finding.row.js";

/** What a report finds in words: strengths and weaknesses, difficulties, recommendations, experience of others. */
export const findings: Reader = {
  name: "findings",
  writes: "REFERENCE",
  columns: ["kind", "heading", "text"],
  optional: ["number"],
  async read(rows, into) {
    const kinds = await into.terms("FINDING_KIND");
    const sectionId = await into.sectionId();
    const found = rows.map((row) => ({
      kindId: row.requiredNamed("kind", "kind of finding", kinds),
      headingVi: row.text("heading"),
      number: row.count("number"),
      textVi: row.required("text"),
    }));
    return () => writeList(into.tx, FINDING, sectionId, found);
  },
};
