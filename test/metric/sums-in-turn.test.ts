import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Driver } from "../../server/core/database/database.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** Units that manage others, and a province: each is a sum of its own. */
const UNDER = ["46", "SYT", "TTYT-ALUOI", "TTYT-PHULOC", "TTYT-PHONGDIEN", "TTYT-QUANGDIEN"];
const TOTALS = `query ($under: String!) { metric(code: "LINKUPS") { totals(under: $under, from: "2020-01-01") { on value reporting expected } } }`;
const AT_ONCE = 3;

describe("Sums that take long", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("are made three at once, and leave connections to everybody else; those that wait are made after them", async () => {
    const { driver } = server.db as unknown as { driver: Driver };
    const query = driver.query.bind(driver);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let [begun, underWay, most] = [0, 0, 0];
    const spy = jest.spyOn(driver, "query").mockImplementation(async (sql, params, patience) => {
      if (patience !== "LONG") return query(sql, params, patience);
      begun += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await released;
      const rows = await query(sql, params, patience);
      underWay -= 1;
      return rows as never;
    });
    const asked = UNDER.map((under) => dataOf(server, TOTALS, { under }));
    try {
      while (begun < AT_ONCE) await new Promise((resolve) => setTimeout(resolve, 5));
      for (let i = 0; i < 10; i += 1)
        expect(await dataOf(server, `{ facility(code: "BV-MAT") { name } } # ${i}`)).toEqual({
          facility: { name: "Bệnh viện Mắt Huế" },
        });
      expect([begun, underWay]).toEqual([AT_ONCE, AT_ONCE]);
    } finally {
      release();
    }
    const answers = await Promise.all(asked);
    spy.mockRestore();
    expect([begun, most, underWay]).toEqual([UNDER.length, AT_ONCE, 0]);
    const other = await startTestServer();
    try {
      for (const [i, under] of UNDER.entries()) expect(answers[i]).toEqual(await dataOf(other, TOTALS, { under }));
    } finally {
      await other.close();
    }
  });
});
