import {
  code,
  codeOf,
  describeTable,
  id,
  label,
  named,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";
import type { MetricCounts, MetricLeast, MetricMost } from "./metric.type.js";

export const METRIC = describeTable(
  "metric",
  {
    id,
    unitId: refer("term"),
    programmeId: refer("term"),
    legalDocumentId: optional(refer("legal_document")),
    code,
    nameVi: label,
    nameEn: label,
    kind: code,
    subjectType: code,
    numeratorVi: optional(prose),
    numeratorEn: optional(prose),
    denominatorVi: optional(prose),
    denominatorEn: optional(prose),
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
    version,
  },
  { unique: [["code"]] },
);

/** What figures of a metric may be, and which document or what nature of things says so. */
export const METRIC_RULE = describeTable(
  "metric_rule",
  {
    id,
    metricCode: code,
    counts: codeOf<MetricCounts>(),
    least: codeOf<MetricLeast>(),
    most: codeOf<MetricMost>(),
    rulesBasisVi: named("basis_vi", prose),
    rulesBasisEn: named("basis_en", prose),
  },
  { unique: [["metricCode"]] },
);

export const METRIC_MEANING = describeTable(
  "metric_meaning",
  {
    id,
    numeratorUnitId: optional(refer("term")),
    denominatorUnitId: optional(refer("term")),
    metricCode: code,
    direction: code,
    unitsBasisVi: named("basis_vi", optional(prose)),
    unitsBasisEn: named("basis_en", optional(prose)),
  },
  { unique: [["metricCode"]] },
);

/** Of whom figures of a metric are due, and why. */
export const METRIC_EXPECTATION = describeTable(
  "metric_expectation",
  {
    id,
    metricId: refer("metric"),
    /** The form whose recipients they are; null: all subjects, or whom campaigns that were opened here ask. */
    expectedFormId: named("form_id", optional(refer("report_form"))),
    expectedOf: code,
    expectedBasisVi: named("basis_vi", prose),
    expectedBasisEn: named("basis_en", prose),
  },
  { unique: [["metricId"]] },
);
