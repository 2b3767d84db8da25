import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import { type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import type { AnswerContent } from "./answer-content.js";
import { FORM_ANSWER } from "./form-answer.row.js";

type Stored = RowOf<typeof FORM_ANSWER>;

/** What a facility has entered of a form. */
export type FormAnswerRow = Omit<Stored, "content"> & { content: AnswerContent };

export type FormAnswerValues = Omit<FormAnswerRow, "id" | "version">;

const SELECT = `SELECT ${selectList(FORM_ANSWER)} FROM form_answer`;

const rowOf = ({ content, ...row }: Stored): FormAnswerRow => ({
  ...row,
  content: JSON.parse(content) as AnswerContent,
});

export const answersWhere = async (db: Database, where: string, params: readonly Value[]): Promise<FormAnswerRow[]> =>
  (await db.query<Stored>(`${SELECT} WHERE ${where}`, params)).map(rowOf);

export function formAnswers(db: Database, by: "id" | "campaign_id", ids: readonly number[]): Promise<FormAnswerRow[]> {
  const { sql, params } = isOneOf(by, ids);
  return answersWhere(db, `${sql} ORDER BY id`, params);
}

/** Why each was given back, the last time that it was, by their ids. */
export async function reasonsToAnswerAgain(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const wanted = isOneOf("object_id", ids);
  const entries = await db.query<{ id: number; reason: string }>(
    "SELECT object_id AS id, reason FROM audit_entry WHERE object_type = 'FormAnswer' " +
      `AND act = 'formAnswerReturn' AND ${wanted.sql} ORDER BY object_id, version`,
    wanted.params,
  );
  return new Map(entries.map(({ id, reason }) => [id, reason]));
}

export async function answerTo(
  db: Database,
  { campaignId, form, facilityId }: Pick<FormAnswerRow, "campaignId" | "form" | "facilityId">,
): Promise<FormAnswerRow | null> {
  const place = [campaignId, form, facilityId];
  return (await answersWhere(db, "campaign_id = ? AND form = ? AND facility_id = ?", place))[0] ?? null;
}

const written = ({ campaignId, facilityId, form, status, receivedOn, content }: FormAnswerValues) => ({
  ...{ campaignId, facilityId, form, status, receivedOn },
  content: JSON.stringify(content),
});

/** The same for a file, which raises versions itself; answers the id. What somebody has changed meanwhile is read anew. */
export async function rewriteAnswer(
  tx: Transaction,
  before: FormAnswerRow | null,
  values: FormAnswerValues,
): Promise<number> {
  if (!before) return (await writeAnswer(tx, null, values)).id;
  const { rows } = await tx.change(
    "UPDATE form_answer SET status = ?, received_on = ?, content = ? WHERE id = ? AND version = ?",
    [values.status, values.receivedOn, JSON.stringify(values.content), before.id, before.version],
  );
  if (rows === 0) throw new Stale();
  return before.id;
}

/** Writes what has become of an answer; where somebody else has begun or changed it meanwhile, the act begins anew. */
export async function writeAnswer(
  tx: Transaction,
  before: FormAnswerRow | null,
  values: FormAnswerValues,
): Promise<FormAnswerRow> {
  if (before) {
    await changeVersioned(tx, FORM_ANSWER, before, written(values));
    return { id: before.id, ...values, version: before.version + 1 };
  }
  const id = await insertOne(tx, FORM_ANSWER, ["campaignId", "form", "facilityId"], written(values));
  if (id === null) throw new Stale();
  return { id, ...values, version: 1 };
}
