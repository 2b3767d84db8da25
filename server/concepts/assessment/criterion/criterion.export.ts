import { asTheyAre, number, tableOf, text } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { word } from "../../export/parameters.js";
import { GRADE_WORDS } from "../result/assessment.format.js";
import type { CriterionRow } from "./criterion.store.js";

export const criteriaExport = exported({
  name: "criteria",
  titleVi: "Tiêu chí",
  titleEn: "Criteria",
  field: "Query.criteria",
  parameters: { group: word("Nhóm tiêu chí", "Group of criteria") },
  open({ group }, { snapshot: { criteria, legalDocuments, terms } }) {
    requireKnown("group", group, terms.of("CRITERION_GROUP"));
    const rows = criteria.all().filter(({ groupId }) => group === null || terms.byId(groupId).code === group);
    return tableOf<CriterionRow>(
      [
        text("Mã", (row) => row.code),
        text("Nhóm tiêu chí", (row) => terms.byId(row.groupId).labelVi),
        number("Số thứ tự trong Thông tư", (row) => row.number),
        text("Tiêu chí", (row) => row.labelVi),
        text("Hạng", (row) => row.grade && GRADE_WORDS[row.grade]),
        text("Văn bản", (row) => legalDocuments.byId(row.legalDocumentId).number),
      ],
      asTheyAre(rows),
      () => [],
    );
  },
});
