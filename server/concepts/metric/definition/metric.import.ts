import { upsert } from "../../../core/database/upsert.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext, Reader } from "../../import/reader.js";
import * as messages from "../metric.messages.js";
import { belongTogether } from "../total/ratio-units.js";
import { COUNTS, LEAST, METRIC, METRIC_EXPECTATION, METRIC_MEANING, METRIC_RULE, MOST } from "./metric.row.js";
import { EXPECTED_OF, METRIC_DIRECTIONS, METRIC_KINDS, SUBJECT_TYPES } from "./metric.type.js";

/** The unit of a ratio, and of nothing else: a percentage without its counts is not taken. */
const PERCENT = "PERCENT";
const WORDS = ["numerator_vi", "denominator_vi", "numerator_en", "denominator_en"];

/**
 * Which end of a metric is the good one, and what the counts of a ratio count. It is read before the metric itself, which
 * is refused as a ratio if nothing is said here.
 */
export const metricMeanings: Reader = {
  name: "metric-meanings",
  writes: "REFERENCE",
  columns: ["metric", "direction", "numerator_unit", "denominator_unit", "units_basis_vi", "units_basis_en"],
  async read(rows, into) {
    const units = await into.terms("UNIT");
    const once = onceEach();
    const found = rows.map((row) => {
      once(row, "metric", row.text("metric"));
      checkUnits(row);
      return {
        metricCode: row.required("metric"),
        direction: row.choice("direction", METRIC_DIRECTIONS),
        numeratorUnitId: row.named("numerator_unit", "unit of measure", units),
        denominatorUnitId: row.named("denominator_unit", "unit of measure", units),
        unitsBasisVi: row.text("units_basis_vi"),
        unitsBasisEn: row.text("units_basis_en"),
      };
    });
    return () => upsert(into.tx, METRIC_MEANING, ["metricCode"], found);
  },
};

/** What figures of each metric may be, and why. */
export const metricRules: Reader = {
  name: "metric-rules",
  writes: "REFERENCE",
  columns: ["metric", "counts", "least", "most", "basis_vi", "basis_en"],
  async read(rows, into) {
    const once = onceEach();
    const found = rows.map((row) => {
      once(row, "metric", row.text("metric"));
      return {
        metricCode: row.required("metric"),
        counts: row.choice("counts", keysOf(COUNTS)),
        least: row.choice("least", keysOf(LEAST)),
        most: row.choice("most", keysOf(MOST)),
        basisVi: row.required("basis_vi"),
        basisEn: row.required("basis_en"),
      };
    });
    return () => upsert(into.tx, METRIC_RULE, ["metricCode"], found);
  },
};

const keysOf = <T extends object>(choices: T) => Object.keys(choices) as (keyof T & string)[];

/** Both units or none, and two that belong together. */
function checkUnits(row: Row): void {
  const [above, below] = [row.text("numerator_unit"), row.text("denominator_unit")];
  if (above === null && below === null) return;
  const [numerator, denominator] = [row.required("numerator_unit"), row.required("denominator_unit")];
  const [vi, en] = [row.text("units_basis_vi"), row.text("units_basis_en")];
  if (belongTogether({ numerator, denominator, basis: vi && en })) return;
  row.problem("denominator_unit", "INCONSISTENT", messages.unitsMakeNoPercentage(numerator, denominator));
}

/** What is measured. A new metric is a row here, not code. */
export const metrics: Reader = {
  name: "metrics",
  writes: "REFERENCE",
  columns: [
    ...["code", "name_vi", "name_en", "programme", "unit", "kind", "subject_type"],
    ...WORDS,
    ...["legal_document", "note_vi", "note_en"],
  ],
  async read(rows, into) {
    const [units, programmes] = [await into.terms("UNIT"), await into.terms("PROGRAMME")];
    const documents = await into.legalDocuments();
    const counted = await ratiosIn(into);
    for (const row of rows) checkDefinition(row, counted);
    const found = rows.map((row, position) => ({
      code: row.required("code"),
      nameVi: row.required("name_vi"),
      nameEn: row.required("name_en"),
      programmeId: row.requiredNamed("programme", "programme", programmes),
      unitId: row.requiredNamed("unit", "unit of measure", units),
      kind: row.choice("kind", METRIC_KINDS),
      subjectType: row.choice("subject_type", SUBJECT_TYPES),
      numeratorVi: row.text("numerator_vi"),
      numeratorEn: row.text("numerator_en"),
      denominatorVi: row.text("denominator_vi"),
      denominatorEn: row.text("denominator_en"),
      legalDocumentId: row.named("legal_document", "legal document", documents),
      noteVi: row.text("note_vi"),
      noteEn: row.text("note_en"),
      position,
    }));
    return () => upsert(into.tx, METRIC, ["code"], found);
  },
};

/** The metrics of which is known what their counts count. */
async function ratiosIn({ tx }: ImportContext): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ code: string }>(
    "SELECT metric_code AS code FROM metric_meaning WHERE numerator_unit_id IS NOT NULL",
  );
  return new Set(rows.map(({ code }) => code));
}

/** A ratio is in percent, and says in words and in units what stands over what; nothing else is in percent. */
function checkDefinition(row: Row, counted: ReadonlySet<string>): void {
  const [isRatio, isPercent] = [row.text("kind") === "RATIO", row.text("unit") === PERCENT];
  if (isRatio !== isPercent) row.problem("unit", "INCONSISTENT", messages.ratioIsPercentage(PERCENT));
  if (!isRatio) return;
  for (const column of WORDS) row.required(column);
  const code = row.required("code");
  if (!counted.has(code)) row.problem("kind", "INCONSISTENT", messages.meaningNotKnown(code));
}

/** Of whom figures of a metric are due, and why: all of its subjects, or the recipients of an appendix. */
export const metricExpectations: Reader = {
  name: "metric-expectations",
  writes: "REFERENCE",
  columns: ["metric", "expected_of", "appendix", "basis_vi", "basis_en"],
  async read(rows, into) {
    const [forms, metrics] = [await into.coded("report_form"), await into.coded("metric")];
    const once = onceEach();
    const found = rows.map((row) => {
      once(row, "metric", row.text("metric"));
      const expectedOf = row.choice("expected_of", EXPECTED_OF);
      const isCampaign = expectedOf === "CAMPAIGN_RECIPIENTS";
      const expectedFormId = isCampaign ? row.requiredNamed("appendix", "report form", forms) : null;
      if (!isCampaign && row.text("appendix") !== null)
        row.problem("appendix", "INCONSISTENT", messages.appendixOfNoCampaign);
      return {
        metricId: row.requiredNamed("metric", "metric", metrics),
        expectedFormId,
        expectedOf,
        expectedBasisVi: row.required("basis_vi"),
        expectedBasisEn: row.required("basis_en"),
      };
    });
    return () => upsert(into.tx, METRIC_EXPECTATION, ["metricId"], found);
  },
};
