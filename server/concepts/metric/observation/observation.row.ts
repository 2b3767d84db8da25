import {
  code,
  day,
  describeTable,
  figure,
  flag,
  id,
  label,
  named,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";
import { SINCE_EVER } from "../../../core/time/point-in-time.js";

export const OBSERVATION = describeTable(
  "observation",
  {
    id,
    metricId: refer("metric"),
    sectionId: refer("source_section"),
    facilityId: optional(refer("facility")),
    areaId: optional(refer("area")),
    subjectKey: code,
    on: named("on_date", day),
    from: named("from_date", optional(day)),
    value: optional(figure),
    numerator: optional(figure),
    denominator: optional(figure),
    approximate: flag,
    reported: flag,
    quoteVi: named("quote", optional(prose)),
    noteVi: optional(prose),
    noteEn: optional(prose),
    /** The percentage as printed where the number alone loses something of it, such as the last decimal of "94,20%". */
    printed: optional(label),
    version,
    recordedOn: optional(day),
    importId: optional(whole),
    /** Its first day, or what stands for none: two blanks would not be the same. */
    fromKey: { ...day, default: SINCE_EVER },
    /** 1: no day is given with it, and that of its document stands in, or of what the document cites. */
    onStandsIn: optional(flag),
  },
  {
    unique: [["metricId", "subjectKey", "on", "fromKey"]],
    index: [
      ["areaId", "metricId", "on"],
      { name: "ix_observation_last_day", columns: ["metricId", "reported", "on"] },
      {
        name: "ix_observation_whole_of_a_period",
        columns: ["facilityId", "metricId", "on", "from", "reported", "value", "numerator", "denominator"],
      },
      ["importId"],
    ],
  },
);

/** As it was, under the id that it had. */
export const WITHDRAWN_OBSERVATION = describeTable(
  "withdrawn_observation",
  {
    id,
    metricId: refer("metric"),
    sectionId: refer("source_section"),
    facilityId: optional(refer("facility")),
    areaId: optional(refer("area")),
    subjectKey: code,
    on: named("on_date", day),
    from: named("from_date", optional(day)),
    value: optional(figure),
    numerator: optional(figure),
    denominator: optional(figure),
    approximate: flag,
    reported: flag,
    quoteVi: named("quote", optional(prose)),
    noteVi: optional(prose),
    noteEn: optional(prose),
    printed: optional(label),
    recordedOn: optional(day),
    version,
    withdrawnAt: code,
    onStandsIn: optional(flag),
  },
  { index: [["metricId", "subjectKey", "on"]] },
);

/** What a document prints where another figure, another source, or none, is on record. */
export const PRINTED_FIGURE = describeTable(
  "printed_figure",
  {
    id,
    metricId: refer("metric"),
    sectionId: refer("source_section"),
    facilityId: optional(refer("facility")),
    areaId: optional(refer("area")),
    /** The figure that stood there as printed; it may be gone. */
    observationId: whole,
    subjectKey: code,
    on: named("on_date", day),
    from: named("from_date", optional(day)),
    value: optional(figure),
    numerator: optional(figure),
    denominator: optional(figure),
    approximate: flag,
    reported: flag,
    quoteVi: named("quote", optional(prose)),
    printed: optional(label),
    /** 1: another source was on record when the document came; else the figure itself once stood as it is printed. */
    beside: optional(flag),
  },
  { index: [["observationId"], ["metricId", "subjectKey", "on"]] },
);
