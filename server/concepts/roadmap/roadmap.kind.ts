import { type Kind, kindOfRows } from "../import/traced-kind.js";

export const MILESTONE_KIND: Kind = kindOfRows(
  { type: "Milestone", scope: "REFERENCE" },
  "SELECT id, version, track_id AS trackId, section_id AS sectionId, box, heading_vi AS headingVi, year, " +
    "title_vi AS titleVi, status, note_vi AS noteVi, note_en AS noteEn FROM milestone",
);

export const TARGET_KIND: Kind = kindOfRows(
  { type: "Target", scope: "REFERENCE" },
  "SELECT id, version, legal_document_id AS legalDocumentId, section_id AS sectionId, metric_id AS metricId, year, " +
    "due_on AS dueOn, statement_vi AS statementVi, aims, `value`, `count`, note_vi AS noteVi, note_en AS noteEn FROM target",
);
