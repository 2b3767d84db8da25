import {
  code,
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

export const MILESTONE_PROGRESS = describeTable(
  "milestone_progress",
  {
    id,
    milestoneId: refer("milestone"),
    facilityId: optional(refer("facility")),
    legalDocumentId: optional(refer("legal_document")),
    subjectKey: code,
    step: whole,
    on: named("on_date", day),
    statusBefore: code,
    status: code,
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
