import {
  code,
  codeOf,
  day,
  describeTable,
  id,
  label,
  named,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";
import type { Status } from "./milestone-steps.js";

export const MILESTONE_PROGRESS = describeTable(
  "milestone_progress",
  {
    id,
    milestoneId: refer("milestone"),
    /** Null: of the province as a whole. */
    facilityId: optional(refer("facility")),
    legalDocumentId: optional(refer("legal_document")),
    subjectKey: code,
    /** Counts the reports of a milestone by one subject, from 1 on. */
    step: whole,
    on: named("on_date", day),
    statusBefore: codeOf<Status>(),
    status: codeOf<Status>(),
    noteVi: optional(prose),
    evidenceVi: optional(prose),
    evidenceUrl: optional(label),
    recordedOn: day,
    version,
  },
  {
    unique: [["milestoneId", "subjectKey", "step"]],
    index: [
      ["milestoneId", "on"],
      ["facilityId", "on"],
    ],
  },
);
