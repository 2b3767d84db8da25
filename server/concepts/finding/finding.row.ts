import { describeTable, id, label, optional, prose, refer, whole } from "../../core/database/table.js";

export const FINDING = describeTable(
  "finding",
  {
    id,
    kindId: refer("term"),
    sectionId: refer("source_section"),
    headingVi: optional(label),
    textVi: prose,
    position: whole,
    /** Its number in a numbered list. */
    number: optional(whole),
  },
  { unique: [["sectionId", "position"]] },
);
