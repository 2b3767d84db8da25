import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const TARGET = `id year dueOn statementVi metric { code } value comparison denominatorUnit { code } count aims { code } legalDocument { number } noteVi noteEn
  source { document { code } section } progress { status dueOn } conflictsWith { legalDocument { number } } version`;
const ENTERED = { document: { code: "REGISTER" }, section: "Dữ liệu do người dùng nhập trên hệ thống" };
const NEW = { legalDocument: "5316/QĐ-BYT", year: 2027, statementVi: "Mục tiêu SYNTHETIC" };

describe("A target", () => {
  let server: TestServer;
  let department: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { target: TARGET });
  });
  afterAll(() => server.close());

  const all = async (): Promise<Data[]> => (await dataOf(server, `{ targets { ${TARGET} } }`)).targets;

  it("is added to a legal document, cites the register, and is compared with the others", async () => {
    const added = await department.done("targetAdd", {
      ...{
        ...NEW,
        legalDocument: "07/CT-TTg",
        year: 2026,
        dueOn: "2026-03-31",
        metric: "HEALTH_RECORD_COVERAGE",
        value: 99.5,
      },
      ...{ comparison: "MORE_THAN", denominatorUnit: "HOUSEHOLD" },
      ...{ count: 210, aims: ["EMR_OTHER_FACILITIES"], noteEn: " Made up. " },
    });
    expect(added).toMatchObject({
      ...{ id: expect.any(String), year: 2026, dueOn: "2026-03-31", statementVi: "Mục tiêu SYNTHETIC", value: 99.5 },
      ...{ metric: { code: "HEALTH_RECORD_COVERAGE" }, count: 210, aims: [{ code: "EMR_OTHER_FACILITIES" }] },
      ...{ legalDocument: { number: "07/CT-TTg" }, noteVi: null, noteEn: "Made up.", source: ENTERED, version: 1 },
      ...{ comparison: "MORE_THAN", denominatorUnit: { code: "HOUSEHOLD" } },
      // Its metric counts people.
      progress: { status: "NOT_COMPUTABLE", dueOn: "2026-03-31" },
    });
    const without = await department.done("targetCorrect", {
      ...{ id: added.id, expectedVersion: 1, value: null, denominatorUnit: null, reason: "Thử." },
    });
    expect(without).toMatchObject({ value: null, comparison: null, denominatorUnit: null, version: 2 });
    const again = { value: 99.5, comparison: "MORE_THAN", denominatorUnit: "HOUSEHOLD", reason: "Thử." };
    expect(await department.done("targetCorrect", { id: added.id, expectedVersion: 2, ...again })).toMatchObject({
      ...added,
      version: 3,
    });
    expect(added.conflictsWith).toContainEqual({ legalDocument: { number: "13/2025/TT-BYT" } });
    expect((await all()).find(({ id }) => id === added.id)).toEqual({ ...added, version: 3 });
  });

  it("is corrected for a reason, also one that a document prints", async () => {
    const [printed] = (await all()).filter(
      ({ metric, year }) => metric?.code === "HEALTH_RECORD_COVERAGE" && year === 2025,
    );
    const corrected = await department.done("targetCorrect", {
      ...{ id: printed.id, expectedVersion: 1, value: 91, aims: [], reason: "Chép sai." },
    });
    expect(corrected).toMatchObject({ ...printed, value: 91, version: 2, progress: expect.anything() });
    const cleared = await department.done("targetCorrect", {
      ...{ id: printed.id, expectedVersion: 2, metric: null, value: null, reason: "Chưa có chỉ số." },
    });
    expect(cleared).toMatchObject({
      metric: null,
      value: null,
      year: 2025,
      statementVi: printed.statementVi,
      version: 3,
    });
  });

  it("is refused with all that is wrong, and nothing is written", async () => {
    const before = await all();
    const add = (input: object) => department.refused("targetAdd", { ...NEW, ...input });
    expect(await add({ legalDocument: "5316", metric: "NOTHING", aims: ["PEACE"], value: 1 })).toEqual([
      ["legalDocument", "NOT_FOUND"],
      ["metric", "NOT_FOUND"],
      ["aims", "NOT_FOUND"],
    ]);
    expect(await add({ legalDocument: "5316", statementVi: " " })).toEqual([["statementVi", "INVALID"]]);
    expect(await add({ dueOn: "2026-12-31", value: 5 })).toEqual([
      ["dueOn", "INVALID"],
      ["value", "INVALID"],
    ]);
    expect(await add({ year: 1999, count: -1, value: 0.1234567 })).toEqual([
      ["year", "INVALID"],
      ["value", "INVALID"],
      ["count", "INVALID"],
    ]);
    expect(await add({ comparison: "MORE_THAN", denominatorUnit: "PLANET" })).toEqual([
      ["denominatorUnit", "NOT_FOUND"],
      ["comparison", "INVALID"],
    ]);
    const { id } = before[0] as Data;
    const correct = (input: object) =>
      department.refused("targetCorrect", { id, expectedVersion: 1, reason: "Thử.", ...input });
    expect(await correct({})).toEqual([["", "INVALID"]]);
    expect(await correct({ year: before[0]?.year, reason: "x" })).toEqual([["reason", "INVALID"]]);
    expect(await correct({ id: "x" })).toEqual([["id", "NOT_FOUND"]]);
    expect(await correct({ expectedVersion: 2, year: 2031 })).toEqual([["expectedVersion", "CONFLICT"]]);
    expect(await all()).toEqual(before);
  });

  it("stands behind those added before it, however many add one at the same time", async () => {
    const added = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        department.done("targetAdd", { ...NEW, statementVi: `Mục tiêu SYNTHETIC ${i}` }),
      ),
    );
    expect(new Set(added.map(({ id }) => id)).size).toBe(12);
    const rows = await server.db.query<{ position: number }>(
      "SELECT t.position FROM target t JOIN source_section s ON s.id = t.section_id WHERE s.label = ? ORDER BY t.position",
      [ENTERED.section],
    );
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(server.reported).toEqual([]);
  });
});
