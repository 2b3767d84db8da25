import { upsert } from "../../../core/database/upsert.js";
import type { Row } from "../../../files/reading/cells.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { GRADES } from "../result/component.type.js";
import { CRITERION, SAMPLE_ANSWER, SURVEY_FORM } from "./criterion.row.js";
import { type Answer } from "./criterion.type.js";

export const criteria: Reader = {
  name: "criteria",
  writes: "REFERENCE",
  columns: ["code", "number", "group", "grade", "label_vi", "label_en", "legal_document"],
  async read(rows, into) {
    const [groups, documents] = [await into.terms("CRITERION_GROUP"), await into.legalDocuments()];
    const found = rows.map((row, position) => ({
      code: row.required("code"),
      number: row.count("number"),
      groupId: row.requiredNamed("group", "criterion group", groups),
      grade: row.text("grade") === null ? null : row.choice("grade", GRADES),
      labelVi: row.required("label_vi"),
      labelEn: row.text("label_en"),
      legalDocumentId: row.requiredNamed("legal_document", "legal document", documents),
      position,
    }));
    return () => upsert(into.tx, CRITERION, ["code"], found);
  },
};

/** How the form writes each answer. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  MET: "Đã đáp ứng",
  NEEDS_UPGRADE: "Cần nâng cấp",
  NOT_EQUIPPED: "Chưa trang bị",
  NOT_NEEDED: "Không cần",
};

/** A page of the survey form with the answers it shows: a sample, of a unit that the document does not name. */
export const surveyForm: Reader = {
  name: "survey-form",
  writes: "REFERENCE",
  columns: ["Tiêu chí", ...Object.values(ANSWER_WORDS)],
  async read(rows, into) {
    const known = await into.ids("criterion", "label_vi");
    const sectionId = await into.sectionId();
    const answers = rows.map((row, position) => {
      const label = row.required("Tiêu chí");
      const criterionId = known.get(label) ?? null;
      if (label !== "" && criterionId === null) row.unknown("Tiêu chí", "criterion", label, known.keys());
      return { criterionId, answer: answerOf(row), position };
    });
    return async () => {
      const [group] = await into.tx.query<{ code: string; titleVi: string }>(
        "SELECT t.code, t.label_vi AS titleVi FROM criterion c JOIN term t ON t.id = c.group_id WHERE c.id = ?",
        [answers[0]?.criterionId ?? null],
      );
      if (!group) return;
      await upsert(into.tx, SURVEY_FORM, ["code"], [{ ...group, sectionId }]);
      const formId = (await into.ids("survey_form")).get(group.code) ?? null;
      await upsert(
        into.tx,
        SAMPLE_ANSWER,
        ["formId", "criterionId"],
        answers.map((answer) => ({ formId, ...answer })),
      );
    };
  },
};

function answerOf(row: Row): Answer {
  const ticked = (Object.keys(ANSWER_WORDS) as Answer[]).filter((each) => row.text(ANSWER_WORDS[each]) === "x");
  if (ticked.length !== 1) {
    row.problem("Tiêu chí", "INCONSISTENT", messages.notOneAnswer(ticked.length));
  }
  return ticked[0] ?? "NOT_EQUIPPED";
}
