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
  whole,
} from "../../../core/database/table.js";

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
  },
  { unique: [["code"]] },
);

/** What figures of a metric may be, and which document or what nature of things says so. */
export const METRIC_RULE = describeTable(
  "metric_rule",
  {
    id,
    metricCode: code,
    counts: codeOf<keyof typeof COUNTS>(),
    least: codeOf<keyof typeof LEAST>(),
    most: codeOf<keyof typeof MOST>(),
    basisVi: prose,
    basisEn: prose,
  },
  { unique: [["metricCode"]] },
);

/** What a figure, or what the counts of a ratio, may be. */
export const COUNTS = {
  /** Things that are counted one by one. */
  WHOLE: true,
  /** 1 for yes, 0 for no. */
  YES_NO: true,
  /** Parts of one as well. */
  DECIMAL: true,
};
/** Whether it may be below 0. */
export const LEAST = { ZERO: true, NEGATIVE: true };
/** Whether what is counted may exceed that over which it stands. */
export const MOST = { DENOMINATOR: true, NO_LIMIT: true };

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
    /** The form whose recipients they are; null: all subjects. */
    expectedFormId: named("form_id", optional(refer("report_form"))),
    expectedOf: code,
    expectedBasisVi: named("basis_vi", prose),
    expectedBasisEn: named("basis_en", prose),
  },
  { unique: [["metricId"]] },
);
