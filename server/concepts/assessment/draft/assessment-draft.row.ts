import { codeOf, describeTable, id, prose, refer } from "../../../core/database/table.js";
import type { AssessmentState } from "./assessment-states.js";

export const ASSESSMENT_DRAFT = describeTable(
  "assessment_draft",
  {
    id,
    assessmentId: refer("assessment"),
    status: codeOf<AssessmentState>(),
    /** `DraftContent`, as JSON. */
    content: prose,
  },
  { unique: [["assessmentId"]] },
);
