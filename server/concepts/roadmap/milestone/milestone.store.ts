import type { Transaction } from "../../../core/database/database.js";
import { sharing } from "../../../core/database/sql.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import { MILESTONE } from "../roadmap.row.js";
import type { MilestoneRow } from "../roadmap.store.js";

/** Moves a milestone on; answers it as it is then. */
export async function changeMilestone(
  tx: Transaction,
  row: MilestoneRow,
  values: Partial<Pick<MilestoneRow, "status" | "year">>,
): Promise<MilestoneRow> {
  await changeVersioned(tx, MILESTONE, row, values);
  return { ...row, ...values, version: row.version + 1 };
}

/** Holds a milestone as it was read until the transaction ends; where it has moved on, the act begins anew. */
export async function holdMilestone(tx: Transaction, { id, version }: MilestoneRow): Promise<void> {
  const sql = `SELECT version FROM milestone WHERE id = ?${sharing(tx)}`;
  const [now] = await tx.query<{ version: number }>(sql, [id]);
  if (now?.version !== version) throw new Stale();
}
