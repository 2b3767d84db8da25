import { asTheyAre, number, tableOf, text } from "../../files/writing/table.js";
import { exported, requireKnown } from "../export/export.js";
import { word } from "../export/parameters.js";
import { citedIn } from "../provenance/source/source.export.js";
import type { FindingRow } from "./finding.store.js";

export const findingsExport = exported({
  name: "findings",
  titleVi: "Nhận định",
  titleEn: "Findings",
  field: "Query.findings",
  parameters: { kind: word("Loại nhận định", "Kind of finding") },
  open({ kind }, { snapshot }) {
    const { findings, terms } = snapshot;
    requireKnown("kind", kind, terms.of("FINDING_KIND"));
    const rows = findings.filter(({ kindId }) => kind === null || terms.byId(kindId).code === kind);
    return tableOf<FindingRow>(
      [
        text("Loại nhận định", (row) => terms.byId(row.kindId).labelVi),
        text("Mục", (row) => row.headingVi),
        text("Nội dung", (row) => row.textVi),
        number("Số thứ tự", (row) => row.number),
        ...citedIn(snapshot, ({ sectionId }: FindingRow) => sectionId),
      ],
      asTheyAre(rows),
      ({ sectionId }) => [sectionId],
    );
  },
});
