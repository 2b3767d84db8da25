import { upsert } from "../database/upsert.js";
import type { Reader } from "../importing/reader.js";
import { METRIC_KINDS, SUBJECT_TYPES } from "./metric.type.js";

/** What is measured. A new metric is a row here, not code. */
export const metrics: Reader = {
  name: "metrics",
  writes: "REFERENCE",
  columns: [
    "code",
    "name_vi",
    "name_en",
    "programme",
    "unit",
    "kind",
    "subject_type",
    "numerator_vi",
    "denominator_vi",
    "numerator_en",
    "denominator_en",
    "legal_document",
    "note_vi",
    "note_en",
  ],
  async read(rows, into) {
    const [units, programmes] = [await into.terms("UNIT"), await into.terms("PROGRAMME")];
    const documents = await into.legalDocuments();
    const found = rows.map((row, position) => ({
      code: row.required("code"),
      name_vi: row.required("name_vi"),
      name_en: row.required("name_en"),
      programme_id: row.requiredNamed("programme", "programme", programmes),
      unit_id: row.requiredNamed("unit", "unit of measure", units),
      kind: row.choice("kind", METRIC_KINDS),
      subject_type: row.choice("subject_type", SUBJECT_TYPES),
      numerator_vi: row.text("numerator_vi"),
      numerator_en: row.text("numerator_en"),
      denominator_vi: row.text("denominator_vi"),
      denominator_en: row.text("denominator_en"),
      legal_document_id: row.named("legal_document", "legal document", documents),
      note_vi: row.text("note_vi"),
      note_en: row.text("note_en"),
      position,
    }));
    return () => upsert(into.tx, "metric", ["code"], found);
  },
};
