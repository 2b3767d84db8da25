import { code, describeTable, id, label, named, optional, prose, refer, whole } from "../../../core/database/table.js";

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
