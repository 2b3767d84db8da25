import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import type { Connections, Transaction } from "../../server/core/database/database.js";
import { globalId } from "../../server/core/schema/global-id.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { dataIndex, FIGURES, listNamed, readerNamed } from "../support/importing.js";
import { meanwhile } from "../support/meanwhile.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const REASON = { reason: "Thử." };
/** No import of these files asks as many statements. */
const MOST_STATEMENTS = 60;

describe("An act that is done in the middle of an import", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "version value" });
  });
  afterAll(() => server.close());

  type Import = (db: Connections) => Promise<unknown>;

  /** Imports, and does the act before a statement of it: whether each was done. */
  async function beside(statement: number, importing: Import, act: () => Promise<Data>) {
    const { one, other } = await meanwhile(server.db, statement, () => importing(server.db), act);
    const refused = one.status === "fulfilled" ? [] : problemsIn(one.reason);
    if (other?.status === "rejected") throw other.reason;
    return { refused, isLast: !other, wasDone: other?.value.userErrors.length === 0 };
  }
  const problemsIn = (error: unknown) => {
    if (error instanceof ImportRefused) return error.problems.map(({ code, line }) => [code, line]);
    throw error;
  };

  const importFigures =
    (...lines: string[]): Import =>
    (db) => {
      const content = `${[FIGURES, ...lines].join("\n")}\n`;
      return importFile(db, readerNamed("observations"), {
        file: "own.csv",
        content,
        document: "REGISTER",
        section: "tệp",
      });
    };
  const seriesOf = async (subject: string): Promise<Data[]> =>
    (await dataOf(server, `{ metric(code: "LINKUPS") { series(subject: "${subject}") { id version on value } } }`))
      .metric.series;
  const figureOf = async (subject: string, day: string) => (await seriesOf(subject)).find(({ on }) => on === day);

  const ACTS = {
    observationWithdraw: { input: REASON, now: undefined },
    observationCorrect: { input: { ...REASON, value: 77 }, now: 77 },
  } as const;

  describe.each(["observationWithdraw", "observationCorrect"] as const)("%s", (act) => {
    const { input, now } = ACTS[act];
    it.each([
      ["says the same, with its first day", "2021-01-01", 10],
      ["says the same, without", "", 10],
      ["says another figure, with its first day", "2021-01-01", 20],
      ["says another figure, without", "", 20],
    ])("is done before or after a file that %s, wherever it is in it", async (_, from, value) => {
      const seen = new Set<string>();
      const subject = "BV-MAT";
      for (let statement = 1; ; statement += 1) {
        const on = `${1950 + statement}-0${act === "observationWithdraw" ? 1 : 2}-${from === "" ? 1 : 2}${value / 10}`;
        const first = from === "" ? "" : `${on.slice(0, 8)}01`;
        const line = (figure: number) => `LINKUPS,${subject},${first},${on},${figure},,,,,`;
        await importFigures(line(10))(server.db);
        const { id, version } = (await figureOf(subject, on)) as Data;
        const { refused, wasDone, isLast } = await beside(statement, importFigures(line(value)), () =>
          department.payload(act, { id, expectedVersion: version, ...input }),
        );
        if (isLast) break;
        const shown = (await figureOf(subject, on))?.value;
        const outcome = { refused, wasDone, shown };
        const [actFirst, fileFirst] = [
          { refused: [["UNDOES_ACT", 2]], wasDone: true, shown: now },
          value === 10 ? { refused: [], wasDone: true, shown: now } : { refused: [], wasDone: false, shown: value },
        ];
        expect([actFirst, fileFirst]).toContainEqual(outcome);
        seen.add(JSON.stringify(outcome));
        expect(statement).toBeLessThan(MOST_STATEMENTS);
      }
      expect(seen.size).toBe(server.db.dialect === "mysql" ? 2 : 1);
    });
  });

  it("is done before or after a list that says something else of the same facility: neither is lost", async () => {
    const seen = new Set<string>();
    const facility = async (): Promise<Data> =>
      (await dataOf(server, '{ facility(code: "BV-MAT") { id version actualBeds hospitalClass { code } } }')).facility;
    const dayOf = (n: number) => new Date(Date.UTC(2024, 0, n)).toISOString().slice(0, 10);
    for (let statement = 1; ; statement += 1) {
      const { id, version, hospitalClass: before } = await facility();
      const hospitalClass = before.code === "CLASS_1" ? "CLASS_2" : "CLASS_1";
      const [on, later] = [dayOf(2 * statement), dayOf(2 * statement + 1)];
      const list: Import = (db) =>
        importFile(db, listNamed("facilities"), {
          ...{ file: "list.csv", document: "REGISTER", section: "tệp" },
          content: `code,actual_beds,valid_from\nBV-MAT,${statement},${later}\n`,
        });
      const { refused, wasDone, isLast } = await beside(statement, list, () =>
        department.payload("facilityProfileChange", { id, expectedVersion: version, on, hospitalClass }),
      );
      if (isLast) break;
      const now = await facility();
      const outcome = { refused, wasDone, actualBeds: now.actualBeds, class: now.hospitalClass.code };
      const both = { refused: [], wasDone: true, actualBeds: statement, class: hospitalClass };
      const fileFirst = { refused: [], wasDone: false, actualBeds: statement, class: before.code };
      expect([both, fileFirst]).toContainEqual(outcome);
      seen.add(JSON.stringify(wasDone));
      expect(statement).toBeLessThan(MOST_STATEMENTS);
    }
    expect(seen.size).toBe(server.db.dialect === "mysql" ? 2 : 1);
  });

  it("waits for no list of levels that is held against what is on record", async () => {
    // The embedded database has one writer.
    if (server.db.dialect !== "mysql") return;
    const assessor = assessing(server, (await signedIn(server, "sở")).headers);
    await openRound(assessor, "2026");
    const list = {
      ...{ file: "list.csv", document: "REGISTER", section: "tệp" },
      content: "round,facility,reported_level\n2026,BV-MAT,3\n",
    };
    const begun: string[] = [];
    const within = (tx: Transaction): Transaction => ({
      ...tx,
      async query(sql, params) {
        const found = await tx.query(sql, params);
        if (/FROM assessment_round .*(?:SHARE|UPDATE)/.test(sql)) {
          const { facility } = await assessor.done("assessmentStart", { facility: "BV-TAMTHAN", round: "2026" });
          begun.push(facility.code);
        }
        return found as never;
      },
    });
    const db: Connections = Object.create(server.db, {
      query: { value: (...args: Parameters<Connections["query"]>) => server.db.query(...args) },
      transaction: {
        value: <T>(work: (tx: Transaction) => Promise<T>) => server.db.transaction((tx) => work(within(tx))),
      },
    });
    expect(await importFile(db, listNamed("assessments"), list)).toMatchObject({ inserted: 1 });
    expect(begun).toEqual(["BV-TAMTHAN"]);
  });

  it("is done before or after a table of a document, wherever it is in it", async () => {
    const entry = (await dataIndex()).find(({ reader }) => reader === "appendix-2");
    if (!entry) throw new Error("There is no appendix 2.");
    const content = await readFile(`data/${entry.file}`, "utf8");
    const importing: Import = (db) => importFile(db, readerNamed("appendix-2"), { ...entry, content });
    const figures = await server.db.query<{ id: number; version: number }>(
      "SELECT o.id, o.version FROM observation o JOIN source_section s ON s.id = o.section_id " +
        "WHERE s.label = ? AND o.reported = 1 ORDER BY o.id",
      [entry.section],
    );
    for (let statement = 1; ; statement += 1) {
      const { id, version } = figures[statement - 1] ?? { id: 0, version: 0 };
      const { wasDone, isLast } = await beside(statement, importing, () => {
        const input = { id: globalId("Observation", id), expectedVersion: version, ...REASON };
        return department.payload("observationWithdraw", input);
      });
      if (isLast) break;
      const inPlace = await server.db.query(
        "SELECT o.id FROM withdrawn_observation w JOIN observation o ON o.metric_id = w.metric_id " +
          "AND o.subject_key = w.subject_key AND o.on_date = w.on_date AND COALESCE(o.from_date, '') = COALESCE(w.from_date, '') " +
          "WHERE w.id = ?",
        [id],
      );
      expect([statement, wasDone, inPlace]).toEqual([statement, true, []]);
    }
  });

  it("leaves a trail in which each entry follows the one before it, and rows as their last act left them", async () => {
    expect(await faultsIn(server.db)).toEqual([]);
  });
});
