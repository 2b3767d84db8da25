import { upsert } from "../../../core/database/upsert.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../metric.messages.js";
import { METRIC_KIND } from "./metric.kind.js";
import { METRIC, METRIC_EXPECTATION, METRIC_MEANING, METRIC_RULE } from "./metric.row.js";
import { RULES_JOIN, RULES_LIST } from "./metric.store.js";
import {
  EXPECTED_OF,
  METRIC_COUNTS,
  METRIC_DIRECTIONS,
  METRIC_KINDS,
  METRIC_LEAST,
  METRIC_MOST,
  SUBJECT_TYPES,
} from "./metric.type.js";
import { belongTogether, type MetricDefinition, problemsOfDefinition, WORDS } from "./metric-definition.js";

/** Writes what is said of metrics, and traces what became of each; what people have changed by acts stays. */
const writing =
  <Said>(
    into: ImportContext,
    said: readonly Said[],
    codeOf: (each: Said) => string,
    write: (said: Said[]) => Promise<void>,
  ) =>
  async (): Promise<void> => {
    const ids = await into.ids("metric");
    const kept = await into.keptFromActs("Metric");
    const written = said.filter((each) => !kept.has(ids.get(codeOf(each)) ?? null));
    await into.tracing(METRIC_KIND, null, () => write(written));
  };

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
    return writing(
      into,
      found,
      ({ metricCode }) => metricCode,
      (said) => upsert(into.tx, METRIC_MEANING, ["metricCode"], said),
    );
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
        counts: row.choice("counts", METRIC_COUNTS),
        least: row.choice("least", METRIC_LEAST),
        most: row.choice("most", METRIC_MOST),
        rulesBasisVi: row.required("basis_vi"),
        rulesBasisEn: row.required("basis_en"),
      };
    });
    return writing(
      into,
      found,
      ({ metricCode }) => metricCode,
      (said) => upsert(into.tx, METRIC_RULE, ["metricCode"], said),
    );
  },
};

const BASIS = ["units_basis_vi", "units_basis_en"] as const;

/** Both units or none, and two that belong together. */
function checkUnits(row: Row): void {
  const [above, below] = [row.text("numerator_unit"), row.text("denominator_unit")];
  if (above === null && below === null) return;
  const [numerator, denominator] = [row.required("numerator_unit"), row.required("denominator_unit")];
  const [vi, en] = [row.text("units_basis_vi"), row.text("units_basis_en")];
  if (belongTogether({ numerator, denominator, basis: vi && en })) return;
  row.problem("denominator_unit", "INCONSISTENT", messages.unitsMakeNoPercentage(numerator, denominator, BASIS));
}

/** What is measured. A new metric is a row here, not code. */
export const metrics: Reader = {
  name: "metrics",
  writes: "REFERENCE",
  columns: [
    ...["code", "name_vi", "name_en", "programme", "unit", "kind", "subject_type"],
    ...["numerator_vi", "denominator_vi", "numerator_en", "denominator_en"],
    ...["legal_document", "note_vi", "note_en"],
  ],
  async read(rows, into) {
    const [units, programmes] = [await into.terms("UNIT"), await into.terms("PROGRAMME")];
    const documents = await into.legalDocuments();
    const known = await saidBefore(into);
    for (const row of rows) checkDefinition(row, known);
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
    return writing(
      into,
      found,
      ({ code }) => code,
      (said) => upsert(into.tx, METRIC, ["code"], said),
    );
  },
};

type SaidBefore = Pick<MetricDefinition, "counts" | "most"> & { code: string; isCounted: number };

/** What is said of metrics beside, by their codes: what their counts count, and what figures of them may be. */
async function saidBefore({ tx }: ImportContext): Promise<ReadonlyMap<string, SaidBefore>> {
  const rows = await tx.query<SaidBefore>(
    `SELECT m.code, ${RULES_LIST}, CASE WHEN s.numerator_unit_id IS NULL THEN 0 ELSE 1 END AS isCounted FROM ` +
      "(SELECT metric_code AS code FROM metric_meaning UNION SELECT metric_code FROM metric_rule) m " +
      `LEFT JOIN metric_meaning s ON s.metric_code = m.code ${RULES_JOIN}`,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Columns in which stands what an act gives under another name. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  ...{ numeratorVi: "numerator_vi", denominatorVi: "denominator_vi" },
  ...{ numeratorEn: "numerator_en", denominatorEn: "denominator_en" },
  ...{ counts: "kind", most: "kind" },
};

/** A ratio is in percent, and says in words and in units what stands over what; nothing else is in percent. */
function checkDefinition(row: Row, known: ReadonlyMap<string, SaidBefore>): void {
  const code = row.required("code");
  if (code === "") return;
  const { counts, most, isCounted } = known.get(code) ?? { counts: "DECIMAL", most: "NO_LIMIT", isCounted: 0 };
  const words = Object.fromEntries(WORDS.map((word) => [word, row.text(COLUMN_OF[word] ?? word)]));
  const said = { code, kind: row.text("kind") ?? "", unit: row.text("unit"), counts, most, isCounted: isCounted === 1 };
  for (const { field, sentence, isMissing } of problemsOfDefinition({ ...said, ...words } as MetricDefinition)) {
    const column = COLUMN_OF[field] ?? field;
    if (isMissing) row.required(column);
    else row.problem(column, "INCONSISTENT", sentence);
  }
}

/**
 * Of whom figures of a metric are due, and why: all of its subjects, or the recipients of campaigns; on days of which no
 * campaign that was opened here asks for it those of an appendix, or, where none is named, nobody.
 */
export const metricExpectations: Reader = {
  name: "metric-expectations",
  writes: "REFERENCE",
  columns: ["metric", "expected_of", "appendix", "basis_vi", "basis_en"],
  async read(rows, into) {
    const [forms, metrics] = [await into.coded("report_form"), await into.coded("metric")];
    const printed = await askedByDocuments(into);
    const once = onceEach();
    const found = rows.map((row) => {
      once(row, "metric", row.text("metric"));
      const metricId = row.requiredNamed("metric", "metric", metrics);
      const expectedOf = row.choice("expected_of", EXPECTED_OF);
      const isCampaign = expectedOf === "CAMPAIGN_RECIPIENTS";
      if (isCampaign && printed.has(metricId)) row.required("appendix");
      const expectedFormId = isCampaign ? row.named("appendix", "report form", forms) : null;
      if (!isCampaign && row.text("appendix") !== null)
        row.problem("appendix", "INCONSISTENT", messages.appendixOfNoCampaign);
      return {
        code: row.required("metric"),
        metricId,
        expectedFormId,
        expectedOf,
        expectedBasisVi: row.required("basis_vi"),
        expectedBasisEn: row.required("basis_en"),
      };
    });
    return writing(
      into,
      found,
      ({ code }) => code,
      (said) =>
        upsert(
          into.tx,
          METRIC_EXPECTATION,
          ["metricId"],
          said.map(({ code: _, ...row }) => row),
        ),
    );
  },
};

/** The metrics that a form of a document asks for: its recipients are known. */
async function askedByDocuments({ tx }: ImportContext): Promise<ReadonlySet<number | null>> {
  const rows = await tx.query<{ id: number }>(
    "SELECT metric_id AS id FROM report_form_figure UNION SELECT metric_id FROM report_form_column WHERE metric_id IS NOT NULL",
  );
  return new Set(rows.map(({ id }) => id));
}
