import type { FormAnswerRow } from "./form-answer.store.js";

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
