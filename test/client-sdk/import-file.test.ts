import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type Connection,
  createClient,
  HealthApiError,
  type ImportProgress,
  importFile,
} from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { textRow, workbookOf } from "../support/workbooks.js";

const dayOf = (n: number): string => new Date(Date.UTC(1900, 0, 1 + n)).toISOString().slice(0, 10);
const tableOf = (first: number, count: number): Blob =>
  new Blob([
    `${FIGURES}\n${Array.from({ length: count }, (_, i) => `LINKUPS,BV-MAT,,${dayOf(first + i)},1,,,,,\n`).join("")}`,
  ]);

describe("A file that the SDK sends", () => {
  let server: TestServer;
  let connection: Connection;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const { accessToken } = await signedIn(server, "sở");
    connection = { url: `${server.url}/graphql`, token: accessToken, language: "vi" };
  });
  afterAll(() => server.close());

  it("may be a workbook, and its outcome is that of a text", async () => {
    const rows = textRow(...FIGURES.split(",")) + textRow("LINKUPS", "BV-MAT", "", "30/04/2021", "1.234");
    const file = new File([new Uint8Array(workbookOf({ rows }))], "Tháng 4.xlsx");
    const outcome = await importFile(connection, file, { format: "OBSERVATIONS" });
    expect(outcome).toEqual({
      ok: true,
      report: {
        ...{
          format: "OBSERVATIONS",
          file: "Tháng 4.xlsx",
          encoding: null,
          imported: true,
          dryRun: false,
          loadedBefore: false,
          tidiedCells: 0,
        },
        ...{ rows: 1, inserted: 1, changed: 0, unchanged: 0, problemCount: 0, problems: [] },
        ...{ warningCount: 0, warnings: [], sheets: [], checks: [] },
      },
    });
  });

  it("with a problem is refused, in the language of the reader", async () => {
    const outcome = await importFile(connection, new Blob([`${FIGURES}\nLINKUPS,BV-MATT,,31/08/2021,8,,,,,\n`]), {
      format: "OBSERVATIONS",
      fileName: "sai.csv",
    });
    expect(outcome.ok ? null : [outcome.userErrors, outcome.current.report?.problems[0]?.message]).toEqual([
      [{ path: ["file"], code: "FILE_REFUSED", message: 'Chưa nhập dòng nào của "sai.csv"; số lỗi: 1.' }],
      'Không có đơn vị hành chính hay cơ sở nào mang tên "BV-MATT".',
    ]);
  });

  it("is told of how far its import is, where that takes a while", async () => {
    const file = tableOf(0, 30_000);
    const told: ImportProgress[] = [];
    const outcome = await importFile(
      connection,
      file,
      { format: "OBSERVATIONS", fileName: "dài.csv", dryRun: true },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(outcome).toMatchObject({ ok: true, report: { dryRun: true, rows: 30_000, inserted: 30_000 } });
    expect(told.length).toBeGreaterThan(0);
    for (const [i, { rows, bytes, size }] of told.entries()) {
      expect(size).toBe(file.size);
      expect(rows).toBeGreaterThan(told[i - 1]?.rows ?? 0);
      expect(rows).toBeLessThanOrEqual(30_000);
      // It is read in pieces: what is read further than the rows is less than one of them.
      expect(Math.abs(bytes / size - rows / 30_000)).toBeLessThan(0.2);
    }
  });

  it("is heard whole where a platform cannot read an answer piece by piece", async () => {
    const told: ImportProgress[] = [];
    const whole = async (url: string, init: RequestInit) => {
      const { status, headers, body } = await fetch(url, init);
      const text = await new Response(body).text();
      return { status, headers, text: async () => text } as Response;
    };
    const outcome = await importFile(
      { ...connection, fetch: whole },
      tableOf(0, 30_000),
      { format: "OBSERVATIONS", fileName: "dài.csv", dryRun: true },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(outcome).toMatchObject({ ok: true, report: { rows: 30_000 } });
    expect(told.length).toBeGreaterThan(0);
  });

  it("is imported once though its answer was lost", async () => {
    let asked = 0;
    const lossy = async (url: string, init: RequestInit) => {
      const answer = await fetch(url, init);
      await answer.text();
      asked += 1;
      if (asked === 1) throw new TypeError("The connection was lost.");
      return fetch(url, init);
    };
    const outcome = await importFile({ ...connection, fetch: lossy }, tableOf(0, 2), {
      format: "OBSERVATIONS",
      fileName: "mất.csv",
    });
    expect(asked).toBe(2);
    expect(outcome).toMatchObject({ ok: true, report: { inserted: 2, unchanged: 0, loadedBefore: false } });
    const again = await createClient(connection).importTable({
      input: { format: "OBSERVATIONS", fileName: "mất.csv", text: await tableOf(0, 2).text() },
    });
    expect(again).toMatchObject({ ok: true, report: { inserted: 0, unchanged: 2, loadedBefore: true } });
  });

  it("of the public is refused", async () => {
    const { url } = connection;
    const refused = await importFile({ url }, tableOf(0, 1), { format: "OBSERVATIONS" }).catch((error) => error);
    expect(refused).toBeInstanceOf(HealthApiError);
    expect([refused.kind, refused.operation]).toEqual(["unauthenticated", "ImportTable"]);
  });
});
