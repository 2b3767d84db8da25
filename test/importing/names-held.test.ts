import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { rowsFound } from "../support/rows-found.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const REPORT = { report: "inserted problems { row column code value }" };

describe("A file", () => {
  let server: TestServer;
  let other: TestServer;
  let department: Acting;
  let elsewhere: Acting;
  beforeAll(async () => {
    const database = await loadedDatabase();
    server = await serve(database);
    other = await serve({ ...database, close: async () => undefined });
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    department = new Acting(server, headers, REPORT);
    elsewhere = new Acting(other, headers, { facility: "id version name" });
  });
  afterAll(async () => {
    await other.close();
    await server.close();
  });

  const imported = async (format: string, text: string): Promise<Data> =>
    (await department.payload("fileImport", { format, fileName: "own.csv", text })).report;

  let days = 0;
  /** Imports a figure of whom the text names, on a day of its own; answers how many are new, and the problems. */
  async function importOf(subject: string, year = 2021): Promise<unknown> {
    days += 1;
    const on = new Date(Date.UTC(year, 0, days)).toISOString().slice(0, 10);
    const text = `metric,subject,on,value\nLINKUPS,"${subject}",${on},${days}\n`;
    const { inserted, problems } = await imported("OBSERVATIONS", text);
    return [inserted, problems.map(({ value, code }: Data) => `${value} ${code}`)];
  }

  it("costs what it holds, however many facilities there are: figures, levels, needs, areas and facilities", async () => {
    let given = 0;
    const facility = (cells: string) =>
      imported("FACILITIES", `code,name,actual_beds,managed_by,valid_from\nBV-PHOI,${cells},2026-01-01\n`);
    const levels = (cells: string) => imported("ASSESSMENTS", `round,facility,reported_level\n2022,${cells}\n`);
    const { assessmentRound } = await dataOf(server, '{ assessmentRound(code: "2022") { id version } }');
    const of = { id: assessmentRound.id, expectedVersion: assessmentRound.version };
    await department.done("assessmentRoundReopen", { ...of, reason: "Thử." });
    const files = [
      () => importOf("BV-MAT"),
      () => levels("BV-MAT,"),
      () => levels(`SYT,${1 + (given % 4)}`),
      () => imported("STATED_NEEDS", "round,facility,system,needed\n2022,BV-MAT,HIS,có\n"),
      () => facility(",,"),
      () =>
        imported(
          "AREAS",
          `code,name,area_type,parent,valid_from\nTHU-${given},Xã thử ${given},COMMUNE,46,2025-08-01\n`,
        ),
      () => facility(`Bệnh viện Phổi ${given},${given},${given % 2 === 0 ? "SYT" : "BV-MAT"}`),
    ];
    const costs = async () => {
      const found: number[] = [];
      for (const file of files) {
        given += 1;
        expect(await file()).not.toMatchObject({ problems: [expect.anything()] });
        given += 1;
        // With what the server has to read of what the one before has changed.
        found.push(await rowsFound(server.db, file));
      }
      return found;
    };
    await costs();
    const few = await costs();
    await addSyntheticFacilities(server.db, 1_000);
    expect(await dataOf(server, "{ facilities { totalCount } }")).toEqual({ facilities: { totalCount: 1_042 } });
    const many = await costs();
    // Some rows more are what these files have added themselves.
    expect(few.map((rows, i) => [rows > 0, Math.abs((many[i] ?? 0) - rows) < 10])).toEqual(
      files.map(() => [true, true]),
    );
  });

  it("means who is called so after an act of another server a moment before", async () => {
    const [{ facility }] = [await dataOf(other, '{ facility(code: "BV-MAT") { id version } }')];
    const of = { id: facility.id, expectedVersion: facility.version };
    expect(await importOf("Bệnh viện Mắt Thử")).toEqual([0, ["Bệnh viện Mắt Thử UNKNOWN_NAME"]]);
    const { version } = await elsewhere.done("facilityRename", { ...of, name: "Bệnh viện Mắt Thử", on: "2025-01-01" });
    expect(await importOf("bệnh viện  mắt thử")).toEqual([1, []]);
    expect(await importOf("Bệnh viện Mắt Huế")).toEqual([1, []]);
    await elsewhere.done("facilityClose", { ...of, expectedVersion: version, on: "2026-01-01", reason: "Thử." });
    expect(await importOf("BV-MAT", 2025)).toEqual([1, []]);
    expect(await importOf("BV-MAT", 2026)).toEqual([0, ["BV-MAT INCONSISTENT"]]);
  });
});
