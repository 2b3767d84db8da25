import { changeVersioned } from "../acts/act.js";
import type { Transaction } from "../database/database.js";
import type { MilestoneRow } from "./roadmap.store.js";

/** Moves a milestone on; answers it as it is then. */
export async function changeMilestone(
  tx: Transaction,
  row: MilestoneRow,
  values: Partial<Pick<MilestoneRow, "status" | "year">>,
): Promise<MilestoneRow> {
  await changeVersioned(tx, "milestone", row, values);
  return { ...row, ...values, version: row.version + 1 };
}
