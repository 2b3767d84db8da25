import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { startSession } from "../support/accounts.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { endLaunched, launch, urlOf } from "../support/launch.js";
import { dataOf } from "../support/run-query.js";
import { committedSchema, servedSchema } from "../support/served-schema.js";
import { serve } from "../support/server.js";
import { trace } from "../support/traces.js";

interface Coverage {
  result: { url: string; functions: { functionName: string; ranges: { count: number }[] }[] }[];
}

/** Whether a function of the bundle was run. */
function hasRun(name: string, coverage: string): boolean {
  const scripts = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), "utf8")) as Coverage;
    return result.filter(({ url }) => url.endsWith("/dist/server.cjs"));
  });
  expect(scripts).toHaveLength(1);
  // The bundler adds a number to names that meet.
  const isNamed = new RegExp(`^${name}\\d*$`);
  const all = scripts.flatMap(({ functions }) => functions).filter(({ functionName }) => isNamed.test(functionName));
  return all.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
}

const NO_STACK = /^\s+at /m;

describe("npm start", () => {
  let database: TestDatabase;
  let url: string;
  const scratch = mkdtempSync(join(tmpdir(), "hue-start-"));

  beforeAll(async () => {
    database = await emptyDatabase();
    url = urlOf(database);
  });
  afterEach(endLaunched);
  afterAll(async () => {
    await database.close();
    rmSync(scratch, { recursive: true });
  });

  it("loads the data, prints the addresses and what is on record, answers, and ends cleanly on Ctrl-C", async () => {
    const { child, exit, said, output } = launch("start", { PORT: "0", DATABASE_URL: url });
    const [, address = ""] = await said(/API +(http\S+)\/graphql/);
    await said(/Portal +http\S+:\d+\/\n/);
    await said(/Playground +http\S+\/playground\//);
    await said(/Loaded \d+ data files, [\d,]+ rows\./);
    await said(/On record: 42 facilities, 53 areas, 38 assessments, 190 stated needs/);
    expect(await dataOf({ url: address }, '{ facility(code: "SYT") { name } }')).toEqual({
      facility: { name: "Sở Y tế" },
    });
    child.kill("SIGINT");
    expect(await exit).toBe(0);
    expect(output()).toMatch(/Stopped\.\s*$/);
  });

  it("a second time loads nothing twice and keeps what was there", async () => {
    const count = async () => (await database.db.query("SELECT COUNT(*) AS n, MAX(id) AS last FROM observation"))[0];
    const before = await count();
    const { child, exit, said } = launch("start", { PORT: "0", DATABASE_URL: url });
    await said(/The data files were loaded before; nothing new\./);
    await said(/On record: 42 facilities/);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect(await count()).toEqual(before);
  });

  it("serves the schema that is committed, by the same names and in the same words", async () => {
    const { child, said } = launch("start", { PORT: "0", DATABASE_URL: url });
    const [, address = ""] = await said(/API +(http\S+)\/graphql/);
    for (const language of ["en", "vi"] as const) {
      expect(await servedSchema({ url: address }, language)).toBe(committedSchema(language));
    }
    child.kill("SIGTERM");
  });

  it.each([
    [
      "does not run class-validator for a question whose input has no checks",
      '{ facility(code: "SYT") { code } }',
      false,
    ],
    ["runs it when the first input is checked", '{ facility(code: "SYT") { assessments(last: 1) { id } } }', true],
  ])("%s", async (_what, question, is) => {
    const coverage = mkdtempSync(join(scratch, "coverage-"));
    const { child, exit, said } = launch("start", { PORT: "0", DATABASE_URL: url, NODE_V8_COVERAGE: coverage });
    const [, address = ""] = await said(/API +(http\S+)\/graphql/);
    await dataOf({ url: address }, question);
    child.kill("SIGINT");
    expect(await exit).toBe(0);
    expect(hasRun("ValidationExecutor", coverage)).toBe(is);
  });

  it("invites the first administrator, until somebody has come", async () => {
    const invited = async () => {
      const { child, exit, said, output } = launch("start", { PORT: "0", DATABASE_URL: url });
      const [, address = ""] = await said(/API +(http\S+)\/graphql/);
      await said(/On record: .*\n(.*\n)?/);
      return { child, exit, address, said, output };
    };
    const first = await invited();
    if (onMysql) {
      await first.said(
        /No administrator is on record yet; add one by: npm run account -- add --role ADMIN --name NAME\n/,
      );
      return;
    }
    const INVITATION = /First sign-in, once: name and password lie in (.*); it asks for a password of your own\.\n/;
    const [, file = ""] = await first.said(INVITATION);
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([file, modeOf(file)]).toEqual([`${url.slice("file:".length)}.invitation`, "600"]);
    const text = readFileSync(file, "utf8");
    const [, name = "", password = ""] = /^name: (.*)\npassword: (.*)\n$/.exec(text) ?? [];
    expect(first.output()).not.toContain(password);
    first.child.kill("SIGKILL");
    const second = await invited();
    await second.said(INVITATION);
    expect(readFileSync(file, "utf8")).toBe(text);
    const own = { newPassword: "một mật khẩu của riêng tôi" };
    const { data } = await startSession({ url: second.address }, name, password, own);
    expect(data.sessionStart).toMatchObject({ session: { account: { name: "admin", role: "ADMIN" } }, userErrors: [] });
    expect(existsSync(file)).toBe(false);
    for (const suffix of ["", "-wal", "-shm"]) {
      expect([suffix, modeOf(`${url.slice("file:".length)}${suffix}`)]).toEqual([suffix, "600"]);
    }
    second.child.kill("SIGKILL");
    const third = await invited();
    third.child.kill("SIGINT");
    expect(await third.exit).toBe(0);
    expect(third.output()).not.toMatch(/sign-in/);
    expect(existsSync(file)).toBe(false);
  });

  it("npm run account adds an administrator and sets a password, read from the standard input", async () => {
    const run = async (args: string[], input: string) => {
      const { exit, output } = launch("account", { DATABASE_URL: url }, args, input);
      return [await exit, output().trim()];
    };
    expect(await run(["add", "--role", "ADMIN", "--name", "Trưởng phòng"], "ngắn\n")).toEqual([
      1,
      "A password has 12 to 128 characters; this one has 4.",
    ]);
    expect(await run(["add", "--role", "ADMIN", "--name", "Trưởng phòng"], "bưởi chín bên hàng rào\n")).toEqual([
      0,
      '"Trưởng phòng" can sign in now, as ADMIN.',
    ]);
    expect(await run(["add", "--role", "ADMIN", "--name", "TRUONG PHONG"], "mưa dầm suốt cả tuần\n")).toEqual([
      1,
      'There is an account "Trưởng phòng" already; accents, case and signs that look alike do not tell two names apart.',
    ]);
    expect(await run(["password", "--name", "Trưởng phòng"], "mưa dầm suốt cả tuần\n")).toEqual([
      0,
      '"Trưởng phòng" can sign in with the new password now.',
    ]);
    expect(await run(["password", "--name", "Ai đó"], "mưa dầm suốt cả tuần\n")).toEqual([
      1,
      'No account "Ai đó" has a password here.',
    ]);
    expect((await run(["add", "--name", "Ai đó"], ""))[0]).toBe(1);
    const server = await serve({ ...database, close: async () => {} });
    const session = async (password: string) =>
      (await startSession(server, "truong phong", password)).data.sessionStart.session?.account.name;
    expect([await session("bưởi chín bên hàng rào"), await session("mưa dầm suốt cả tuần")]).toEqual([
      undefined,
      "Trưởng phòng",
    ]);
    await server.close();
  });

  it("npm run audit verifies the trail, says what is wrong with it, and knows a digest again", async () => {
    const run = async (...args: string[]) => {
      const { exit, output } = launch("audit", { DATABASE_URL: url }, args);
      return { code: await exit, said: output().trim() };
    };
    const first = await run("--until", "2026-01-31");
    expect(first.said).toMatch(/^[\d,]+ entries verified, nothing wrong\.\nDigest .* of 2026-01-31: [\w-]{43}$/);
    expect(first.code).toBe(0);
    const digest = first.said.slice(-43);
    expect(await run("--until", "2026-01-31", "--expect", digest)).toEqual({
      code: 0,
      said: `${first.said}\nIt is the digest that is expected.`,
    });
    await trace(database.db, "DATA", { objectType: "Observation", objectId: 999_999, version: 1 });
    const second = await run("--until", "2026-01-31", "--expect", digest);
    expect(second.code).toBe(1);
    expect(second.said).toMatch(/^Observation 999999: it has a trail up to version 1, and is not on record\.\n/);
    expect(second.said).toContain(`It is not "${digest}": something up to then has been rewritten.`);
    for (const args of [
      ["--until", "yesterday"],
      ["--expect", digest],
    ]) {
      expect(await run(...args)).toMatchObject({ code: 1, said: expect.stringMatching(/^npm run audit/) });
    }
    await database.db.transaction((tx) => tx.query("DELETE FROM audit_entry WHERE object_id = 999999"));
  });

  it("refuses to serve MariaDB in production without a secret", async () => {
    const { exit, output } = launch("start", {
      ...{ DATABASE_URL: "mysql://root:secret@127.0.0.1:1/hue", NODE_ENV: "production", AUTH_SECRET: "" },
    });
    expect(await exit).toBe(1);
    expect(output()).toMatch(
      /^AUTH_SECRET is missing: sign-ins must be signed with a secret; make one by: node -p ".*"\n$/,
    );
  });

  it("says every problem of the configuration at once, in sentences", async () => {
    const { exit, output } = launch("start", {
      PORT: "http",
      HOST: "not a host",
      DATABASE_URL: "postgres://secret@db",
    });
    expect(await exit).toBe(1);
    expect(output().trim().split("\n")).toEqual([
      'PORT is "http"; it must be a whole number from 0 to 65535 (0 takes any free port).',
      'HOST is "not a host"; it must be a host name or an IP address, such as 0.0.0.0.',
      "DATABASE_URL must be file:PATH for the embedded database or mysql://USER:PASSWORD@HOST:PORT/NAME.",
    ]);
  });

  it("says in one sentence that the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const { exit, output } = launch("start", { PORT: String(port), DATABASE_URL: url });
    expect(await exit).toBe(1);
    other.close();
    expect(output()).toContain(
      `Port ${port} on 127.0.0.1 is taken by another program; stop it, or set PORT to another one.`,
    );
    expect(output()).not.toMatch(NO_STACK);
  });

  it("says in one sentence that the database cannot be reached", async () => {
    const { exit, output } = launch("start", {
      ...{ PORT: "0", DATABASE_URL: "mysql://root:secret@127.0.0.1:1/hue", DATABASE_WAIT_SECONDS: "0" },
    });
    expect(await exit).toBe(1);
    expect(output().trim()).toBe(
      "The database in DATABASE_URL cannot be reached; check that it runs, and the address, host and port.",
    );
  });

  it("npm run import brings a user's own file in, once, and refuses a row that it cannot place", async () => {
    const header = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n";
    const good = join(scratch, "own.csv");
    const bad = join(scratch, "bad.csv");
    writeFileSync(good, `${header}LINKUPS,Bệnh viện Mắt,2019-01-01,31/7/2019,1.234,,,,,\n`);
    writeFileSync(bad, `${header}LINKUPS,Bệnh viện Mắc,,2019-07-31,5,,,,,\nLINKUP,BV-MAT,,2019-07-31,x,,,,,\n`);
    const run = async (file: string, ...more: string[]) => {
      const { exit, output } = launch("import", { DATABASE_URL: url }, ["--as", "observations", file, ...more]);
      return [await exit, output().trim()];
    };
    expect(await run(good, "--dry-run")).toEqual([
      0,
      `Nothing was imported; there would be 1 row of ${good}: 0 new, 1 changed.`,
    ]);
    expect(await run(good)).toEqual([0, `Imported 1 row of ${good}: 0 new, 1 changed.`]);
    expect(await run(good)).toEqual([0, `${good} was imported before, and all that it says is on record.`]);
    const [code, said] = await run(bad);
    expect(code).toBe(1);
    expect(String(said).split("\n")).toEqual([
      expect.stringMatching(
        /^bad\.csv, line 2, column "subject": No area or facility is known as "Bệnh viện Mắc"\. Nearest known: "Bệnh [vV]iện Mắt", "/,
      ),
      expect.stringMatching(
        /^bad\.csv, line 3, column "metric": No metric is known as "LINKUP"\. Nearest known: "LINKUPS"/,
      ),
      expect.stringMatching(/^bad\.csv, line 3, column "value": "x" is not a number/),
      "Nothing was imported.",
    ]);
    const named = async (kind: string) => {
      const { exit, output } = launch("import", { DATABASE_URL: url }, ["--as", kind, good]);
      return [await exit, output().split("\n")[0]];
    };
    expect(await named("observation")).toEqual([
      1,
      'No kind of file is called "observation". Did you mean "observations"?',
    ]);
    expect(await named("9999999999")).toEqual([1, 'No kind of file is called "9999999999".']);
  });
});
