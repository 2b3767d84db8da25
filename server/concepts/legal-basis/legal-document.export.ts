import { groupBy } from "../../core/collections/groups.js";
import { asTheyAre, day, tableOf, text } from "../../files/writing/table.js";
import { exported } from "../export/export.js";
import type { LegalDocumentRow } from "./legal-document.store.js";

export const legalDocumentsExport = exported({
  name: "legal-documents",
  titleVi: "Căn cứ pháp lý",
  titleEn: "Legal documents",
  field: "Query.legalDocuments",
  parameters: {},
  open(_, { snapshot: { legalDocuments, legalMentions, terms } }) {
    const mentions = groupBy(legalMentions, ({ legalDocumentId }) => legalDocumentId);
    return tableOf<LegalDocumentRow>(
      [
        text("Số, ký hiệu", (row) => row.number),
        text("Loại văn bản", (row) => terms.byId(row.kindId).labelVi),
        text("Trích yếu", (row) => row.titleVi),
        day("Ngày ban hành", (row) => row.issuedOn),
        day("Có hiệu lực từ", (row) => row.inForceOn),
        day("Hết hiệu lực từ", (row) => row.repealedOn),
        text("Bãi bỏ bởi", (row) => legalDocuments.maybeById(row.repealedById)?.number ?? null),
        text("Ghi chú", (row) => row.noteVi),
      ],
      asTheyAre(legalDocuments.all()),
      ({ id }) => (mentions.get(id) ?? []).map(({ sectionId }) => sectionId),
    );
  },
});
