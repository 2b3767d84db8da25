import {
  code,
  day,
  describeTable,
  id,
  label,
  longProse,
  optional,
  refer,
  state,
  version,
} from "../../../core/database/table.js";

export type CampaignState = "OPEN" | "CLOSED";

export const REPORTING_CAMPAIGN = describeTable(
  "reporting_campaign",
  {
    id,
    /** What its figures cite; of a letter, where it says to whom it goes. */
    sectionId: refer("source_section"),
    standingBodyId: optional(refer("facility")),
    code,
    titleVi: label,
    number: optional(code),
    issuedOn: optional(day),
    reportsToVi: optional(label),
    state: state<CampaignState>("OPEN"),
    /** What it asks for, as JSON; empty: that stands in a document. */
    definition: longProse,
    version,
  },
  { unique: [["code"]] },
);
