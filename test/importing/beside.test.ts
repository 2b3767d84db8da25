import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importRead } from "../../server/concepts/import/importer.js";
import { traced } from "../../server/core/mutation/trail.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES, readerNamed, rowCounts } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT, formOf, send } from "../support/uploads.js";

const day = (i: number) => new Date(Date.UTC(1600, 0, 1 + i)).toISOString().slice(0, 10);
const tableOf = (rows: number, first = 0) =>
  [FIGURES, ...Array.from({ length: rows }, (_, i) => `LINKUPS,BV-MAT,,${day(first + i)},${i},,,,ghi chú ${i},`)].join(
    "\n",
  );

describe("While a file is imported", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let eye: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = (await signedIn(server, "sở")).headers;
    eye = (await signedIn(server, "mắt")).headers;
  });
  afterAll(() => server.close());

  /** Does something again and again until the other is done; answers how often, and how long the longest took. */
  async function beside(until: Promise<unknown>, once: () => Promise<unknown>) {
    const seen = { going: true, times: 0, longest: 0 };
    const end = until.finally(() => {
      seen.going = false;
    });
    while (seen.going) {
      const began = performance.now();
      await once();
      seen.longest = Math.max(seen.longest, performance.now() - began);
      seen.times += 1;
    }
    await end;
    return seen;
  }
  const upload = (input: object, content: string, headers: Record<string, string>) =>
    send(server, formOf({ format: "OBSERVATIONS", ...input }, content, "so-lieu.csv"), headers);

  it("only to try it, no transaction is begun, whoever tries it, and nothing waits for one", async () => {
    const counts = await rowCounts(server.db);
    let trying: Promise<Data> | undefined;
    // One connection writes into the embedded database: while it is taken, a trial that needs it would never end.
    await server.db.transaction(async () => {
      trying = upload({ dryRun: true }, tableOf(5_000), eye);
      const { data } = await trying;
      expect(data.fileImport.report).toMatchObject({ dryRun: true, rows: 5_000, inserted: 5_000, problemCount: 0 });
    });
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("a file that is refused is refused without a transaction too", async () => {
    await server.db.transaction(async () => {
      const { data } = await upload({}, `${tableOf(3_000)}\nLINKUPS,BV-PHOI,,2020-01-01,1,,,,,`, eye);
      expect(data.fileImport.report).toMatchObject({ imported: false, problemCount: 1, rows: 3_001 });
    });
  });

  it("people sign in and ask between its pieces", async () => {
    const importing = upload({ dryRun: true }, tableOf(15_000), eye);
    const random = randomOf(newSeed("who signs in beside an import"));
    const asking = await beside(importing, async () => {
      await dataOf(server, '{ facility(code: "BV-MAT") { code } }');
      if (random(5) === 0) await signedIn(server, "sở");
    });
    expect((await importing).data.fileImport.report).toMatchObject({ rows: 15_000, inserted: 15_000 });
    expect(asking.times).toBeGreaterThan(10);
  });

  it("the account of whoever imports may be changed, and the import is on record as its own", async () => {
    const [{ id }] = await server.db.query<Data>("SELECT id FROM account WHERE name = ?", ["mắt"]);
    const by = {
      act: "fileImport",
      actedAt: new Date().toISOString(),
      accountId: id,
      role: "FACILITY_EDITOR",
      actor: "mắt",
      requestId: "",
    } as const;
    const brought = async () => {
      const [own] = await server.db.query<Data>("SELECT COUNT(*) AS n FROM import_run WHERE account_id = ?", [id]);
      const [entries] = await server.db.query<Data>(
        "SELECT COUNT(*) AS n FROM audit_entry WHERE account_id = ? AND act = 'fileImport'",
        [id],
      );
      return [Number(own.n), Number(entries.n)];
    };
    const importOf = (file: string, content: string, progress: () => void) => {
      const origin = { file, content, document: "REGISTER", section: "khóa" };
      const how = { origin: "CLIENT", by, today: "2026-01-01", progress } as const;
      return importRead(server.db, readerNamed("observations"), origin, file, how, false, (work) =>
        traced(server.db, by, work),
      );
    };
    const before = await brought();
    await importOf("khóa-1", tableOf(3_000, 50_000), () => undefined);
    // The second one changes each of them, so that its entries are written as it goes.
    let closing: Promise<unknown> | undefined;
    const order: string[] = [];
    let told = 0;
    await importOf("khóa-2", tableOf(3_000, 50_000).replaceAll(/,(\d+),,,,/g, ",1$1,,,,"), () => {
      told += 1;
      // While it is read it is told three times, then three times while it is written.
      if (told !== 5) return;
      closing = server.db
        .transaction((tx) => tx.query("UPDATE account SET version = version + 1 WHERE id = ?", [id]))
        .then(() => order.push("closed"));
    });
    order.push("imported");
    await closing;
    // The embedded database has one writer; on MariaDB nobody waits for a row that is not changed.
    expect(order).toEqual(server.db.dialect === "mysql" ? ["closed", "imported"] : ["imported", "closed"]);
    // Two imports, the section that the first one made, and the figures that the second one changed.
    expect((await brought()).map((n, i) => n - (before[i] ?? 0))).toEqual([2, 3_003]);
  });

  it("and only tried, the answer is that of the import itself, whatever the file says", async () => {
    const random = randomOf(newSeed("files tried and imported"));
    const subjects = ["BV-MAT", "BV-PHOI", "Bệnh viện Mắt Huế", "BV-MATT", "BV-PHCN"];
    for (let round = 0; round < 12; round += 1) {
      const wrong = random(3) === 0;
      const lines = Array.from({ length: 1 + random(40) }, () =>
        [
          "LINKUPS",
          subjects[random(wrong ? 4 : 2)],
          "",
          `2019-01-${10 + random(20)}`,
          random(4),
          "",
          "",
          "",
          "",
          "",
        ].join(","),
      );
      // Without repetitions most of them are accepted.
      const once = wrong
        ? lines
        : [...new Map(lines.map((line) => [line.split(",").slice(0, 4).join(), line])).values()];
      const input = { format: "OBSERVATIONS", text: [FIGURES, ...once].join("\n"), fileName: `thử-${random(2)}.csv` };
      const [tried, done] = [
        (await runQuery(server, FILE_IMPORT, { input: { ...input, dryRun: true } }, department)).data.fileImport,
        (await runQuery(server, FILE_IMPORT, { input }, department)).data.fileImport,
      ];
      expect({ ...tried.report, dryRun: false, imported: done.report.imported }).toEqual(done.report);
      expect(tried.userErrors).toEqual(done.userErrors);
    }
  });
});
