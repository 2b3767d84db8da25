import { asTheyAre, columnsOf, day, number, tableOf, text } from "../../files/writing/table.js";
import { exported, requireKnown } from "../export/export.js";
import { word, year } from "../export/parameters.js";
import { citedIn } from "../provenance/source/source.export.js";
import { MILESTONE_STATUS_WORDS, MILESTONES_LIST } from "./milestone/milestone.format.js";
import { milestonesOf, targetsFor } from "./roadmap.snapshot.js";
import type { MilestoneRow, TargetRow } from "./roadmap.store.js";
import { COMPARISON_SIGNS } from "./target/target-comparison.js";

export const milestonesExport = exported({
  name: "milestones",
  titleVi: MILESTONES_LIST.titleVi,
  format: MILESTONES_LIST,
  field: "Query.roadmap",
  parameters: { year: year("Năm"), track: word("Nhóm việc") },
  open({ year, track }, { snapshot }) {
    requireKnown("track", track, snapshot.terms.of("TRACK"));
    const columns = columnsOf(MILESTONES_LIST, {
      track: (row: MilestoneRow) => snapshot.terms.byId(row.trackId).labelVi,
      year: (row) => row.year,
      title: (row) => row.titleVi,
      status: (row) => MILESTONE_STATUS_WORDS[row.status as keyof typeof MILESTONE_STATUS_WORDS],
      note_vi: (row) => row.noteVi,
    });
    const sources = citedIn(snapshot, ({ sectionId }: MilestoneRow) => sectionId);
    return tableOf([...columns, ...sources], asTheyAre(milestonesOf(snapshot, year, track)), ({ sectionId }) => [
      sectionId,
    ]);
  },
});

export const targetsExport = exported({
  name: "targets",
  titleVi: "Mục tiêu",
  field: "Query.targets",
  parameters: { year: year("Năm") },
  open({ year }, { snapshot }) {
    const { legalDocuments, metrics, terms } = snapshot;
    const metricOf = ({ metricId }: TargetRow) => metrics.maybeById(metricId);
    return tableOf<TargetRow>(
      [
        number("Năm", (row) => row.year),
        day("Hạn cuối", (row) => row.dueOn),
        text("Nội dung", (row) => row.statementVi),
        text("Chỉ số", (row) => metricOf(row)?.nameVi ?? null),
        number("Giá trị cần đạt", (row) => row.value),
        text("Đơn vị tính", (row) => terms.maybeById(metricOf(row)?.unitId ?? null)?.labelVi ?? null),
        number("Số lượng in kèm", (row) => row.count),
        text("So với giá trị", ({ comparison }) => comparison && COMPARISON_SIGNS[comparison]),
        text("Tỷ lệ tính trên", (row) => terms.maybeById(row.denominatorUnitId)?.labelVi ?? null),
        text("Văn bản", (row) => legalDocuments.byId(row.legalDocumentId).number),
        text("Ghi chú", (row) => row.noteVi),
        ...citedIn(snapshot, ({ sectionId }: TargetRow) => sectionId),
      ],
      asTheyAre(targetsFor(snapshot, year)),
      ({ sectionId }) => [sectionId],
    );
  },
});
