import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { FIGURES, importLines, problemsOf } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const NEGATIVE = (text: string) => `"${text}" is below 0.`;
const TOO_FINE = (text: string) => `"${text}" has more than 6 decimals; round it.`;

describe("A figure", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "value" });
  });
  afterAll(() => server.close());

  let days = 0;
  const newDay = () => {
    days += 1;
    return new Date(Date.UTC(1950, 0, days)).toISOString().slice(0, 10);
  };
  const imported = (on: string, printed: string) =>
    importLines(server.db, "observations", `figure-${on}.csv`, [FIGURES, `LINKUPS,BV-MAT,,${on},"${printed}",,,,,`]);
  const onRecord = async (on: string): Promise<number | undefined> => {
    const query = `query ($on: LocalDate) {
      metric(code: "LINKUPS") { series(subject: "BV-MAT", from: $on, to: $on) { value } } }`;
    const { metric } = await dataOf(server, query, { on });
    return metric.series[0]?.value;
  };

  it.each([
    ["0", 0],
    ["0,000001", 0.000001],
    ["1,234567", 1.234567],
    ["1.234,5", 1234.5],
    ["2,0000000", 2],
  ])("of %s is kept as it is, from a file and by an act", async (printed, value) => {
    const [ofFile, ofAct] = [newDay(), newDay()];
    await imported(ofFile, printed);
    const recorded = await department.done("observationRecord", {
      ...{ metric: "LINKUPS", subject: "BV-MAT", on: ofAct, value },
    });
    expect([await onRecord(ofFile), recorded.value, await onRecord(ofAct)]).toEqual([value, value, value]);
  });

  it.each([
    ["-1", -1, NEGATIVE, "A figure is 0 or more."],
    ["-0,000001", -0.000001, NEGATIVE, "A figure is 0 or more."],
    ["0,0000001", 0.0000001, TOO_FINE, "A figure has at most six decimals."],
    ["1,2345678", 1.2345678, TOO_FINE, "A figure has at most six decimals."],
  ])(
    "of %s is refused with what is wrong with it, from a file and by an act",
    async (printed, value, ofFile, ofAct) => {
      const on = newDay();
      const problems = await problemsOf(imported(on, printed));
      expect(problems.map(({ column, code, message }) => [column, code, message])).toEqual([
        ["value", "NOT_A_NUMBER", ofFile(printed)],
      ]);
      const { userErrors } = await department.payload("observationRecord", {
        ...{ metric: "LINKUPS", subject: "BV-MAT", on, value },
      });
      expect(userErrors).toEqual([{ path: ["value"], code: "INVALID", message: ofAct }]);
      expect(await onRecord(on)).toBeUndefined();
    },
  );
});
