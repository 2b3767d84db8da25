import { inVietnamese } from "../../../core/schema/about.js";
import { asTheyAre, tableOf, text } from "../../../files/writing/table.js";
import { exported } from "../../export/export.js";
import { word } from "../../export/parameters.js";
import { metricsNamed } from "../observation/observation.export.js";
import type { MetricRow } from "./metric.store.js";
import { MetricDirection, MetricKind, SubjectType } from "./metric.type.js";

export const metricsExport = exported({
  name: "metrics",
  titleVi: "Chỉ số",
  titleEn: "Metrics",
  field: "Query.metrics",
  parameters: { programme: word("Chương trình", "Programme") },
  open({ programme }, { snapshot }) {
    const { legalDocuments, terms } = snapshot;
    const metrics = metricsNamed(snapshot, null, programme);
    return tableOf<MetricRow>(
      [
        text("Mã", (row) => row.code),
        text("Tên", (row) => row.nameVi),
        text("Chương trình", (row) => terms.byId(row.programmeId).labelVi),
        text("Đơn vị tính", (row) => terms.byId(row.unitId).labelVi),
        text("Cách thể hiện", (row) => inVietnamese(MetricKind, row.kind)),
        text("Đối tượng thu thập", (row) => inVietnamese(SubjectType, row.subjectType)),
        text("Chiều tốt", (row) => inVietnamese(MetricDirection, row.direction)),
        text("Tử số", (row) => row.numeratorVi),
        text("Mẫu số", (row) => row.denominatorVi),
        text("Văn bản", (row) => legalDocuments.maybeById(row.legalDocumentId)?.number ?? null),
        text("Ghi chú", (row) => row.noteVi),
      ],
      asTheyAre(metrics),
      () => [],
    );
  },
});
