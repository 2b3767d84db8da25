import { isOneOf, locking } from "../../../core/database/sql.js";
import type { Kind } from "../../import/traced-kind.js";
import { answerFields } from "./answer-fields.js";
import { answersWhere } from "./form-answer.store.js";

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
