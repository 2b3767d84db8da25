import { writeList } from "../../core/database/upsert.js";
import type { Reader } from "../import/reader.js";

/** What a report finds in words: strengths and weaknesses, difficulties, recommendations, experience of others. */
export const findings: Reader = {
  name: "findings",
  writes: "REFERENCE",
  columns: ["kind", "heading", "text"],
  async read(rows, into) {
    const kinds = await into.terms("FINDING_KIND");
    const section_id = await into.sectionId();
    const found = rows.map((row) => ({
      kind_id: row.requiredNamed("kind", "kind of finding", kinds),
      heading_vi: row.text("heading"),
      text_vi: row.required("text"),
    }));
    return () => writeList(into.tx, "finding", section_id, found);
  },
};
