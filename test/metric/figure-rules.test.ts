import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { addDecimalMetric, DECIMAL_METRIC, FIGURES, importLines, problemsOf } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const NEGATIVE = (printed: string) => below(printed.replace(",", "."));
const below = (number: string) => `A figure is 0 or more, not ${number}.`;
const TOO_FINE = (text: string) => `"${text}" has more than 6 decimals; round it.`;

describe("A figure", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addDecimalMetric(server.db);
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
    importLines(server.db, "observations", `figure-${on}.csv`, [
      FIGURES,
      `${DECIMAL_METRIC},BV-MAT,,${on},"${printed}",,,,,`,
    ]);
  const onRecord = async (on: string): Promise<number | undefined> => {
    const query = `query ($on: LocalDate) {
      metric(code: "${DECIMAL_METRIC}") { series(subject: "BV-MAT", from: $on, to: $on) { value } } }`;
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
      ...{ metric: DECIMAL_METRIC, subject: "BV-MAT", on: ofAct, value },
    });
    expect([await onRecord(ofFile), recorded.value, await onRecord(ofAct)]).toEqual([value, value, value]);
  });

  it.each([
    ["-1", -1, NEGATIVE, below("-1")],
    ["-0,000001", -0.000001, NEGATIVE, below("-0.000001")],
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
        ...{ metric: DECIMAL_METRIC, subject: "BV-MAT", on, value },
      });
      expect(userErrors).toEqual([{ path: ["value"], code: "INVALID", message: ofAct }]);
      expect(await onRecord(on)).toBeUndefined();
    },
  );
});

describe("What may be entered", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "value" });
  });
  afterAll(() => server.close());

  /** Each of these figures by a file and by an act. */
  const refused = async (metric: string, subject: string, on: string, cells: string, figure: object | null) => {
    const file = importLines(server.db, "observations", `${metric}-${cells}.csv`, [
      FIGURES,
      `${metric},${subject},,${on},${cells},,,`,
    ]);
    const problems = (await problemsOf(file)).map(({ column, code, message }) => [column, code, message]);
    if (figure === null) return problems;
    const { userErrors } = await department.payload("observationRecord", { metric, subject, on, ...figure });
    // One set of rules: the act tells the same sentence.
    expect(userErrors.map(({ path, message }: Data) => [path[0], message])).toEqual(
      problems.map(([column, , message]) => [column, message]),
    );
    return problems;
  };
  const DAY = "2026-01-31";

  it("as a count of single things is whole, and the English way of thousands is told", async () => {
    expect(await refused("LINKUPS", "BV-MAT", DAY, '"1,234",,', { value: 1.234 })).toEqual([
      [
        ...["value", "NOT_A_NUMBER"],
        "1.234 is no whole number, and this is counted one by one; was 1,234 meant? Write 1.234 or 1234.",
      ],
    ]);
    expect(await refused("LINKUPS", "BV-MAT", DAY, '"5,5",,', { value: 5.5 })).toEqual([
      ["value", "NOT_A_NUMBER", "5.5 is no whole number, and this is counted one by one."],
    ]);
    expect(await refused("LINKUPS_SUCCEEDED", "BV-MAT", DAY, ',"5,5",10', { numerator: 5.5, denominator: 10 })).toEqual(
      [["numerator", "NOT_A_NUMBER", "5.5 is no whole number, and this is counted one by one."]],
    );
    expect(await refused("LINKUPS", "BV-MAT", DAY, "50%,,", null)).toEqual([
      ["value", "NOT_A_NUMBER", '"50%" is a share, and this is a count: give how many there are.'],
    ]);
  });

  it.each(["5.5", "0.125", "0.500", "00.500", "012.345"])(
    "as %s is no number: a group of three behind a zero is no thousand",
    async (printed) => {
      expect(await refused("LINKUPS", "BV-MAT", DAY, `${printed},,`, null)).toEqual([
        [
          ...["value", "NOT_A_NUMBER"],
          `"${printed}" is not a number; write 1.234.567 or 1234567, and 94,22 for a fraction.`,
        ],
      ]);
    },
  );

  it("of yes and no is yes or no, and the total counts the yes", async () => {
    expect(await refused("LINKUP_ACCOUNT", "BV-MAT", DAY, "2,,", { value: 2 })).toEqual([
      ["value", expect.any(String), '2 is neither yes nor no: write "có" (yes, 1) or "không" (no, 0).'],
    ]);
    expect(await refused("LINKUP_ACCOUNT", "BV-MAT", DAY, "35,,", { value: 35 })).toHaveLength(1);
    const answers = ["Có", "yes", "1", "RỒI", "không", "No", "0", "chưa"];
    const units = ["BV-MAT", "BV-PHOI", "BV-TAMTHAN", "BV-RHM", "BV-DALIEU", "BV-YHCT", "BV-PHCN", "BV-GTVT"];
    await importLines(server.db, "observations", "co-khong.csv", [
      FIGURES,
      ...units.map((unit, i) => `LINKUP_ACCOUNT,${unit},,${DAY},${answers[i]},,,,,`),
    ]);
    const { metric } = await dataOf(
      server,
      `{ metric(code: "LINKUP_ACCOUNT") { total(on: "${DAY}") { value reporting } } }`,
    );
    expect(metric.total).toEqual({ value: 4, reporting: 8 });
  });

  it("as a share of a whole is at most 100%, and a part no more than its whole; records over people may be more", async () => {
    const counts = { numerator: 11, denominator: 10 };
    expect(await refused("LINKUPS_SUCCEEDED", "BV-MAT", DAY, ",11,10", counts)).toEqual([
      ["numerator", "INCONSISTENT", "The part (11) is more than its whole (10)."],
    ]);
    expect(await refused("LINKUPS_SUCCEEDED", "BV-MAT", DAY, '"100,01%",,', { value: 100.01 })).toEqual([
      ["value", "NOT_A_NUMBER", "100.01% is over 100%, and this is the share of a whole."],
    ]);
    const recorded = await department.done("observationRecord", {
      ...{ metric: "HEALTH_RECORD_COVERAGE", subject: "46", on: DAY, ...counts, value: 110 },
    });
    expect(recorded).toEqual({ value: 110 });
  });

  it("is below 0 where the form computes a difference, and nowhere else", async () => {
    const recorded = await department.done("observationRecord", {
      ...{ metric: "POPULATION_DIFFERENCE", subject: "476", on: "2019-07-31", value: -120 },
    });
    expect(recorded).toEqual({ value: -120 });
    await importLines(server.db, "observations", "chenh-lech.csv", [
      FIGURES,
      "POPULATION_DIFFERENCE,477,,31/07/2019,-35,,,,,",
    ]);
    expect(await refused("POPULATION_MANAGED", "476", "2019-07-31", "-120,,", { value: -120 })).toEqual([
      ["value", "NOT_A_NUMBER", below("-120")],
    ]);
  });

  it("of an area is of the days on which its code meant it, and of none across the day on which it changed hands", async () => {
    const message = (code: string) =>
      `"${code}" means this area since 2025-01-01 only, and the period begins before: figures across that day are of no one area. Let the period begin on it, or end before it.`;
    const across = { from: "2024-07-01", on: "2025-03-31" };
    for (const subject of ["474", "475"]) {
      const { userErrors } = await department.payload("observationRecord", {
        ...{ metric: "CHILDREN_UNDER_1", subject, ...across, value: 5 },
      });
      expect(userErrors).toEqual([{ path: ["from"], code: "INVALID", message: message(subject) }]);
      const file = importLines(server.db, "observations", `${subject}.csv`, [
        FIGURES,
        `CHILDREN_UNDER_1,${subject},${across.from},${across.on},5,,,,,`,
      ]);
      expect((await problemsOf(file)).map(({ column, code, message }) => [column, code, message])).toEqual([
        ["from", "INCONSISTENT", message(subject)],
      ]);
    }
    for (const period of [
      { from: "2025-01-01", on: "2025-03-31" },
      { from: "2024-07-01", on: "2024-12-31" },
    ]) {
      const input = { metric: "CHILDREN_UNDER_1", subject: "474", ...period, value: 5 };
      expect(await department.done("observationRecord", input)).toEqual({ value: 5 });
    }
    // What only changed its name is the same area.
    const renamed = { metric: "CHILDREN_UNDER_1", subject: "476", ...across, value: 5 };
    expect(await department.done("observationRecord", renamed)).toEqual({ value: 5 });
  });

  it("is what every metric has a rule for, with a reason in both languages", async () => {
    const rules = await server.db.query<{ code: string; basis: string | null }>(
      "SELECT m.code, CASE WHEN r.basis_vi <> '' AND r.basis_en <> '' THEN 'given' END AS basis FROM metric m LEFT JOIN metric_rule r ON r.metric_code = m.code",
    );
    expect(rules.filter(({ basis }) => basis !== "given")).toEqual([]);
  });
});
