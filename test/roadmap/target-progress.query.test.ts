import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { csvAt } from "../support/downloads.js";
import { FIGURES, importLines, problemsOf } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PROGRESS = `status on dueOn daysLeft distance pace neededPace
  forecast { from to onDue reachedOn denominatorChanged } latest { on value } latestTotal { on ratio { percent } }`;
const NOTHING = { distance: null, pace: null, neededPace: null, forecast: null, latest: null, latestTotal: null };

describe("The progress of the targets", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const targets = async (args = "", fields = PROGRESS): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `{ targets { year value metric { code } legalDocument { number } progress${args} { ${fields} } } }`,
      )
    ).targets;
  const of = (found: Data[], code: string) => found.filter(({ metric }) => metric?.code === code);

  it("of paperless medical records is 3% of facilities in November 2022 against 100% by 2030; of hospitals, 15% and 50%, it says nothing", async () => {
    const found = of(await targets(), "EMR_APPRAISED_PAPERLESS");
    // 2966 days from 17/11/2022: 97 / 2966 × 365 = 11,9369…
    const against = (dueOn: string, daysLeft: number, distance: number, neededPace: number) => ({
      ...{ status: "NOT_ENOUGH_DATA", on: "2022-11-17", dueOn, daysLeft, distance, pace: null, neededPace },
      ...{ forecast: null, latest: { on: "2022-11-17", value: 3 }, latestTotal: null },
    });
    const ofHospitals = (dueOn: string) => ({
      ...{ status: "NOT_COMPUTABLE", on: null, dueOn, daysLeft: null, ...NOTHING },
    });
    expect(found.map(({ legalDocument, value, progress }) => [legalDocument.number, value, progress])).toEqual([
      ["5316/QĐ-BYT", 15, ofHospitals("2025-12-31")],
      ["5316/QĐ-BYT", 50, ofHospitals("2030-12-31")],
      ["2955/QĐ-BYT", 100, against("2030-12-31", 2966, 97, 11.94)],
    ]);
  });

  it("of health records for 96%, 90% and 95% of the people is not computable: no document prints the population", async () => {
    const found = of(await targets('(on: "2022-12-07")'), "HEALTH_RECORD_COVERAGE");
    const unknown = (dueOn: string, daysLeft: number) => ({
      ...{ status: "NOT_COMPUTABLE", on: "2022-12-07", dueOn, daysLeft, ...NOTHING },
    });
    expect(found.map(({ progress }) => progress)).toEqual([
      unknown("2019-09-30", -1164),
      unknown("2025-12-31", 1120),
      unknown("2030-12-31", 2946),
    ]);
  });

  it("without a metric is not measurable, and says how many days are left on the day that is named", async () => {
    const found = (await targets('(on: "2025-09-01")')).filter(({ metric }) => metric === null);
    expect(found).toHaveLength(15);
    for (const { progress } of found) expect(progress).toMatchObject({ status: "NOT_MEASURABLE", ...NOTHING });
    const directive = found.find(({ legalDocument }) => legalDocument.number === "07/CT-TTg");
    expect(directive?.progress).toMatchObject({ dueOn: "2025-09-30", daysLeft: 29 });
  });

  it("is overdue on the first day of 2031, seen from there, and has no observation seen from before the figure", async () => {
    const overdue = of(await targets('(on: "2031-01-01")'), "EMR_APPRAISED_PAPERLESS")[2];
    expect(overdue?.progress).toMatchObject({ status: "OVERDUE", daysLeft: -1, distance: 97, neededPace: null });
    const before = of(await targets('(on: "2022-11-16")'), "EMR_APPRAISED_PAPERLESS")[2];
    expect(before?.progress).toMatchObject({ status: "NO_OBSERVATION", ...NOTHING });
  });

  it("stands in the downloaded table as well, with the figure, its counts and its day", async () => {
    const [head = [], ...lines] = await csvAt(server, "/export/targets.csv?year=2030");
    const column = (name: string) => head.indexOf(name);
    const names = ["Văn bản", "Tiến độ", "Số liệu mới nhất", "Tử số", "Mẫu số", "Ngày của số liệu"];
    const found = lines.filter((line) => line[column("Giá trị cần đạt")] !== "");
    expect(found.map((line) => names.map((name) => line[column(name)]))).toEqual([
      ["5316/QĐ-BYT", "có báo cáo nhưng không có số so sánh được", "", "", "", ""],
      ["5316/QĐ-BYT", "có báo cáo nhưng không có số so sánh được", "", "", "", ""],
      ["2955/QĐ-BYT", "chưa đạt; mới có một số liệu nên chưa dự báo được", "3", "37", "", "2022-11-17"],
    ]);
    const [, ...before] = await csvAt(server, "/export/targets.csv?year=2030&on=2022-11-16");
    expect(before.map((line) => line[column("Tiến độ")]).filter((words) => words !== "không đo bằng số được")).toEqual([
      // What is known by then of health records has no denominator.
      ...["có báo cáo nhưng không có số so sánh được", "chưa có số liệu", "chưa có số liệu"],
    ]);
  });

  it("is drawn on as a line once there is a second figure, whose denominator may have changed", async () => {
    await importLines(server.db, "observations", "coverage.csv", [
      FIGURES,
      "HEALTH_RECORD_COVERAGE,46,,01/11/2023,,900.000,1.200.000,,,",
      "HEALTH_RECORD_COVERAGE,46,,31/10/2024,,1.000.000,1.250.000,,,",
    ]);
    // 75 % and 80 %, 365 days apart: 5 a year. 10 left: 730 days. 426 days to the end of 2025: 80 + 426 × 5 / 365 = 85,8356…
    const [, by2025, by2030] = of(await targets(), "HEALTH_RECORD_COVERAGE");
    expect(by2025?.progress).toEqual({
      ...{ status: "BEHIND", on: "2024-10-31", dueOn: "2025-12-31", daysLeft: 426, distance: 10, pace: 5 },
      // 10 / 426 × 365 = 8,5680…
      ...{ neededPace: 8.57, latest: { on: "2024-10-31", value: null }, latestTotal: null },
      forecast: {
        ...{ from: "2023-11-01", to: "2024-10-31", onDue: 85.84, reachedOn: "2026-10-31", denominatorChanged: true },
      },
    });
    // 15 left: 1095 days; by the end of 2030 there are 2252: 80 + 2252 × 5 / 365 = 110,8493…
    expect(by2030?.progress).toMatchObject({
      status: "ON_TRACK",
      forecast: { onDue: 110.85, reachedOn: "2027-10-31" },
    });
  });

  it("of a metric that facilities report is that of its totals, those that all have reported", async () => {
    await importLines(server.db, "targets", "own-targets.csv", [
      "document,year,due_on,statement,metric,value,count,note_vi,note_en",
      "1999/SYT-VP,2019,,Lỗi liên thông không quá 5%.,LINKUPS_FAILED,5%,,,",
    ]);
    // 54.576 of 1.084.417 are 5,0327 %; for 31/07/2019 nobody of 35 is known to have reported.
    const [own] = of(await targets('(on: "2019-08-08")'), "LINKUPS_FAILED");
    expect(own?.progress).toMatchObject({
      ...{ status: "NOT_ENOUGH_DATA", distance: 0.03, latest: null, dueOn: "2019-12-31", daysLeft: 145 },
      latestTotal: { on: "2018-12-31", ratio: { percent: 5.03 } },
    });
    // Phú Vang alone failed 27.712 of 198.215 times: 13,98 %.
    const [there] = of(await targets('(on: "2019-08-08", under: "478")'), "LINKUPS_FAILED");
    expect(there?.progress).toMatchObject({ distance: 8.98, latestTotal: { ratio: { percent: 13.98 } } });
  });

  it("is decided by no total with gaps: 18 of 18 of one clinic meet no 99%, 1 of 34 units has reported", async () => {
    await importLines(server.db, "targets", "own-targets-99.csv", [
      "document,year,due_on,statement,metric,value,count,note_vi,note_en",
      "1999/SYT-VP,2026,,Liên thông thành công 99%.,LINKUPS_SUCCEEDED,99%,,,",
    ]);
    await importLines(server.db, "observations", "clinic.csv", [
      FIGURES,
      "LINKUPS_SUCCEEDED,PK-MEDIC-69NH,01/10/2026,31/10/2026,,18,18,,,",
    ]);
    const fields = `${PROGRESS} incompleteTotal { from on reporting expected ratio { percent } }`;
    const [here] = of(await targets("", fields), "LINKUPS_SUCCEEDED");
    expect(here?.progress).toEqual({
      ...{ ...NOTHING, status: "INCOMPLETE", on: "2026-10-31", dueOn: "2026-12-31", daysLeft: 61 },
      latestTotal: { on: "2018-12-31", ratio: { percent: 94.97 } },
      incompleteTotal: { from: "2026-10-01", on: "2026-10-31", reporting: 1, expected: 34, ratio: { percent: 100 } },
    });
    // Seen from before that, the last total without gaps decides.
    const [before] = of(await targets('(on: "2026-09-30")', fields), "LINKUPS_SUCCEEDED");
    expect(before?.progress).toMatchObject({ status: "NOT_ENOUGH_DATA", distance: 4.03, incompleteTotal: null });
  });

  it("is refused with an aim that is none", async () => {
    const problems = await problemsOf(
      importLines(server.db, "targets", "wrong-targets.csv", [
        "document,year,due_on,statement,aims,metric,value,count,note_vi,note_en",
        "1999/SYT-VP,2019,,Việc khác.,EMR_CLASS_I EMR_CLASS_II,,,,,",
      ]),
    );
    expect(problems.map(({ column, code, message }) => [column, code, message])).toEqual([
      ["aims", "UNKNOWN_NAME", 'No aim is known as "EMR_CLASS_II".'],
    ]);
  });
});

describe("Targets of two documents in conflict", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("stand side by side: 50% against 100% paperless by 2030, and the last days for medical records", async () => {
    const { targets } = await dataOf(
      server,
      `{ targets { year dueOn value legalDocument { number } source { document { code } } aims { code }
         conflictsWith { year dueOn value legalDocument { number repealedOn } source { document { code } } } } }`,
    );
    const named = ({ legalDocument, year, dueOn, value, source }: Data) =>
      `${legalDocument.number} ${dueOn ?? year}${value === null ? "" : ` ${value}%`} (${source.document.code.slice(0, 8)})`;
    const found = targets
      .filter(({ conflictsWith }: Data) => conflictsWith.length > 0)
      .map((target: Data) => [named(target), target.conflictsWith.map(named)]);
    const LATER = ["2028 (REGISTER)", "2030-12-31 (REGISTER)", "2030 (BRIEFING)"].map((by) => `46/2018/TT-BYT ${by}`);
    const HOSPITALS = ["07/CT-TTg 2025-09-30 (REGISTER)", "13/2025/TT-BYT 2025-09-30 (REGISTER)"];
    const ALL = [...HOSPITALS, "13/2025/TT-BYT 2026-12-31 (REGISTER)"];
    expect(found).toEqual([
      ["46/2018/TT-BYT 2023 (REGISTER)", HOSPITALS],
      [HOSPITALS[0], ["46/2018/TT-BYT 2023 (REGISTER)", ...LATER]],
      [HOSPITALS[1], ["46/2018/TT-BYT 2023 (REGISTER)", ...LATER]],
      ["13/2025/TT-BYT 2026-12-31 (REGISTER)", LATER],
      ...LATER.map((each) => [each, ALL]),
      ["5316/QĐ-BYT 2030 50% (BRIEFING)", ["2955/QĐ-BYT 2030 100% (BRIEFING)"]],
      ["2955/QĐ-BYT 2030 100% (BRIEFING)", ["5316/QĐ-BYT 2030 50% (BRIEFING)"]],
    ]);
    const circular = targets.find(({ aims }: Data) => aims.length === 3);
    expect(circular.aims.map(({ code }: Data) => code)).toEqual([
      ...["EMR_CLASS_I", "EMR_OTHER_HOSPITALS", "EMR_OTHER_FACILITIES"],
    ]);
  });
});
