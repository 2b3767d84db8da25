import {
  code,
  codeOf,
  day,
  describeTable,
  figure,
  flag,
  id,
  label,
  optional,
  prose,
  refer,
  state,
  version,
  whole,
} from "../../core/database/table.js";
import type { Status } from "./milestone/milestone-steps.js";
import type { TargetComparison } from "./target/target-comparison.js";

export const TARGET = describeTable(
  "target",
  {
    id,
    legalDocumentId: refer("legal_document"),
    sectionId: refer("source_section"),
    metricId: optional(refer("metric")),
    year: whole,
    dueOn: optional(day),
    statementVi: prose,
    value: optional(figure),
    count: optional(figure),
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
    /** Codes of terms (vocabulary AIM), with blanks between them. */
    aims: optional(label),
    version,
    /** Null: at the value or beyond. */
    comparison: optional(codeOf<TargetComparison>()),
    /** What the share is of (vocabulary UNIT), where the statement says it; null: what its metric counts. */
    denominatorUnitId: optional(whole),
    /** 1: the document gives a month, or several, and their last day stands in. */
    dueStandsIn: optional(flag),
  },
  { unique: [["sectionId", "position"]] },
);

export const MILESTONE = describeTable(
  "milestone",
  {
    id,
    trackId: refer("term"),
    sectionId: refer("source_section"),
    box: code,
    headingVi: optional(label),
    year: optional(whole),
    titleVi: prose,
    status: state<Status>("PLANNED"),
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
    version,
  },
  { unique: [["sectionId", "position"]] },
);

export const ROADMAP_YEAR = describeTable(
  "roadmap_year",
  {
    id,
    sectionId: refer("source_section"),
    year: whole,
  },
  { unique: [["year"]] },
);
