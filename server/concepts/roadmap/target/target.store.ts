import type { Transaction } from "../../../core/database/database.js";
import { appendToList } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import type { TargetRow } from "../roadmap.store.js";

/** What people say of a target. */
export type TargetValues = Omit<TargetRow, "id" | "sectionId" | "version">;

const columnsOf = (values: TargetValues) => ({
  legal_document_id: values.legalDocumentId,
  metric_id: values.metricId,
  year: values.year,
  due_on: values.dueOn,
  statement_vi: values.statementVi,
  aims: values.aims.join(" ") || null,
  value: values.value,
  count: values.count,
  note_vi: values.noteVi,
  note_en: values.noteEn,
});

export const addTarget = (tx: Transaction, sectionId: number, values: TargetValues): Promise<number> =>
  appendToList(tx, "target", sectionId, columnsOf(values));

export const changeTarget = (tx: Transaction, row: TargetRow, values: TargetValues): Promise<void> =>
  changeVersioned(tx, "target", row, columnsOf(values));
