import type { Transaction } from "../../../core/database/database.js";
import { appendToList } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import { TARGET } from "../roadmap.row.js";
import type { TargetRow } from "../roadmap.store.js";

/** What people say of a target. */
export type TargetValues = Omit<TargetRow, "id" | "sectionId" | "version">;

const written = ({ aims, ...values }: TargetValues) => ({ ...values, aims: aims.join(" ") || null });

export const addTarget = (tx: Transaction, sectionId: number, values: TargetValues): Promise<number> =>
  appendToList(tx, TARGET, sectionId, written(values));

export const changeTarget = (tx: Transaction, row: TargetRow, values: TargetValues): Promise<void> =>
  changeVersioned(tx, TARGET, row, written(values));
