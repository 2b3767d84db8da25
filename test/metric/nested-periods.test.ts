import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { FIGURES } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const FILE_IMPORT = `mutation ($input: FileImportInput!) { fileImport(input: $input) {
  report { imported rows inserted changed problemCount warningCount warnings { row message } } userErrors { code message } } }`;
const CHECKS =
  "{ discrepancies(filter: { kind: [PART_OF_PERIOD] }) { code kind statement stated recomputed difference status source { document { code } } } }";

const YEAR = { from: "2024-01-01", on: "2024-12-31" };
const MARCH = { from: "2024-03-01", on: "2024-03-31" };

describe("A year beside one of its months", () => {
  let server: TestServer;
  let department: Acting;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    ({ headers } = await signedIn(server, "sở"));
    department = new Acting(server, headers, { observation: "id version", warnings: "" });
  });
  afterAll(() => server.close());

  const record = (period: object, value: number, more: object = {}): Promise<Data> =>
    department.did("observationRecord", { metric: "LINKUPS", subject: "BV-MAT", value, ...period, ...more });
  const checks = async (): Promise<Data[]> => (await dataOf(server, CHECKS)).discrepancies;

  it("that is larger is recorded and warned of, by whichever is entered last, in the language of whoever asks", async () => {
    expect((await record(YEAR, 100)).warnings).toEqual([]);
    const input = { metric: "LINKUPS", subject: "BV-MAT", value: 1120, ...MARCH };
    const month = await department.payload("observationRecord", input, { ...headers, "accept-language": "vi" });
    expect(month).toEqual({
      observation: { id: expect.any(String), version: 1 },
      userErrors: [],
      warnings: [
        "Số liệu của 01/03/2024…31/03/2024 (1.120) lớn hơn của 01/01/2024…31/12/2024 (100), mà kỳ trước nằm trong kỳ sau: một trong hai số liệu bị sai.",
      ],
    });
    const quarter = await record({ from: "2024-01-01", on: "2024-03-31" }, 90);
    expect(quarter.warnings).toEqual([
      "1,120 for 2024-03-01…2024-03-31 is more than 90 for 2024-01-01…2024-03-31, within which it lies: one of the two is wrong.",
    ]);
  });

  it("is shown as a check, which holds again once either is corrected or withdrawn", async () => {
    const conflict = {
      ...{ code: "PART_OF_PERIOD.LINKUPS.BV-MAT.2024-01-01.2024-12-31", kind: "PART_OF_PERIOD" },
      statement: "Số lượt liên thông: Bệnh viện Mắt Huế (01/01/2024 - 31/12/2024)",
      ...{ stated: "100", recomputed: "≥ 1.120 (01/03/2024 - 31/03/2024)", difference: "-1.020", status: "CONFLICT" },
      source: { document: { code: "REGISTER" } },
    };
    const found = await checks();
    const [named] = found;
    expect(found).toEqual([
      { ...conflict, statement: named?.statement },
      {
        ...{ ...conflict, code: "PART_OF_PERIOD.LINKUPS.BV-MAT.2024-01-01.2024-03-31" },
        statement: named?.statement.replace("31/12/2024", "31/03/2024"),
        ...{ stated: "90", difference: "-1.030" },
      },
    ]);
    expect(named?.statement).toMatch(/: Bệnh viện Mắt Huế \(01\/01\/2024 - 31\/12\/2024\)$/);
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { series(subject: "BV-MAT", from: "2024-03-31", to: "2024-03-31") { id version from } } }',
    );
    const month = metric.series.find(({ from }: Data) => from === MARCH.from);
    const corrected = await department.did("observationCorrect", {
      ...{ id: month.id, expectedVersion: month.version, value: 80, reason: "Ghi nhầm." },
    });
    expect(corrected.warnings).toEqual([]);
    expect((await checks()).map(({ code, status, recomputed }) => [code.slice(15), status, recomputed])).toEqual([
      ["LINKUPS.BV-MAT.2024-01-01.2024-12-31", "MATCH", "≥ 90 (01/01/2024 - 31/03/2024)"],
      ["LINKUPS.BV-MAT.2024-01-01.2024-03-31", "MATCH", "≥ 80 (01/03/2024 - 31/03/2024)"],
    ]);
    const withdrawn = await department.did("observationWithdraw", {
      ...{ id: month.id, expectedVersion: corrected.observation.version, reason: "Rút." },
    });
    expect(withdrawn.warnings).toEqual([]);
  });

  it("says nothing of others: equal ones, other units and metrics, periods that only meet, shares, and what may be below 0", async () => {
    const sides: [first: Data, second: Data][] = [
      [
        { subject: "BV-RHM", ...YEAR, value: 5 },
        { subject: "BV-RHM", ...MARCH, value: 5 },
      ],
      [
        { subject: "BV-PHOI", ...YEAR, value: 5 },
        { subject: "BV-YHCT", ...MARCH, value: 50 },
      ],
      [
        { subject: "BV-PHCN", ...YEAR, value: 5 },
        { subject: "BV-PHCN", from: "2023-12-31", on: "2024-01-31", value: 50 },
      ],
      [
        { subject: "BV-DALIEU", ...YEAR, value: 5 },
        { subject: "BV-DALIEU", on: "2024-03-31", value: 50 },
      ],
      ...[{ metric: "POPULATION_DIFFERENCE", subject: "478" }].map((of): [Data, Data] => [
        { ...of, ...YEAR, value: 5 },
        { ...of, ...MARCH, value: 50 },
      ]),
      ...[{ metric: "LINKUPS_FAILED", subject: "BV-MAT", value: undefined }].map((of): [Data, Data] => [
        { ...of, ...YEAR, numerator: 1, denominator: 10 },
        { ...of, ...MARCH, numerator: 5, denominator: 9 },
      ]),
    ];
    const before = await checks();
    for (const [first, second] of sides) {
      expect((await record({}, 0, first)).warnings).toEqual([]);
      expect((await record({}, 0, second)).warnings).toEqual([]);
    }
    const added = (await checks()).filter(({ code }) => !before.some((each) => each.code === code));
    expect(added.map(({ code, status }) => [code, status])).toEqual([
      ["PART_OF_PERIOD.LINKUPS.BV-RHM.2024-01-01.2024-12-31", "MATCH"],
    ]);
  });

  const imported = async (lines: readonly string[], dryRun: boolean): Promise<Data> => {
    const input = { format: "OBSERVATIONS", text: `${[FIGURES, ...lines].join("\n")}\n`, fileName: "ky.csv", dryRun };
    const { data } = await runQuery(server, FILE_IMPORT, { input }, headers);
    expect(data.fileImport.userErrors).toEqual([]);
    return data.fileImport.report;
  };

  it("is warned of by a file too, tried or imported, whether the other one stands in the file or on record", async () => {
    await record(YEAR, 10, { subject: "BV-TAMTHAN" });
    const lines = [
      "LINKUPS,BV-TAMTHAN,01/05/2024,31/05/2024,11,,,,,",
      "LINKUPS,BV-HVT,01/01/2024,31/12/2024,20,,,,,",
      "LINKUPS,BV-HVT,01/06/2024,30/06/2024,19,,,,,",
      "LINKUPS,BV-HVT,01/07/2024,31/07/2024,21,,,,,",
    ];
    const warnings = [
      {
        row: 2,
        message:
          "11 for 2024-05-01…2024-05-31 is more than 10 for 2024-01-01…2024-12-31, within which it lies: one of the two is wrong.",
      },
      {
        row: 5,
        message:
          "21 for 2024-07-01…2024-07-31 is more than 20 for 2024-01-01…2024-12-31, within which it lies: one of the two is wrong.",
      },
    ];
    const expected = { rows: 4, inserted: 4, changed: 0, problemCount: 0, warningCount: 2, warnings };
    expect(await imported(lines, true)).toEqual({ imported: false, ...expected });
    expect(await imported(lines, false)).toEqual({ imported: true, ...expected });
    const right = lines.map((line) => line.replace(",11,", ",9,").replace(",21,", ",20,"));
    const settled = { rows: 4, inserted: 0, changed: 2, problemCount: 0, warningCount: 0, warnings: [] };
    expect(await imported(right, true)).toEqual({ imported: false, ...settled });
    expect(await imported(right, false)).toEqual({ imported: true, ...settled });
  });

  it("is warned of however far apart the rows of a file are", async () => {
    const day = (i: number) => new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10);
    const days = Array.from(
      { length: 1200 },
      (_, i) => `LINKUPS,BV-CTCH,${day(i)},${day(i)},${i === 700 ? 9 : 1},,,,,`,
    );
    const lines = [...days, `LINKUPS,BV-CTCH,${day(600)},${day(800)},8,,,,,`];
    for (const dryRun of [true, false]) {
      const { warningCount, warnings } = await imported(lines, dryRun);
      expect([warningCount, warnings]).toEqual([
        1,
        [{ row: 1202, message: expect.stringContaining(`9 for ${day(700)}…${day(700)} is more than 8 for`) }],
      ]);
    }
  });
});
