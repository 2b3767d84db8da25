import { asTheyAre, day, number, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import { citedIn } from "../../provenance/source/source.export.js";
import type { RoundRow } from "../result/assessment.store.js";

export const assessmentRoundsExport = exported({
  name: "assessment-rounds",
  titleVi: "Đợt đánh giá",
  titleEn: "Assessment rounds",
  field: "Query.assessmentRounds",
  parameters: {},
  open(_, { snapshot }) {
    return tableOf<RoundRow>(
      [
        text("Mã đợt", (row) => row.code),
        number("Năm", (row) => row.year),
        day("Ngày bắt đầu", (row) => row.openedOn),
        day("Ngày kết thúc", (row) => row.closedOn),
        text("Phương thức", (row) => row.methodVi),
        text("Văn bản", (row) => snapshot.legalDocuments.maybeById(row.legalDocumentId)?.number ?? null),
        ...citedIn(snapshot, ({ sectionId }: RoundRow) => sectionId),
      ],
      asTheyAre(snapshot.rounds.all()),
      ({ sectionId }) => [sectionId],
    );
  },
});
