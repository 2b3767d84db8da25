import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { csvAt, workbookAt } from "../support/downloads.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const REASON = { reason: "Thử." };
const ROADMAP = `query ($asOf: LocalDate, $year: Int) { roadmap(asOf: $asOf) {
  milestones(year: $year) { id asOf titleVi status year progress(first: 1) { totalCount nodes { on status } } } } }`;

describe("The roadmap as of a day", () => {
  let server: TestServer;
  let progress: Acting;
  let milestone: Acting;
  let now = Date.parse("2023-03-10T08:00:00+07:00");

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => now });
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    progress = new Acting(server, headers, { progress: "id on status version" });
    milestone = new Acting(server, headers, { milestone: "id status year version" });
    // A session ends meanwhile; who acts is the same.
    const later = async (day: string) => {
      now = Date.parse(`${day}T08:00:00+07:00`);
      const { headers: again } = await signedIn(server, "sở");
      progress = new Acting(server, again, { progress: "id on status version" });
      milestone = new Acting(server, again, { milestone: "id status year version" });
    };
    const [store, equipment, study] = [await at(1), await at(2), await at(9)];
    const begun = { milestone: store.id, status: "IN_PROGRESS", on: "2023-03-01" };
    const first = await progress.done("milestoneRecordProgress", { ...begun, expectedVersion: 1 });
    await later("2023-06-05");
    await milestone.done("milestoneCancel", { id: equipment.id, expectedVersion: 1, ...REASON });
    await milestone.done("milestoneReplan", { id: study.id, expectedVersion: 1, year: 2024, ...REASON });
    await later("2023-09-01");
    await milestone.done("milestoneReplan", { id: equipment.id, expectedVersion: 2, year: 2025, ...REASON });
    await milestone.done("milestoneReplan", { id: study.id, expectedVersion: 2, year: 2025, ...REASON });
    const done = { milestone: store.id, status: "DONE", on: "2023-08-15" };
    const last = await progress.done("milestoneRecordProgress", { ...done, expectedVersion: 2 });
    await later("2023-10-01");
    const late = { expectedVersion: last.version, status: "DELAYED", ...REASON };
    await progress.done("milestoneCorrectProgress", { id: last.id, ...late });
    await progress.done("milestoneCorrectProgress", { id: first.id, expectedVersion: 1, on: "2023-02-20", ...REASON });
  });
  afterAll(() => server.close());

  const roadmap = async (variables: { asOf?: string; year?: number } = {}): Promise<Data> =>
    (await dataOf(server, ROADMAP, variables)).roadmap;
  const at = async (n: number, asOf?: string): Promise<Data> => (await roadmap({ asOf })).milestones[n];
  const statusesOf = (n: number, days: readonly (string | undefined)[]) =>
    Promise.all(days.map(async (asOf) => (await at(n, asOf)).status));

  it("has all 20 items of the briefing of 7 December 2022 planned then, and says for which day", async () => {
    const { milestones } = await roadmap({ asOf: "2022-12-07" });
    expect(milestones).toHaveLength(20);
    for (const each of milestones) expect(each).toMatchObject({ asOf: "2022-12-07", status: "PLANNED", year: null });
  });

  it("has the data store of the sector as the province had reported it by then, each report by its own day as corrected", async () => {
    const days = ["2023-02-19", "2023-02-20", "2023-08-14", "2023-08-15", undefined];
    expect(await statusesOf(1, days)).toEqual(["PLANNED", "IN_PROGRESS", "IN_PROGRESS", "DELAYED", "DELAYED"]);
    expect((await at(1, "2023-08-14")).progress).toEqual({
      totalCount: 1,
      nodes: [{ on: "2023-02-20", status: "IN_PROGRESS" }],
    });
  });

  it("has what was given up, and planned anew, from the days of these decisions on", async () => {
    const days = ["2023-06-04", "2023-06-05", "2023-08-31", "2023-09-01", undefined];
    expect(await statusesOf(2, days)).toEqual(["PLANNED", "CANCELLED", "CANCELLED", "PLANNED", "PLANNED"]);
  });

  it("has items under the years of that day, and is filtered by them", async () => {
    const { id } = await at(9);
    const under = async (asOf: string | undefined, year: number) =>
      (await roadmap({ asOf, year })).milestones.map((each: Data) => [each.id === id, each.year]);
    expect(await under("2023-06-04", 2024)).toEqual([]);
    expect(await under("2023-06-05", 2024)).toEqual([[true, 2024]]);
    expect(await under("2023-09-01", 2024)).toEqual([]);
    expect(await under(undefined, 2024)).toEqual([]);
    expect(await under("2023-09-01", 2025)).toEqual([
      [false, 2025],
      [true, 2025],
    ]);
  });

  it("says the same of one item, by its id or as a node", async () => {
    const { id } = await at(2);
    const query = `query ($id: ID!, $asOf: LocalDate) { milestone(by: { id: $id }, asOf: $asOf) { status year }
      node(id: $id, asOf: $asOf) { ... on Milestone { status year } } }`;
    for (const [asOf, status] of [
      ["2023-07-01", "CANCELLED"],
      ["2023-01-01", "PLANNED"],
    ])
      expect(await dataOf(server, query, { id, asOf })).toEqual({
        milestone: { status, year: null },
        node: { status, year: null },
      });
  });

  it.each([
    ["", {}],
    ["asOf=2022-12-07", { asOf: "2022-12-07" }],
    ["asOf=2023-07-01", { asOf: "2023-07-01" }],
    ["asOf=2023-07-01&year=2024", { asOf: "2023-07-01", year: 2024 }],
    ["asOf=2023-09-01&year=2024", { asOf: "2023-09-01", year: 2024 }],
    ["asOf=2023-09-01&year=2025", { asOf: "2023-09-01", year: 2025 }],
  ])("is a file with the status and the year that the question is answered with: %s", async (search, variables) => {
    const words: Record<string, string> = {
      ...{ PLANNED: "Đã lên kế hoạch", IN_PROGRESS: "Đang thực hiện", DONE: "Hoàn thành" },
      ...{ DELAYED: "Chậm tiến độ", CANCELLED: "Hủy bỏ" },
    };
    const answered = (await roadmap(variables)).milestones.map(({ titleVi, status, year }: Data) => [
      ...[year === null ? null : String(year), titleVi, words[status]],
    ]);
    const [, ...lines] = await csvAt(server, `/export/milestones.csv?${search}`);
    expect(lines.map(([, year, title, status]) => [year || null, title, status])).toEqual(answered);
    const [sheet] = await workbookAt(server, `/export/milestones.xlsx?${search}`);
    const [, ...rows] = sheet?.data ?? [];
    expect(rows.map(([, year, title, status]) => [year == null ? null : String(year), title, status])).toEqual(
      answered,
    );
  });

  it("says in the file of which day it is, and that such a file is not imported again", async () => {
    const [, facts] = await workbookAt(server, "/export/milestones.xlsx?asOf=2023-07-01");
    const said = new Map(facts?.data.map(([name, value]) => [name, value]));
    expect(said.get("Hiện trạng vào ngày")).toBe("2023-07-01");
    expect(said.get("Nhập lại")).toMatch(/^Không dùng để nhập lại/);
  });

  it("takes as many statements for one item as for twenty", async () => {
    const statements = async (track: string) => {
      const query = `{ roadmap(asOf: "2023-07-01") { milestones${track} { titleVi status year } } }`;
      await runQuery(server, query);
      return (await runQuery(server, query, {}, { "x-graphql-cost": "1" })).extensions.cost.statements;
    };
    expect([await statements('(track: "WORKFORCE")'), await statements("")]).toEqual([3, 3]);
  });
});
