import { inVietnamese } from "../../../core/schema/about.js";
import { parseNumber } from "../../../files/reading/printed.js";
import { asTheyAre, number, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import { someOf, word, words } from "../../export/parameters.js";
import { citedIn } from "../source/source.export.js";
import { filtered } from "./discrepancy.input.js";
import { allDiscrepancies } from "./discrepancy.js";
import { DiscrepancyStatus } from "./discrepancy.type.js";
import { DiscrepancyKind } from "./discrepancy-kind.js";
import { allNotes } from "./discrepancy-note.store.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

export const discrepanciesExport = exported({
  name: "discrepancies",
  titleVi: "Đối chiếu số liệu",
  titleEn: "Figures checked",
  field: "Query.discrepancies",
  parameters: {
    status: someOf("Kết quả", "Outcome", Object.values(DiscrepancyStatus)),
    kind: someOf("Loại đối chiếu", "Kind of check", Object.values(DiscrepancyKind)),
    document: word("Tài liệu nguồn", "Source document"),
    code: words("Mã đối chiếu", "Code of the check"),
  },
  async open(filter, context) {
    const { db, snapshot } = context;
    const rows = filtered(await allDiscrepancies(context), filter, snapshot);
    const notes = new Map((await allNotes(db)).map(({ code, textVi }) => [code, textVi]));
    return tableOf<DiscrepancyRow>(
      [
        text("Mã đối chiếu", (row) => row.id),
        text("Loại đối chiếu", (row) => inVietnamese(DiscrepancyKind, row.kind)),
        text("Nội dung", (row) => row.statement),
        text("Như tài liệu in", (row) => row.stated),
        text("Tính lại", (row) => row.recomputed),
        number("Chênh lệch", ({ difference }) => difference && (parseNumber(difference) ?? difference)),
        text("Kết quả", (row) => inVietnamese(DiscrepancyStatus, row.status)),
        text("Lý giải", (row) => row.explanationVi),
        text("Ghi chú của Sở Y tế", (row) => notes.get(row.id) ?? null),
        ...citedIn(snapshot, ({ sectionId }: DiscrepancyRow) => sectionId),
      ],
      asTheyAre(rows),
      ({ sectionId }) => [sectionId],
    );
  },
});
