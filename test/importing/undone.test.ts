import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import {
  dataIndex,
  FIGURES,
  type IndexEntry,
  importLines,
  problemsOf,
  readerNamed,
  rowCounts,
} from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

const REASON = { reason: "Thử." };

describe("What a file says", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const importText = async (fileName: string, text: string, more: object = {}): Promise<Data> => {
    const input = { format: "OBSERVATIONS", fileName, section: "một nguồn", text, ...more };
    const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report;
  };
  const figure = (day: string, value: number | string) => `${FIGURES}\nLINKUPS,BV-MAT,,${day},${value},,,,,\n`;
  const on = async (day: string): Promise<Data> => {
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { series(subject: "BV-MAT") { id on value version } } }',
    );
    return metric.series.find((each: Data) => each.on === day);
  };
  const acting = (object: string) => new Acting(server, headers, { [object]: "id version" });
  const revision = () => server.db.query("SELECT scope, slot, revision FROM data_revision ORDER BY scope, slot");

  it("last counts: the first file again, after another one has said otherwise of the same cell", async () => {
    const day = "2021-01-01";
    for (const [file, value, changes] of [
      ["a.csv", 10, { inserted: 1, changed: 0, loadedBefore: false }],
      ["b.csv", 20, { inserted: 0, changed: 1, loadedBefore: false }],
      ["a.csv", 10, { inserted: 0, changed: 1, loadedBefore: false }],
      ["b.csv", 20, { inserted: 0, changed: 1, loadedBefore: false }],
    ] as const) {
      expect(await importText(file, figure(day, value))).toMatchObject({ imported: true, rows: 1, ...changes });
      expect(await on(day)).toMatchObject({ value });
    }
  });

  it("and is on record already writes nothing, whoever has put it there", async () => {
    const day = "2021-01-02";
    await importText("a.csv", figure(day, 10));
    const [counts, before] = [await rowCounts(server.db), await revision()];
    for (const [fileName, loadedBefore] of [
      ["a.csv", true],
      ["khac.csv", false],
    ] as const) {
      const report = await importText(fileName, figure(day, 10));
      expect(report).toMatchObject({ imported: true, inserted: 0, changed: 0, unchanged: 1, loadedBefore });
    }
    expect([await rowCounts(server.db), await revision()]).toEqual([counts, before]);
  });

  it("and an act has corrected is refused by its row, and done where the import says that it may", async () => {
    const day = "2021-01-03";
    await importText("a.csv", figure(day, 10));
    const { id, version } = await on(day);
    await acting("observation").done("observationCorrect", { id, expectedVersion: version, value: 20, ...REASON });
    const counts = await rowCounts(server.db);
    for (const [text, dryRun] of [
      [figure(day, 10), false],
      [figure(day, 10), true],
      [figure(day, 30), false],
    ] as const) {
      const report = await importText("a.csv", text, { dryRun });
      expect(report).toMatchObject({ imported: false, loadedBefore: false, problemCount: 1 });
      expect(report.problems[0]).toMatchObject({ row: 2, column: "subject", code: "UNDOES_ACT" });
      expect(report.problems[0].message).toMatch(
        /^"observationCorrect" changed this on \d{4}-\d\d-\d\d, and the file would undo it; import it with mayUndoActs/,
      );
    }
    expect(await on(day)).toMatchObject({ value: 20 });
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await importText("a.csv", figure(day, 20))).toMatchObject({ imported: true, unchanged: 1 });
    expect(await importText("a.csv", figure(day, 10), { mayUndoActs: true })).toMatchObject({
      imported: true,
      changed: 1,
    });
    expect(await on(day)).toMatchObject({ value: 10 });
    // By now a file has said it.
    expect(await importText("a.csv", figure(day, 11))).toMatchObject({ imported: true, changed: 1 });
  });

  it("of other fields than an act has changed is taken", async () => {
    const day = "2021-01-04";
    await importText("a.csv", figure(day, 10));
    const { id, version } = await on(day);
    await acting("observation").done("observationCorrect", { id, expectedVersion: version, value: 20, ...REASON });
    const noted = `${FIGURES}\nLINKUPS,BV-MAT,,${day},20,,,,đã kiểm tra,\n`;
    expect(await importText("a.csv", noted)).toMatchObject({ imported: true, changed: 1 });
  });

  it("and an act has withdrawn does not come back, but where the import says that it may", async () => {
    const day = "2021-01-05";
    await importText("a.csv", figure(day, 10));
    const { id, version } = await on(day);
    await acting("observation").done("observationWithdraw", { id, expectedVersion: version, ...REASON });
    for (const dryRun of [false, true]) {
      const report = await importText("a.csv", figure(day, 10), { dryRun });
      expect(report).toMatchObject({ imported: false, problemCount: 1, problems: [{ row: 2, code: "UNDOES_ACT" }] });
    }
    expect(await on(day)).toBeUndefined();
    expect(await importText("a.csv", figure(day, 10), { mayUndoActs: true })).toMatchObject({ inserted: 1 });
    expect(await on(day)).toMatchObject({ value: 10 });
  });

  it("of facilities undoes no act: a name of its day, an end that was taken back; what comes after it is a change", async () => {
    const facility = async (field: string, code: string, input: object) => {
      const { facility: found } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
      await acting("facility").done(field, { id: found.id, expectedVersion: found.version, ...input });
    };
    const list = (text: string, more: object = {}) => importText("co-so.csv", text, { format: "FACILITIES", ...more });
    await facility("facilityRename", "BV-MAT", { name: "Bệnh viện Mắt SYNTHETIC", on: "2026-01-01" });
    await facility("facilityReopen", "BV-CHANMAY", REASON);
    const renamed = "code,name,valid_from\nBV-MAT,Bệnh viện Mắt cũ SYNTHETIC,2026-01-01\n";
    expect(await list(renamed)).toMatchObject({ problemCount: 1, problems: [{ row: 2, code: "UNDOES_ACT" }] });
    const closed = "code,closed_on\nBV-CHANMAY,2026-04-08\n";
    expect(await list(closed)).toMatchObject({ problemCount: 1, problems: [{ row: 2, code: "UNDOES_ACT" }] });
    const later = "code,name,valid_from\nBV-MAT,Bệnh viện Mắt mới SYNTHETIC,2026-02-01\n";
    expect(await list(later)).toMatchObject({ imported: true, changed: 1 });
    expect(await list(closed, { mayUndoActs: true })).toMatchObject({ imported: true, changed: 1 });
  });

  it("of the roadmap undoes no act", async () => {
    const { roadmap } = await dataOf(server, "{ roadmap { milestones { id titleVi track { labelVi } } } }");
    const [first] = roadmap.milestones;
    await acting("milestone").done("milestoneReplan", { id: first.id, expectedVersion: 1, year: 2027, ...REASON });
    const text = `track;title;year\n${first.track.labelVi};"${first.titleVi.replaceAll('"', '""')}";2023\n`;
    const list = (more: object = {}) => importText("lo-trinh.csv", text, { format: "MILESTONES", ...more });
    expect(await list()).toMatchObject({ problemCount: 1, problems: [{ row: 2, code: "UNDOES_ACT" }] });
    expect(await list({ mayUndoActs: true })).toMatchObject({ imported: true, changed: 1 });
  });

  describe("in a table of a document, which is written as a whole,", () => {
    /** What is refused of a table of data/ that is imported as somebody's own: the object and the act of each problem. */
    async function undoneBy(reader: string): Promise<string[]> {
      const { file, document, section } = (await dataIndex()).find((entry) => entry.reader === reader) as IndexEntry;
      const content = await readFile(`data/${file}`, "utf8");
      const problems = await problemsOf(
        importFile(server.db, readerNamed(reader), { file, content, document, section }),
      );
      expect(new Set(problems.map(({ line, column, code }) => `${line} ${column} ${code}`))).toEqual(
        new Set(["1  UNDOES_ACT"]),
      );
      return problems.map(({ value, message }) => `${value}: ${message.split(" ")[0]}`).sort();
    }

    it("is refused for all acts that it would undo, corrections and withdrawals alike", async () => {
      const done: string[] = [];
      for (const [i, code] of ["BV-MAT", "BV-PHOI", "BV-TAMTHAN", "BV-RHM"].entries()) {
        const { metric } = await dataOf(
          server,
          `{ metric(code: "LINKUP_CONNECTED") { latest(subject: "${code}") { id version on value } } }`,
        );
        const { id, version, on: day, value } = metric.latest;
        const [{ key }] = await server.db.query<Data>("SELECT CONCAT('F', id) AS `key` FROM facility WHERE code = ?", [
          code,
        ]);
        const act = i % 2 === 0 ? "observationCorrect" : "observationWithdraw";
        const input = i % 2 === 0 ? { value: 1 - value, ...REASON } : REASON;
        await acting("observation").done(act, { id, expectedVersion: version, ...input });
        done.push(`${key} ${day}: "${act}"`);
      }
      expect(await undoneBy("appendix-2")).toEqual(done.sort());
    });

    it("is refused for every milestone that was planned anew", async () => {
      const { roadmap } = await dataOf(server, "{ roadmap { milestones { id titleVi version } } }");
      const titles: string[] = [];
      for (const { id, titleVi, version } of roadmap.milestones.slice(2, 5)) {
        await acting("milestone").done("milestoneReplan", { id, expectedVersion: version, year: 2029, ...REASON });
        titles.push(titleVi);
      }
      expect(await undoneBy("roadmap")).toEqual(titles.map((title) => `${title}: "milestoneReplan"`).sort());
    });
  });

  it("by a command undoes no act either, and is compared with the record whatever the command loaded before", async () => {
    const line = (value: number) => [FIGURES, `LINKUPS,BV-PHOI,,2021-01-06,${value},,,,,`];
    const changes: (number | null)[] = [];
    for (const value of [1, 2, 1, 1]) {
      changes.push((await importLines(server.db, "observations", "lenh.csv", line(value))).changed);
    }
    expect(changes).toEqual([0, 1, 1, 0]);
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { series(subject: "BV-PHOI") { id on version } } }',
    );
    const { id, version } = metric.series.find((each: Data) => each.on === "2021-01-06");
    await acting("observation").done("observationCorrect", { id, expectedVersion: version, value: 5, ...REASON });
    const refused = await problemsOf(importLines(server.db, "observations", "lenh.csv", line(1)));
    expect(refused).toMatchObject([{ line: 2, code: "UNDOES_ACT" }]);
  });

  it("and an act has changed of a metric, or of an area, is refused", async () => {
    const { metric, area } = await dataOf(
      server,
      '{ metric(code: "COVID_RECORDS_OWED") { id version } area(code: "475") { id version } }',
    );
    const at = ({ id, version }: Data) => ({ id, expectedVersion: version, ...REASON });
    await acting("metric").done("metricChange", {
      ...{ ...at(metric), direction: "NEITHER", counts: "DECIMAL" },
      ...{ rulesBasisVi: "Thử.", rulesBasisEn: "A trial.", expectedBasisVi: "Thử.", expectedBasisEn: "A trial." },
    });
    await acting("area").done("areaCorrect", { ...at(area), addSpellings: ["Q. Phú Xuân SYNTHETIC"] });
    const known = await readFile("data/register/metric-meanings.csv", "utf8");
    for (const [reader, lines, value] of [
      ["metric-meanings", known.trimEnd().split("\n"), "COVID_RECORDS_OWED"],
      [
        "metric-rules",
        ["metric,counts,least,most,basis_vi,basis_en", "COVID_RECORDS_OWED,WHOLE,ZERO,NO_LIMIT,Đếm.,Counted."],
        "COVID_RECORDS_OWED",
      ],
      [
        "metric-expectations",
        ["metric,expected_of,appendix,basis_vi,basis_en", "COVID_RECORDS_OWED,ALL_SUBJECTS,,Khác.,Other."],
        "COVID_RECORDS_OWED",
      ],
      ["area-spellings", ["spelling,area_key", "Q. Phú Xuân SYNTHETIC,476"], "475"],
    ] as const) {
      const problems = await problemsOf(importLines(server.db, reader, "khac.csv", lines));
      expect([reader, problems.map((problem) => [problem.code, problem.value])]).toEqual([
        reader,
        [["UNDOES_ACT", value]],
      ]);
    }
  });
});

describe("The first figure that is entered into a new database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  it("makes the section that figures cite, and is an act like any other: no file undoes it", async () => {
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUP_CONNECTED") { latest(subject: "BV-PHOI") { id } } }',
    );
    const acting = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "id version" });
    const input = { id: metric.latest.id, expectedVersion: 1, value: 0, ...REASON };
    await acting.done("observationCorrect", input);
    const entries = await server.db.query(
      "SELECT object_type AS type, scope FROM audit_entry WHERE act = 'observationCorrect' ORDER BY type",
    );
    expect(entries).toEqual([
      { type: "Observation", scope: "DATA" },
      { type: "SourceSection", scope: "REFERENCE" },
    ]);
    const { file, document, section } = (await dataIndex()).find(({ reader }) => reader === "appendix-2") as IndexEntry;
    const content = await readFile(`data/${file}`, "utf8");
    const again = importFile(server.db, readerNamed("appendix-2"), { file, content, document, section });
    expect(await problemsOf(again)).toMatchObject([{ code: "UNDOES_ACT" }]);
  });
});
