import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { csvAt, download } from "../support/downloads.js";
import { addManyFigures } from "../support/many-figures.js";
import { serve, type TestServer } from "../support/server.js";
import { sheetsOf } from "../support/workbook.js";

/** As lists of a hundred thousand rows and more take it, each row of which is some hundred bytes in memory. */
const SMALL_HEAP_MB = 80;
const YEARS = 8;

describe("A long list", () => {
  let database: TestDatabase;
  let server: TestServer;
  let figures: number;
  beforeAll(async () => {
    database = await loadedDatabase();
    figures = await addManyFigures(database.db, YEARS);
    server = await serve(database);
  });
  afterAll(() => server.close());

  it("is written by a process that could never hold it", () => {
    const { address } = database;
    const paths = ["/export/observations.csv?metric=LINKUPS", "/export/observations.xlsx?metric=LINKUPS"];
    const heap = `--max-old-space-size=${SMALL_HEAP_MB}`;
    const child = spawnSync(
      process.execPath,
      [heap, "--import", "tsx", "test/support/export-in-little.ts", JSON.stringify(address), ...paths],
      { encoding: "utf8" },
    );
    expect([child.status, child.stderr]).toEqual([0, ""]);
    const [csv, workbook] = child.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(figures).toBeGreaterThan(100_000);
    expect([csv.status, workbook.status]).toEqual([200, 200]);
    expect(csv.lines).toBeGreaterThan(figures);
    expect(workbook.bytes).toBeGreaterThan(1_000_000);
  });

  it("has each line once, also where a piece ends within a subject", async () => {
    const rows = await csvAt(server, "/export/observations.csv?metric=LINKUPS&from=1930-01-01&to=1937-12-31");
    const keys = new Set(rows.map((row) => `${row[1]} ${row[3]}`));
    expect([rows.length, keys.size]).toEqual([figures + 1, figures + 1]);
    const days = rows.filter((row) => row[1] === "BV-MAT").map((row) => row[3]);
    expect(days).toEqual([...days].sort());
  });

  it("says on its sheet that the data changed while it was written", async () => {
    const response = await download(server, "/export/observations.xlsx?metric=LINKUPS&to=1933-12-31");
    await database.db.transaction(async (tx) => moveRevision(tx, "DATA"));
    const sheets = await sheetsOf(new Uint8Array(await response.arrayBuffer()));
    expect(sheets.at(-1)?.data.find(([what]) => what === "Thời điểm của dữ liệu")?.[1]).toMatch(
      /^Dữ liệu đã thay đổi trong khi xuất/,
    );
  });

  it("is read no further when nobody takes it any more, and nothing is recorded as an error", async () => {
    const pieces = Math.ceil(figures / 1000);
    const before = database.db.statements;
    const request = get(`${server.url}/export/observations.csv?metric=LINKUPS`);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    await once(response, "readable");
    request.destroy();
    await quiet();
    expect(database.db.statements - before).toBeLessThan(pieces / 2);
    expect(server.reported).toEqual([]);
  });

  it("that is packed on the way may be left midway as well", async () => {
    const headers = { "accept-encoding": "br" };
    const request = get(`${server.url}/export/observations.csv?metric=LINKUPS`, { headers });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.headers["content-encoding"]).toBe("br");
    await once(response, "readable");
    request.destroy();
    await quiet();
    expect(server.reported).toEqual([]);
  });

  it("is not read faster than it is taken", async () => {
    const before = database.db.statements;
    const request = get(`${server.url}/export/observations.csv?metric=LINKUPS`);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    await quiet();
    const held = database.db.statements - before;
    expect(held).toBeLessThan(figures / 1000);
    response.resume();
    await once(response, "end");
    expect(database.db.statements - before).toBeGreaterThan(figures / 1000);
  });

  it("is written for so many of one address at once, and for others beside them", async () => {
    // Those before have given their places back.
    await quiet();
    const path = `${server.url}/export/observations.csv?metric=LINKUPS`;
    const taking = Array.from({ length: 8 }, () => get(path));
    const answers = await Promise.all(taking.map(async (each) => (await once(each, "response")) as [IncomingMessage]));
    expect(answers.map(([{ statusCode }]) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200));
    const refused = await download(server, "/export/facilities.csv", { "accept-language": "vi" });
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      ...[429, "5"],
      {
        errors: [
          {
            message: "Đang xuất các danh sách khác; vui lòng tải lại sau ít phút.",
            extensions: { code: "RATE_LIMITED" },
          },
        ],
      },
    ]);
    const elsewhere = await download(server, "/export/facilities.csv", { "x-forwarded-for": "203.0.113.7" });
    expect([elsewhere.status, (await elsewhere.text()).length > 1000]).toEqual([200, true]);
    for (const each of taking) each.destroy();
    expect((await downloadInTime("/export/facilities.csv")).status).toBe(200);
  });

  it("that breaks off midway breaks the connection: half a file is never taken for a whole", async () => {
    const response = await downloadInTime("/export/observations.csv?metric=LINKUPS");
    await database.db.transaction((tx) => tx.query("ALTER TABLE observation RENAME TO observation_elsewhere"));
    await expect(response.text()).rejects.toThrow();
    expect(server.reported.splice(0)).toHaveLength(1);
  });

  /** Those before give their places back when they find that nobody takes the list any more. */
  async function downloadInTime(path: string): Promise<Response> {
    for (;;) {
      await quiet();
      const response = await download(server, path);
      if (response.status !== 429) return response;
    }
  }

  /** Until no further statement comes; that nothing happens any more is seen by waiting alone. */
  async function quiet(): Promise<void> {
    for (let last = -1; last !== database.db.statements; ) {
      last = database.db.statements;
      await wait(200);
    }
  }
});
