import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OpenFile } from "../../server/files/reading/content.js";
import { readTable } from "../../server/files/reading/sheet.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { formOf, send } from "../support/uploads.js";
import { textRow, workbookOf } from "../support/workbooks.js";

const ROW = "LINKUPS,BV-MAT,,30/06/2021,1,,,,,";
const LONG = `${FIGURES}\n${`${ROW}\n`.repeat(20_000)}`;
/** Letters by chance, so that its sheet is longer than what is unpacked at once. */
const manyRows = Array.from({ length: 20_000 }, (_, i) => textRow(((i * 7_919) % 46_656).toString(36))).join("");

/** Files of which not all is read: each is refused before its end. */
const REFUSED: readonly [string, Buffer][] = [
  ["of another header", Buffer.from(`a,${LONG}`)],
  ["of another code page", Buffer.from(`${FIGURES}\nt\xec\n${ROW.repeat(40_000)}`, "latin1")],
  ["whose second row is too short", Buffer.from(LONG.replace(ROW, "LINKUPS"))],
  ["that is a workbook of another header", workbookOf({ rows: textRow("a") + manyRows })],
  ["that is a workbook cut in the middle", workbookOf({ rows: manyRows }).subarray(0, 60_000)],
  ["that is a workbook of which a row has no number", workbookOf({ rows: `<row r="x"/>${manyRows}` })],
];

describe("A file of which not all is read", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hue-health-early-"));
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(REFUSED)("%s stays open until whoever opened it closes it, once", async (_what, bytes) => {
    const path = join(folder, "file");
    await writeFile(path, bytes);
    const content = await OpenFile.at(path);
    await readTable({ file: "file", content }, ["metric"]).catch(() => undefined);
    expect(await content.read(0, 8)).toEqual(bytes.subarray(0, 8));
    await content.close();
    await expect(content.read(0, 8)).rejects.toThrow("file closed");
  });

  it("is refused while other connections come and go, which are answered", async () => {
    const others = { going: true, answered: 0 };
    const asking = Array.from({ length: 6 }, async () => {
      while (others.going) {
        // A connection each time: it gets the lowest number that is free.
        expect((await dataOf(server, '{ facility(code: "BV-MAT") { code } }')).facility.code).toBe("BV-MAT");
        const page = await fetch(`${server.url}/template/observations.csv`, { headers: { connection: "close" } });
        expect(page.status).toBe(200);
        await page.arrayBuffer();
        others.answered += 1;
      }
    });
    const sending = REFUSED.slice(0, 3).map(async ([, bytes], i) => {
      for (let times = 0; times < 8; times += 1) {
        const input = { format: "OBSERVATIONS", dryRun: times % 2 === 0 };
        const form = formOf(input, new Uint8Array(REFUSED[(2 * i + times) % REFUSED.length]?.[1] ?? bytes), "so-lieu");
        const { data, errors } = await send(server, form, headers);
        expect(errors).toBeUndefined();
        expect(data.fileImport.userErrors).toMatchObject([{ code: "FILE_REFUSED" }]);
      }
    });
    await Promise.all(sending).finally(() => {
      others.going = false;
    });
    await Promise.all(asking);
    expect([others.answered > 0, server.reported]).toEqual([true, []]);
  });
});
