import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { FIGURES } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, TEST_AUTH, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

/** Four pieces. */
const ROWS = 3_500;

/** When a server is killed: before which of its statements, or of its commit, and how much later. */
interface Moment {
  at: "STATEMENT" | "COMMIT";
  after: number;
  ms: number;
}

const random = randomOf(newSeed("moments at which a server is killed"));
const MOMENTS: readonly Moment[] = [
  ...Array.from({ length: 9 }, () => ({
    at: "STATEMENT" as const,
    after: 1 + random(13),
    ms: random(81) / 10,
  })),
  ...[0, 0, 0, 1, 1, 2, 3].map((ms) => ({ at: "COMMIT" as const, after: 1, ms: ms + random(11) / 10 })),
];

const SERVER = ".cache/killable-server.cjs";
const BUNDLE = [
  ...["test/support/killable-server.ts", "--bundle", `--outfile=${SERVER}`, "--log-level=error", "--platform=node"],
  ...["libsql", "typeorm", "@node-rs/argon2"].map((name) => `--external:${name}`),
];

describe("An import whose server is killed", () => {
  let database: TestDatabase;
  let server: TestServer;
  let headers: Record<string, string>;
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    execFileSync("npx", ["--no-install", "esbuild", ...BUNDLE]);
    database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await server.close();
  });

  /** Starts another server over the same database, sends it the file, and kills it at the moment. */
  async function killAt({ at, after, ms }: Moment, input: object): Promise<void> {
    const settings = JSON.stringify({ address: database.address, auth: TEST_AUTH });
    const child = spawn(process.execPath, [SERVER], {
      env: { ...process.env, KILLABLE: settings },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.add(child);
    const gone = once(child, "exit");
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith("http")) {
        runQuery({ url: line }, FILE_IMPORT, { input }, headers)
          // Nobody has killed it yet if it answers.
          .then(() => child.kill("SIGKILL"))
          .catch(() => undefined);
        continue;
      }
      if (line === at) seen += 1;
      // There may be fewer statements than that.
      if (seen < after && line !== "COMMIT") continue;
      await wait(ms);
      child.kill("SIGKILL");
    }
    await gone;
    children.delete(child);
  }

  const count = async (sql: string, params: readonly (string | number)[]): Promise<number> => {
    const [row] = await server.db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`, params);
    return Number(row?.n);
  };
  /** What is on record of a file: its figures, the import itself, its entries, and its key. */
  const recordOf = async (file: string, key: string): Promise<number[]> => [
    await count("observation o JOIN import_run i ON i.id = o.import_id WHERE i.file = ?", [file]),
    await count("import_run WHERE file = ?", [file]),
    await count("audit_entry e JOIN import_run i ON i.id = e.object_id WHERE e.object_type = 'Import' AND i.file = ?", [
      file,
    ]),
    await count("act_key WHERE client_key = ?", [key]),
  ];
  const ALL = [ROWS, 1, 1, 1];

  it.each(MOMENTS.map((moment, i) => [moment, i] as const))(
    "at %j has done nothing or all of it, and the retry finishes it once",
    async (moment, i) => {
      const day = (row: number) => new Date(Date.UTC(1600 + 10 * i, 0, 1 + row)).toISOString().slice(0, 10);
      const lines = Array.from({ length: ROWS }, (_, row) => `LINKUPS,BV-PHOI,,${day(row)},${row},,,,,`);
      const [fileName, clientMutationId] = [`killed-${i}.csv`, `killed-${i}`];
      const input = { format: "OBSERVATIONS", text: [FIGURES, ...lines].join("\n"), fileName, clientMutationId };
      await killAt(moment, input);
      expect([[0, 0, 0, 0], ALL]).toContainEqual(await recordOf(fileName, clientMutationId));

      const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, headers);
      expect(errors).toBeUndefined();
      const { report, userErrors } = data.fileImport as Data;
      expect([report.imported, report.inserted, userErrors]).toEqual([true, ROWS, []]);
      expect(await recordOf(fileName, clientMutationId)).toEqual(ALL);
    },
  );
});
