import type { Database } from "../../core/database/database.js";
import { asTheyAre, columnsOf, day, number, tableOf, text } from "../../files/writing/table.js";
import { exported, requireKnown } from "../export/export.js";
import { dayOf, word, year } from "../export/parameters.js";
import { citedIn } from "../provenance/source/source.export.js";
import { MILESTONE_STATUS_WORDS, MILESTONES_LIST, PROGRESS_REPORTED } from "./milestone/milestone.format.js";
import { statesById } from "./milestone/milestone-as-of.js";
import { progressCounts, progressPages } from "./milestone/milestone-progress.store.js";
import { milestonesOf, targetsFor } from "./roadmap.snapshot.js";
import type { MilestoneRow, TargetRow } from "./roadmap.store.js";
import { progressOfTargets } from "./target/progress-of-targets.js";
import { COMPARISON_SIGNS } from "./target/target-comparison.js";
import type { ProgressStatus } from "./target/target-progress.js";

const STATUS_WORDS: Readonly<Record<ProgressStatus, string>> = {
  MET: "đạt",
  ON_TRACK: "chưa đạt, đang kịp hạn",
  BEHIND: "chưa đạt, không kịp hạn",
  OVERDUE: "quá hạn, chưa đạt",
  NOT_ENOUGH_DATA: "chưa đạt; mới có một số liệu nên chưa dự báo được",
  INCOMPLETE: "chưa kết luận: còn nơi chưa báo cáo",
  NOT_COMPUTABLE: "có báo cáo nhưng không có số so sánh được",
  NO_OBSERVATION: "chưa có số liệu",
  NOT_MEASURABLE: "không đo bằng số được",
};

export const milestonesExport = exported({
  name: "milestones",
  titleVi: MILESTONES_LIST.titleVi,
  titleEn: MILESTONES_LIST.titleEn,
  format: MILESTONES_LIST,
  field: "Query.roadmap",
  parameters: {
    year: year("Năm", "Year"),
    track: word("Nhóm việc", "Track"),
    asOf: dayOf("Hiện trạng vào ngày", "As of the day"),
  },
  async open({ year, track, asOf }, { db, snapshot }) {
    requireKnown("track", track, snapshot.terms.of("TRACK"));
    const stateOf = asOf === null ? asItIs : await statesById(db, snapshot.milestones.all(), asOf);
    const columns = columnsOf(MILESTONES_LIST, {
      track: (row: MilestoneRow) => snapshot.terms.byId(row.trackId).labelVi,
      year: (row) => stateOf(row).year,
      title: (row) => row.titleVi,
      status: (row) => MILESTONE_STATUS_WORDS[stateOf(row).status as keyof typeof MILESTONE_STATUS_WORDS],
      note_vi: (row) => row.noteVi,
    });
    const sources = citedIn(snapshot, ({ sectionId }: MilestoneRow) => sectionId);
    const rows = milestonesOf(snapshot, year, track, (row) => stateOf(row).year);
    const reports = await reportsOf(db, rows, asOf);
    const [count, newest] = PROGRESS_REPORTED;
    const reported = [
      number<MilestoneRow>(count, ({ id }) => reports.get(id)?.count ?? 0),
      day<MilestoneRow>(newest, ({ id }) => reports.get(id)?.newest ?? null),
    ];
    return tableOf([...columns, ...reported, ...sources], asTheyAre(rows), ({ sectionId }) => [sectionId]);
  },
});

/** How many reports of progress there are of each item until a day, and the day of the newest. */
async function reportsOf(db: Database, milestones: readonly MilestoneRow[], until: string | null) {
  if (milestones.length === 0) return new Map<number, never>();
  const asked = { of: "milestone_id", parents: milestones.map(({ id }) => ({ id, until })) } as const;
  const [counts, pages] = await Promise.all([
    progressCounts(db, asked),
    progressPages(db, asked, { size: 1, backward: false, cursor: null }),
  ]);
  return new Map(
    milestones.map(({ id }, i) => [id, { count: counts[i] ?? 0, newest: pages[i]?.[0]?.on ?? null }] as const),
  );
}

const asItIs = (milestone: MilestoneRow): MilestoneRow => milestone;

export const targetsExport = exported({
  name: "targets",
  titleVi: "Mục tiêu",
  titleEn: "Targets",
  field: "Query.targets",
  parameters: { year: year("Năm", "Year"), on: dayOf("Nhìn từ ngày", "Seen from the day") },
  async open({ year, on }, context) {
    const { snapshot } = context;
    const { legalDocuments, metrics, terms } = snapshot;
    const targets = targetsFor(snapshot, year);
    const progress = await progressOfTargets(context, targets, null, on);
    const byId = new Map(targets.map(({ id }, i) => [id, progress[i]]));
    const metricOf = ({ metricId }: TargetRow) => metrics.maybeById(metricId);
    const statusOf = ({ id }: TargetRow) => byId.get(id)?.status ?? "NO_OBSERVATION";
    const latestOf = ({ id }: TargetRow) => byId.get(id)?.latest ?? null;
    const totalOf = ({ id }: TargetRow) => byId.get(id)?.latestTotal ?? null;
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
        text("Tiến độ", (row) => STATUS_WORDS[statusOf(row)]),
        number("Số liệu mới nhất", (row) => (latestOf(row) ?? totalOf(row))?.value ?? null),
        number("Tử số", (row) => latestOf(row)?.numerator ?? totalOf(row)?.ratio?.numerator ?? null),
        number("Mẫu số", (row) => latestOf(row)?.denominator ?? totalOf(row)?.ratio?.denominator ?? null),
        day("Ngày của số liệu", (row) => (latestOf(row) ?? totalOf(row))?.on ?? null),
        ...citedIn(snapshot, ({ sectionId }: TargetRow) => sectionId),
      ],
      asTheyAre(targets),
      ({ sectionId }) => [sectionId],
    );
  },
});
