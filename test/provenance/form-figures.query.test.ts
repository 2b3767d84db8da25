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
});
