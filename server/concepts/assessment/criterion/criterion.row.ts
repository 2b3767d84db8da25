import { code, codeOf, describeTable, id, label, optional, refer, whole } from "../../../core/database/table.js";
import type { Grade } from "../result/component.type.js";
import type { Answer } from "./criterion.type.js";

export const CRITERION = describeTable(
  "criterion",
  {
    id,
    groupId: refer("term"),
    legalDocumentId: refer("legal_document"),
    code,
    number: optional(whole),
    grade: optional(codeOf<Grade>()),
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
    answer: codeOf<Answer>(),
    position: whole,
  },
  { unique: [["formId", "criterionId"]] },
);
