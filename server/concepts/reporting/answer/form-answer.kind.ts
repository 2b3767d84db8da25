import { isOneOf, locking } from "../../../core/database/sql.js";
import type { Kind } from "../../import/traced-kind.js";
import { answersWhere, type FormAnswerRow } from "./form-answer.store.js";

export const FORM_ANSWER_KIND: Kind = {
  type: "FormAnswer",
  scope: "DATA",
  moves: ["status", "receivedOn"],
  async read(tx, ids) {
    const { sql, params } = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("id", ids);
    const rows = await answersWhere(tx, `${sql}${locking(tx)}`, params);
    return new Map(rows.map(({ id, version, ...row }) => [id, { version, fields: answerFields(row) }]));
  },
};

/** As the trail shows an answer: a figure and a part each for itself. */
export const answerFields = ({ content, ...row }: Omit<FormAnswerRow, "id" | "version">) => ({
  campaignId: row.campaignId,
  form: row.form,
  facilityId: row.facilityId,
  status: row.status,
  receivedOn: row.receivedOn,
  cells: Object.entries(content.cells).flatMap(([place, figures]) =>
    Object.entries(figures).map(([column, value]) => ({ row: place || null, column, value })),
  ),
  parts: Object.entries(content.words).map(([code, textVi]) => ({ code, textVi })),
});
