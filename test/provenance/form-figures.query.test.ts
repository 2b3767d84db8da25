import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { FIGURES, importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CHECKS = `{ discrepancies { code statement stated recomputed difference status source { document { code } } } }`;
const REGISTER = { document: { code: "REGISTER" } };
const DIFFERENCE = "Công thức cột (5) của Phụ lục 1: chênh lệch dân số";

describe("What is filled into a form", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "id version" });
  });
  afterAll(() => server.close());

  const record = (metric: string, subject: string, on: string, figure: object): Promise<Data> =>
    department.done("observationRecord", { metric, subject, on, ...figure });
  const checks = async (prefix: string): Promise<Data[]> =>
    (await dataOf(server, CHECKS)).discrepancies.filter(({ code }: Data) => code.startsWith(prefix));

  it("is held to the formula that the form prints above its column, by acts and by files, of any period", async () => {
    expect(await checks("FORMULA.POPULATION_DIFFERENCE.")).toEqual([]);
    await record("POPULATION_DIFFERENCE", "476", "2019-07-31", { value: -120 });
    const right = {
      code: "FORMULA.POPULATION_DIFFERENCE.476.2019-07-31",
      statement: `${DIFFERENCE}: Huyện Phong Điền (31/07/2019)`,
      stated: "-120",
      source: REGISTER,
    };
    const unknown = { ...right, recomputed: null, difference: null, status: "NOT_COMPUTABLE" };
    expect(await checks("FORMULA.POPULATION_DIFFERENCE.")).toEqual([unknown]);
    await record("POPULATION_ON_SOFTWARE", "476", "2019-07-31", { value: 1000 });
    await record("POPULATION_MANAGED", "476", "2019-07-31", { value: 880 });
    const match = { ...right, recomputed: "-120", difference: "0", status: "MATCH" };
    expect(await checks("FORMULA.POPULATION_DIFFERENCE.")).toEqual([match]);
    await importLines(server.db, "observations", "phu-luc-1.csv", [
      FIGURES,
      "POPULATION_ON_SOFTWARE,477,01/01/2020,31/12/2020,1.000,,,,,",
      "POPULATION_MANAGED,477,01/01/2020,31/12/2020,880,,,,,",
      "POPULATION_DIFFERENCE,477,01/01/2020,31/12/2020,120,,,,,",
    ]);
    expect(await checks("FORMULA.POPULATION_DIFFERENCE.")).toEqual([
      match,
      {
        code: "FORMULA.POPULATION_DIFFERENCE.477.2020-01-01.2020-12-31",
        statement: `${DIFFERENCE}: Huyện Quảng Điền (31/12/2020)`,
        ...{ stated: "120", recomputed: "-120", difference: "240", status: "CONFLICT", source: REGISTER },
      },
    ]);
  });

  it("is held to the shares that the form computes", async () => {
    await record("HEALTH_RECORDS_CREATED", "476", "2019-07-31", { value: 900 });
    await record("HEALTH_RECORDS_CREATED_SHARE", "476", "2019-07-31", { numerator: 900, denominator: 880 });
    expect(await checks("FORMULA.HEALTH_RECORDS_CREATED_SHARE.476")).toEqual([
      {
        code: "FORMULA.HEALTH_RECORDS_CREATED_SHARE.476.2019-07-31",
        statement: "Công thức cột (7) của Phụ lục 1: tỷ lệ hồ sơ khám lập: Huyện Phong Điền (31/07/2019)",
        ...{ stated: "102,27%", recomputed: "90%", difference: "12,27", status: "CONFLICT", source: REGISTER },
      },
    ]);
  });

  it("adds up, or is told, where the form has parts", async () => {
    const period = { from: "2019-01-01" };
    await record("LINKUPS", "BV-MAT", "2019-07-31", { ...period, value: 100 });
    await record("LINKUPS_SUCCEEDED", "BV-MAT", "2019-07-31", { ...period, numerator: 90, denominator: 100 });
    await record("LINKUPS_FAILED", "BV-MAT", "2019-07-31", { ...period, numerator: 9, denominator: 100 });
    expect(await checks("PARTS.LINKUPS.BV-MAT.2019")).toEqual([
      {
        code: "PARTS.LINKUPS.BV-MAT.2019-07-31",
        statement: "Tổng liên thông bằng thành công cộng lỗi: Bệnh viện Mắt Huế (31/07/2019)",
        ...{ stated: "100", recomputed: "99", difference: "1", status: "CONFLICT", source: REGISTER },
      },
    ]);
  });

  it("is one check for one cell: the formula's, not that of a printed difference as well", async () => {
    const { discrepancies } = await dataOf(server, CHECKS);
    const ofDifference = discrepancies.filter(({ code }: Data) => code.includes("POPULATION_DIFFERENCE"));
    expect(ofDifference.map(({ code }: Data) => code)).toEqual([
      "FORMULA.POPULATION_DIFFERENCE.476.2019-07-31",
      "FORMULA.POPULATION_DIFFERENCE.477.2020-01-01.2020-12-31",
    ]);
  });

  it("is told as well where no form asks: parts of any period that do not add up, by acts and by files", async () => {
    const period = { from: "2026-01-01" };
    await record("LINKUPS", "BV-RHM", "2026-03-31", { ...period, value: 100 });
    await record("LINKUPS_SUCCEEDED", "BV-RHM", "2026-03-31", { ...period, numerator: 90, denominator: 100 });
    expect(await checks("PARTS.LINKUPS.BV-RHM.2026")).toEqual([]);
    await record("LINKUPS_FAILED", "BV-RHM", "2026-03-31", { ...period, numerator: 9, denominator: 100 });
    await importLines(server.db, "observations", "quy-1.csv", [
      FIGURES,
      "LINKUPS,BV-PHOI,,31/03/2026,1.000,,,,,",
      "LINKUPS_SUCCEEDED,BV-PHOI,,31/03/2026,,700,1.000,,,",
      "LINKUPS_FAILED,BV-PHOI,,31/03/2026,,301,1.000,,,",
      "LINKUPS,BV-YHCT,01/01/2026,31/03/2026,10,,,,,",
      "LINKUPS_SUCCEEDED,BV-YHCT,01/01/2026,31/03/2026,,7,10,,,",
      "LINKUPS_FAILED,BV-YHCT,01/01/2026,31/03/2026,,3,10,,,",
      "COVID_DOSES_GIVEN,46,,31/03/2026,3.000.000,,,,,",
      "COVID_DOSES_ENTERED,46,,31/03/2026,,2.000.000,3.000.000,,,",
      "COVID_DOSES_NOT_ENTERED,46,,31/03/2026,,999.999,3.000.000,,,",
    ]);
    const statement = (name: string) => `Tổng liên thông bằng thành công cộng lỗi: ${name} (31/03/2026)`;
    const conflict = { status: "CONFLICT", source: REGISTER };
    const found = (await checks("PARTS.")).filter(({ code }) => code.includes("2026"));
    const apart = [
      {
        ...{
          code: "PARTS.COVID_DOSES.46.DAY.2026-03-31",
          stated: "3.000.000",
          recomputed: "2.999.999",
          difference: "1",
        },
        statement: "Số mũi đã tiêm bằng số đã nhập cộng số chưa cập nhật: Thành phố Huế (31/03/2026)",
        ...conflict,
      },
      {
        ...{ code: "PARTS.LINKUPS.BV-RHM.2026-01-01.2026-03-31", stated: "100", recomputed: "99", difference: "1" },
        ...{ statement: statement("Bệnh viện Răng Hàm Mặt Huế"), ...conflict },
      },
      {
        ...{ code: "PARTS.LINKUPS.BV-PHOI.DAY.2026-03-31", stated: "1.000", recomputed: "1.001", difference: "-1" },
        ...{ statement: statement("Bệnh viện Phổi"), ...conflict },
      },
    ];
    expect(found).toEqual(apart);
    const rows = await dataOf(
      server,
      '{ metric(code: "LINKUPS_FAILED") { series(subject: "BV-RHM", from: "2026-03-31") { id version } } }',
    );
    const [failed] = rows.metric.series;
    await department.done("observationCorrect", {
      ...{ id: failed.id, expectedVersion: failed.version, numerator: 10, denominator: 100, reason: "Đếm lại." },
    });
    expect((await checks("PARTS.")).filter(({ code }) => code.includes("2026"))).toEqual([apart[0], apart[2]]);
  });

  it("has a code of its own, also where a second period ends on the day of the first, for every check there is", async () => {
    const FIGURE = "latestObservations { metric { code kind } from on value ratio { numerator denominator } }";
    const { facilities, areas } = await dataOf(
      server,
      `{ facilities(first: 100) { nodes { code ${FIGURE} } } areas(asOf: "2022-12-07") { code ${FIGURE} } }`,
    );
    const before = (await dataOf(server, CHECKS)).discrepancies.map(({ code }: Data) => code);
    expect(new Set(before).size).toBe(before.length);
    // Every figure on record again, for the month that ends on its day: and a percentage with each ratio.
    const lines = [...facilities.nodes, ...areas].flatMap(({ code, latestObservations }: Data) =>
      latestObservations
        .filter(({ from, on }: Data) => from !== `${on.slice(0, 8)}01`)
        .map(({ metric, on, value, ratio }: Data) => {
          const isRatio = metric.kind === "RATIO";
          const cells = isRatio ? [value ?? 1, ratio.numerator ?? "", ratio.denominator ?? ""] : [value, "", ""];
          const printed = cells.map((cell) => `"${String(cell).replace(".", ",")}"`);
          return [metric.code, code, `${on.slice(0, 8)}01`, on, ...printed, "", "", ""].join(",");
        }),
    );
    expect(lines.length).toBeGreaterThan(200);
    const { inserted } = await importLines(server.db, "observations", "hai-ky.csv", [FIGURES, ...lines]);
    expect(inserted).toBe(lines.length);
    const after = (await dataOf(server, CHECKS)).discrepancies.map(({ code }: Data) => code);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.filter((code: string, i: number) => after.indexOf(code) !== i)).toEqual([]);
    // What was there before is called as it was.
    expect(before.filter((code: string) => !after.includes(code))).toEqual([]);
  });
});
