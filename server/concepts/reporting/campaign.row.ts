import {
  code,
  day,
  describeTable,
  flag,
  id,
  label,
  named,
  optional,
  prose,
  refer,
  whole,
} from "../../core/database/table.js";

export const CAMPAIGN_RECIPIENT = describeTable(
  "campaign_recipient",
  {
    id,
    sectionId: refer("source_section"),
    nameVi: label,
    position: whole,
  },
  { unique: [["sectionId", "position"]] },
);

export const CAMPAIGN_TASK = describeTable(
  "campaign_task",
  {
    id,
    sectionId: refer("source_section"),
    recipientVi: label,
    textVi: prose,
    position: whole,
  },
  { unique: [["sectionId", "position"]] },
);

export const REPORT_FORM = describeTable(
  "report_form",
  {
    id,
    sectionId: refer("source_section"),
    code,
  },
  { unique: [["code"]] },
);

export const REPORT_FORM_COLUMN = describeTable(
  "report_form_column",
  {
    id,
    formId: refer("report_form"),
    metricId: optional(refer("metric")),
    number: label,
    labelVi: label,
    formula: optional(label),
    footnoteVi: optional(prose),
    groupVi: optional(label),
    position: whole,
  },
  { unique: [["formId", "position"]] },
);

export const REPORT_FORM_PART = describeTable(
  "report_form_part",
  {
    id,
    formId: refer("report_form"),
    code,
    titleVi: label,
    /** 1: it is answered in words. */
    inWords: flag,
    position: whole,
  },
  { unique: [["formId", "code"]] },
);

export const REPORT_FORM_FIGURE = describeTable(
  "report_form_figure",
  {
    id,
    formId: refer("report_form"),
    metricId: refer("metric"),
    from: named("from_date", optional(day)),
    on: named("on_date", day),
  },
  { unique: [["formId", "metricId", "on"]] },
);

export const REPORT_DEMAND = describeTable(
  "report_demand",
  {
    id,
    formId: refer("report_form"),
    sectionId: refer("source_section"),
    recipientVi: label,
    duePrinted: label,
    dueBefore: day,
    position: whole,
  },
  { unique: [["formId", "recipientVi"]] },
);

export const REPORT_OBLIGATION = describeTable(
  "report_obligation",
  {
    id,
    demandId: refer("report_demand"),
    facilityId: refer("facility"),
  },
  { unique: [["demandId", "facilityId"]] },
);

export const REPORT_ANSWER = describeTable(
  "report_answer",
  {
    id,
    demandId: refer("report_demand"),
    facilityId: refer("facility"),
    areaId: optional(refer("area")),
    receivedOn: optional(day),
  },
  { unique: [["demandId", "facilityId"]] },
);
