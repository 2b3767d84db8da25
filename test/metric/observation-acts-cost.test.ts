import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import mysql from "mysql2";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import type { Data } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

describe("Recording a figure", () => {
  let server: TestServer;
  let editor: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    editor = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "id version" });
    // The first one of all makes the section of the register that it cites.
    await editor.done("observationRecord", figure({ on: "2024-01-01" }));
  });
  afterAll(() => server.close());

  const figure = (input: object) => ({ metric: "LINKUPS", subject: "BV-MAT", value: 1, ...input });

  it("costs eight statements, in two messages to MariaDB beside that for the revision", async () => {
    const sent = jest.spyOn((mysql as Data).Connection.prototype, "execute");
    await editor.done("observationRecord", figure({ on: "2024-01-02", clientMutationId: "one" }));
    sent.mockClear();
    const headers = { ...editor.headers, "x-graphql-cost": "1" };
    const { extensions } = await editor.ask(
      "observationRecord",
      figure({ on: "2024-01-03", clientMutationId: "two" }),
      headers,
    );
    expect((extensions as Data).cost.statements).toBe(8);
    expect(sent.mock.calls).toHaveLength(server.db.dialect === "mysql" ? 3 : 0);
    sent.mockRestore();
  });

  it("says in the trail how the row stands, as the database gives it back", async () => {
    const most = 999_999_999_999_999;
    const shapes: object[] = [
      { on: "2024-02-01", value: most },
      { on: "2024-02-02", value: 0 },
      { on: "2024-02-03", noteVi: 'Ghi chú "có dấu" \\ và một dòng\nmới' },
      { on: "2024-02-05", from: "2024-02-04" },
      {
        on: "2024-02-06",
        metric: "HEALTH_RECORDS",
        subject: "46",
        value: undefined,
        numerator: 1,
        denominator: 3,
      },
      { on: "2024-02-07", metric: "HEALTH_RECORDS", subject: "46", value: 33.333333 },
    ];
    const metrics = await server.db.query<{ code: string; kind: string; subject: string }>(
      "SELECT code, kind, subject_type AS subject FROM metric",
    );
    const ratio = metrics.find(({ kind, subject }) => kind === "RATIO" && subject === "PROVINCE")?.code;
    for (const shape of shapes) {
      await editor.done("observationRecord", figure("metric" in shape ? { ...shape, metric: ratio } : shape));
    }
    expect(await faultsIn(server.db)).toEqual([]);
  });

  it("for a day of which one period is on record fills that period, and leaves nothing else", async () => {
    const period = { on: "2024-03-31", from: "2024-03-01" };
    await server.db.transaction((tx) =>
      tx.change(
        "INSERT INTO observation (metric_id, section_id, facility_id, subject_key, on_date, from_date, from_key, approximate, reported) " +
          "SELECT metric_id, section_id, facility_id, subject_key, ?, ?, ?, 0, 0 FROM observation WHERE on_date = ? AND facility_id IS NOT NULL LIMIT 1",
        [period.on, period.from, period.from, "2024-01-01"],
      ),
    );
    await editor.done("observationRecord", figure({ on: period.on, value: 5 }));
    const rows = await server.db.query<{ value: number; from: string; version: number }>(
      "SELECT `value`, from_date AS `from`, version FROM observation WHERE on_date = ?",
      [period.on],
    );
    expect(rows).toEqual([{ value: 5, from: period.from, version: 2 }]);
  });
});
