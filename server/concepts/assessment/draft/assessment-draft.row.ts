import { code, describeTable, id, prose, refer } from "../../../core/database/table.js";

export const ASSESSMENT_DRAFT = describeTable(
  "assessment_draft",
  {
    id,
    assessmentId: refer("assessment"),
    status: code,
    content: prose,
  },
  { unique: [["assessmentId"]] },
);
