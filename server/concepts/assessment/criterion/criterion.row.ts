import { code, describeTable, id, label, optional, refer, whole } from "../../../core/database/table.js";

export const CRITERION = describeTable(
  "criterion",
  {
    id,
    groupId: refer("term"),
    legalDocumentId: refer("legal_document"),
    code,
    number: optional(whole),
    grade: optional(code),
    labelVi: label,
    labelEn: optional(label),
    position: whole,
  },
  { unique: [["code"]] },
);

export const SURVEY_FORM = describeTable(
  "survey_form",
  {
    id,
    sectionId: refer("source_section"),
    code,
    titleVi: label,
  },
  { unique: [["code"]] },
);

export const SAMPLE_ANSWER = describeTable(
  "sample_answer",
  {
    id,
    formId: refer("survey_form"),
    criterionId: refer("criterion"),
    answer: code,
    position: whole,
  },
  { unique: [["formId", "criterionId"]] },
);
