import {
  code,
  day,
  describeTable,
  id,
  longProse,
  optional,
  refer,
  state,
  version,
} from "../../../core/database/table.js";

export type AnswerStatus = "DRAFT" | "SUBMITTED";

export const FORM_ANSWER = describeTable(
  "form_answer",
  {
    id,
    campaignId: refer("reporting_campaign"),
    facilityId: refer("facility"),
    /** Code of the form. */
    form: code,
    status: state<AnswerStatus>("DRAFT"),
    /** The day on which it was submitted; null: it is a draft. */
    receivedOn: optional(day),
    /** `AnswerContent`, as JSON. */
    content: longProse,
    version,
  },
  { unique: [["campaignId", "form", "facilityId"]] },
);
