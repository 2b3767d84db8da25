import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const NATIONAL = ["SOFTWARE_WITH_PAPER", "APPRAISED_WITH_PAPER", "APPRAISED_PAPERLESS", "SNOMED", "NOT_DEPLOYED"];
const WORKSHOP =
  'Nguồn: Hội thảo "Ứng dụng các giải pháp công nghệ thông tin, góp phần nâng cao chất lượng khám, chữa bệnh", ' +
  "ngày 17-11-2022, tại Hà Nội, do Cục Quản lý Khám, chữa bệnh (Bộ Y tế) tổ chức. www.kcb.vn";

describe("A day that stands in for another one", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const objects = { observation: "id version onIsStandIn", target: "id version dueOn dueOnIsStandIn" };
    department = new Acting(server, (await signedIn(server, "sở")).headers, objects);
  });
  afterAll(() => server.close());

  const series = async (fields: string): Promise<Data[]> => {
    const { facilities, metrics } = await dataOf(
      server,
      `{ metrics { code series { on ${fields} } } facilities(first: 100) { nodes { latestObservations { on metric { code } ${fields} } } } }`,
    );
    const own = metrics.flatMap(({ code, series }: Data) => series.map((row: Data) => ({ metric: { code }, ...row })));
    return [...own, ...facilities.nodes.flatMap(({ latestObservations }: Data) => latestObservations)];
  };

  it("is said of each figure for which its document gives none: of the workshop, the briefing, the letter, or the paragraph above", async () => {
    const figures = await series("onIsStandIn");
    const standing = new Map<string, Set<string>>();
    for (const { metric, on, onIsStandIn } of figures) {
      if (onIsStandIn) standing.set(metric.code, (standing.get(metric.code) ?? new Set()).add(on));
    }
    expect(Object.fromEntries([...standing].map(([code, days]) => [code, [...days]]))).toEqual({
      ...Object.fromEntries(NATIONAL.map((name) => [`EMR_${name}`, ["2022-11-17"]])),
      IT_STAFF_PER_FACILITY: ["2022-12-07"],
      ...{ COVID_INVALID_RECORDS: ["2022-10-27"], COVID_VACCINE_PASSPORTS: ["2022-10-27"] },
      ...{ LINKUP_ACCOUNT: ["2019-08-08"], LINKUP_CONNECTED: ["2019-08-08"] },
    });
    const mixed = figures.filter(({ metric, onIsStandIn }) => standing.has(metric.code) && !onIsStandIn);
    expect(mixed).toEqual([]);
  });

  it("is said of the last day of a month where the document gives the month only", async () => {
    const { targets } = await dataOf(server, "{ targets { dueOn dueOnIsStandIn legalDocument { number } } }");
    expect(targets.filter(({ dueOnIsStandIn }: Data) => dueOnIsStandIn)).toEqual([
      { dueOn: "2019-09-30", dueOnIsStandIn: true, legalDocument: { number: "1999/SYT-VP" } },
      { dueOn: "2025-09-30", dueOnIsStandIn: true, legalDocument: { number: "07/CT-TTg" } },
    ]);
  });

  it("is none where a person gives the day, of a figure or of a target", async () => {
    const { targets } = await dataOf(server, "{ targets { id version dueOn dueOnIsStandIn } }");
    const { id, version: expectedVersion } = targets.find(({ dueOn }: Data) => dueOn === "2025-09-30");
    const noted = { id, expectedVersion, noteVi: "Đã đối chiếu.", reason: "Ghi chú." };
    const same = await department.done("targetCorrect", noted);
    expect(same).toMatchObject({ dueOn: "2025-09-30", dueOnIsStandIn: true });
    const given = { id, expectedVersion: same.version, dueOn: "2025-09-15", reason: "Văn bản sửa đổi." };
    expect(await department.done("targetCorrect", given)).toMatchObject({ dueOn: "2025-09-15", dueOnIsStandIn: false });
    const figure = { metric: "LINKUP_ACCOUNT", subject: "BV-MAT", on: "2020-08-08", value: 1 };
    expect(await department.done("observationRecord", figure)).toMatchObject({ onIsStandIn: false });
  });

  it("comes in and goes out with a list of figures, and a list that leaves the column out says nothing of it", async () => {
    const header = "metric,subject,on,value,on_stands_in";
    const lines = [
      "LINKUPS,BV-MAT,31/05/2021,7,có",
      "LINKUPS,BV-RHM,31/05/2021,8,không",
      "LINKUPS,BV-PHOI,31/05/2021,9,",
    ];
    const standing = async (): Promise<Data[]> => {
      const { metric } = await dataOf(
        server,
        '{ metric(code: "LINKUPS") { league(on: "2021-05-31", first: 3) { nodes { observation { value onIsStandIn } } } } }',
      );
      return metric.league.nodes.map(({ observation }: Data) => observation);
    };
    const expected = [
      { value: 9, onIsStandIn: false },
      { value: 8, onIsStandIn: false },
      { value: 7, onIsStandIn: true },
    ];
    expect(await importLines(server.db, "observations", "ngay.csv", [header, ...lines])).toMatchObject({ inserted: 3 });
    expect(await standing()).toEqual(expected);
    expect(await importLines(server.db, "observations", "ngay.csv", [header, ...lines])).toMatchObject({ changed: 0 });
    const silent = ["metric,subject,on,value", ...lines.map((line) => line.slice(0, line.lastIndexOf(",")))];
    expect(await importLines(server.db, "observations", "ngay.csv", silent)).toMatchObject({ inserted: 0, changed: 0 });
    expect(await standing()).toEqual(expected);
    const exported = await (
      await fetch(
        `${server.url.replace("/graphql", "")}/export/observations.csv?subject=BV-MAT&metric=LINKUPS&from=2021-05-31&to=2021-05-31`,
      )
    ).text();
    expect(exported.replace("\uFEFF", "").trim().split(/\r?\n/).at(-1)?.split(";")[10]).toBe("có");
    const other = [header, "LINKUPS,BV-MAT,31/05/2021,7,không"];
    expect(await importLines(server.db, "observations", "ngay.csv", other)).toMatchObject({ inserted: 0, changed: 1 });
    expect((await standing()).at(-1)).toEqual({ value: 7, onIsStandIn: false });
  });

  it("is that of a workshop, which the briefing names as the source of the national figures, and of nothing else", async () => {
    const cited = await series("source { namedSourceVi }");
    const named = new Map<string, Set<string>>();
    for (const { metric, source } of cited) {
      if (source.namedSourceVi !== null)
        named.set(metric.code, (named.get(metric.code) ?? new Set()).add(source.namedSourceVi));
    }
    expect(Object.fromEntries([...named].map(([code, sources]) => [code, [...sources]]))).toEqual(
      Object.fromEntries(NATIONAL.map((name) => [`EMR_${name}`, [WORKSHOP]])),
    );
  });
});
