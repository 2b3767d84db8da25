import { upsert } from "../database/upsert.js";
import type { Row } from "../importing/cells.js";
import type { Reader } from "../importing/reader.js";
import { METRIC_DIRECTIONS, METRIC_KINDS, SUBJECT_TYPES } from "./metric.type.js";
import { belongTogether } from "./ratio-units.js";

/** The unit of a ratio, and of nothing else: a percentage without its counts is not taken. */
const PERCENT = "PERCENT";
const WORDS = ["numerator_vi", "numerator_en", "denominator_vi", "denominator_en"];
const OF_RATIOS = ["numerator_unit", "denominator_unit", "units_basis_vi", "units_basis_en"];

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
    "direction",
    ...WORDS,
    ...OF_RATIOS,
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
      direction: row.choice("direction", METRIC_DIRECTIONS),
      numerator_vi: row.text("numerator_vi"),
      numerator_en: row.text("numerator_en"),
      denominator_vi: row.text("denominator_vi"),
      denominator_en: row.text("denominator_en"),
      legal_document_id: row.named("legal_document", "legal document", documents),
      note_vi: row.text("note_vi"),
      note_en: row.text("note_en"),
      position,
    }));
    for (const row of rows) checkDefinition(row);
    const ratios = rows
      .filter((row) => row.text("kind") === "RATIO")
      .map((row) => ({
        code: row.required("code"),
        numerator_unit_id: row.named("numerator_unit", "unit of measure", units),
        denominator_unit_id: row.named("denominator_unit", "unit of measure", units),
        basis_vi: row.text("units_basis_vi"),
        basis_en: row.text("units_basis_en"),
      }));
    return async () => {
      await upsert(into.tx, "metric", ["code"], found);
      const ids = await into.ids("metric");
      const counted = ratios.map(({ code, ...ratio }) => ({ metric_id: ids.get(code) ?? null, ...ratio }));
      await upsert(into.tx, "ratio_units", ["metric_id"], counted);
    };
  },
};

/** A ratio says in words and in units what stands over what, and the two belong together; a count is no percentage. */
function checkDefinition(row: Row): void {
  if (row.text("kind") !== "RATIO") {
    if (row.text("unit") === PERCENT)
      row.problem("unit", "INCONSISTENT", "A percentage is a RATIO: it needs its counts.");
    for (const column of OF_RATIOS.filter((each) => row.text(each) !== null))
      row.problem(column, "INCONSISTENT", "Only a RATIO has units of its counts; leave the cell blank.");
    return;
  }
  if (row.text("unit") !== PERCENT) row.problem("unit", "INCONSISTENT", `The unit of a RATIO is ${PERCENT}.`);
  for (const column of WORDS) row.required(column);
  const [numerator, denominator] = [row.required("numerator_unit"), row.required("denominator_unit")];
  const [vi, en] = [row.text("units_basis_vi"), row.text("units_basis_en")];
  if (belongTogether({ numerator, denominator, basis: vi && en })) return;
  const sentence =
    `${numerator} over ${denominator} is no percentage: count both in the same unit, or say in units_basis_vi and ` +
    "units_basis_en which document has one of the first for one of the second.";
  row.problem("denominator_unit", "INCONSISTENT", sentence);
}
