import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { MIGRATIONS } from "../../server/core/database/migrations/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { emptyDatabase, loadedDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { FIGURES } from "../support/importing.js";
import { endLaunched, type Launched, launch, urlOf } from "../support/launch.js";
import { addManyFigures } from "../support/many-figures.js";
import { besides } from "../support/migrating.js";
import { commandsUnder } from "../support/operations-page.js";
import { connectTo, receivedFrom } from "../support/raw-client.js";
import { dataOf } from "../support/run-query.js";
import { FILE_IMPORT } from "../support/uploads.js";

/** How many changes of the shape there are. */
const ALL = MIGRATIONS.length;
const NO_STACK = /^\s+at /m;
/** The commands of docs/operations.md that start, and that look at a database. */
const COMMANDS = [...commandsUnder("Starting"), ...commandsUnder("A start does not come to its end")];

/** That which starts, apart: its settings, and what they are for. */
const [FIRST = ""] = COMMANDS;
const START = FIRST.match(/\w+=\w+/g) ?? [];
const NPM = FIRST.replace(/\w+=\w+ /g, "");

afterEach(endLaunched);

const turn = () => new Promise((resolve) => setImmediate(resolve));
const LONGEST_MS = 25_000;
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come to this: ${holds}`);
    await turn();
  }
}
const addressIn = async ({ said }: Launched): Promise<string> => (await said(/API +(http\S+)\/graphql/))[1] ?? "";

describe("Two servers that start at once over an empty database", () => {
  let beside: TestDatabase;
  beforeAll(async () => {
    beside = await emptyDatabase();
  });
  afterAll(() => beside.close());

  it("prepare it one after the other: one waits and says so, one loads, and one administrator is invited", async () => {
    // MariaDB writes each change of a table to the disk: test/cluster/acts.test.ts begins with nothing there.
    const address = onMysql ? beside.address : await besides(beside);
    const env = { PORT: "0", DATABASE_URL: urlOf({ address }) };
    const both = [launch("start", env), launch("start", env)];
    for (const each of both) await each.said(/On record: 42 facilities[\s\S]*(First sign-in|No administrator)/);
    const said = both.map(({ output }) => output());
    expect(said.join("\n").match(/Process \d+ on \S+ is preparing this database; waiting until it is done\./)).not.toBe(
      null,
    );
    expect(
      said
        .join("")
        .match(/Loaded \d+ data files|The data files were loaded before/g)
        ?.sort(),
    ).toEqual([expect.stringMatching(/^Loaded/), "The data files were loaded before"]);
    for (const { child } of both) child.kill("SIGTERM");
    expect(await Promise.all(both.map(({ exit }) => exit))).toEqual([0, 0]);
  });
});

describe("A server that is told to stop", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
    await addManyFigures(database.db, 2);
    await addTestAccount(database.db, "sở", "ADMIN");
  });
  afterAll(() => database.close());

  let isOver = false;
  beforeEach(() => {
    isOver = false;
  });
  afterEach(() => {
    isOver = true;
  });

  interface Outcome {
    status: number;
    connection: string | undefined;
    code: string | undefined;
    text: string;
  }

  /** Asks again and again on connections that it keeps, until a new one is refused. */
  async function ask(url: string, agent: Agent, outcomes: Outcome[]): Promise<string> {
    for (let i = 0; !isOver; i += 1) {
      try {
        outcomes.push(await askOnce(`${url}/graphql?query=${encodeURIComponent(`{ viewer { role } } # ${i}`)}`, agent));
      } catch (error) {
        return (error as Error).message;
      }
    }
    return "never refused";
  }
  const askOnce = (address: string, agent: Agent | false = false) =>
    new Promise<Outcome>((resolve, reject) => {
      const sent = request(address, { agent, headers: { accept: "application/json" } }, (answer) => {
        let text = "";
        answer.on("data", (part) => {
          text += part;
        });
        answer.on("error", () => reject(new Error("cut")));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            connection: answer.headers.connection,
            code: /"code":"(\w+)"/.exec(text)?.[1],
            text,
          }),
        );
      });
      // A new one that nobody takes any more is refused, or, if the system has taken it, reset; so is one that was kept,
      // if its client was slower to use it than the server to go. Nothing of it has begun.
      sent.on("error", ({ code = "" }: NodeJS.ErrnoException) =>
        reject(new Error(["ECONNREFUSED", "ECONNRESET"].includes(code) ? "refused" : code)),
      );
      sent.end();
    });

  /** A file that is sent, cut in two. */
  function uploadOf(headers: Record<string, string>): [string, string] {
    const variables = { input: { format: "OBSERVATIONS", dryRun: true, file: null } };
    const part = (name: string, value: string) =>
      `--x\r\ncontent-disposition: form-data; name=${name}\r\n\r\n${value}\r\n`;
    const body = `${part('"operations"', JSON.stringify({ query: FILE_IMPORT, variables }))}${part('"map"', '{"0":["variables.input.file"]}')}${part('"0"; filename="a.csv"', `${FIGURES}\nLINKUPS,BV-MAT,,1850-01-01,1,,,,,\n`)}--x--\r\n`;
    const given = { host: "x", ...headers, "content-type": "multipart/form-data; boundary=x" };
    const lines = Object.entries({ ...given, "content-length": String(Buffer.byteLength(body)) });
    const head = `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
    return [head + body.slice(0, -20), body.slice(-20)];
  }

  const HOWS: [string, Record<string, string>, Parameters<typeof launch>[0]][] = [
    ["by npm, which passes it on", {}, "npm"],
    ["as process 1 of a container, the parent of two workers", { WORKERS: "2" }, "unshare"],
  ];
  it.each(HOWS)("%s, finishes what is under way, begins nothing, and ends with 0", async (_how, more, script) => {
    // As the page has it.
    const settings = Object.fromEntries(START.map((setting) => setting.split("=")));
    const server = launch(script, { PORT: "0", DATABASE_URL: urlOf(database), ...settings, ...more });
    const url = await addressIn(server);
    await server.said(/On record/);
    const { headers } = await signedIn({ url }, "sở");
    const [half, otherHalf] = uploadOf(headers);
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const outcomes: Outcome[] = [];
    const asking = Array.from({ length: 32 }, () => ask(url, agent, outcomes));
    const [head, upload, slow] = await Promise.all([connectTo({ url }), connectTo({ url }), connectTo({ url })]);
    head.write("GET /graphql?query={viewer{role}} HTTP/1.1\r\nhost: x\r\n");
    upload.write(half);
    slow.write("GET /export/observations.csv?metric=LINKUPS HTTP/1.1\r\nhost: x\r\n\r\n");
    const [begin] = (await once(slow, "data")) as [Buffer];
    slow.pause();
    await until(() => outcomes.length >= 500);

    signalled(server, script);

    expect((await receivedFrom(head)).text).toBe("");
    expect(await askOnce(`${url}/readyz`)).toMatchObject({
      status: 503,
      connection: "close",
      text: '{"status":"stopping"}',
    });
    expect(await askOnce(`${url}/healthz`)).toMatchObject({ status: 200 });
    await until(() => outcomes.some(({ code }) => code === "DEADLINE_EXCEEDED"));
    upload.write(otherHalf);
    const { status, text } = await receivedFrom(upload);
    expect([status, /"imported":false|"rows":1/.test(text), /connection: close/i.test(text)]).toEqual([
      200,
      true,
      true,
    ]);
    const rest = await receivedFrom(slow);
    expect(rest.text.endsWith("\r\n0\r\n\r\n")).toBe(true);
    expect(begin.toString()).toMatch(/^HTTP\/1\.1 200/);
    expect(await server.exit).toBe(0);
    // Nobody is left who would answer.
    expect(new Set(await Promise.all(asking))).toEqual(new Set(["refused"]));
    expect(outcomes.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(outcomes.filter(({ status, connection }) => status === 503 && connection !== "close")).toEqual([]);
    expect(server.output()).toMatch(/Stopped\.\s*$/);
    expect(server.output()).not.toContain('"cut"');
    agent.destroy();
  });

  /** To whom a service manager, or whoever stops a container, sends it. */
  function signalled({ child }: Launched, script: string): void {
    const pid = child.pid ?? 0;
    const inside =
      script === "unshare" ? Number(execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })) : pid;
    process.kill(inside, "SIGTERM");
  }

  it("stops also where npm is killed, and cuts what takes longer than it may", async () => {
    const server = launch("npm", { PORT: "0", DATABASE_URL: urlOf(database), STOP_SECONDS: "1" });
    const url = await addressIn(server);
    await server.said(/On record/);
    const slow = await connectTo({ url });
    slow.write("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n");
    await fetch(`${url}/healthz`);
    server.child.kill("SIGKILL");
    expect((await receivedFrom(slow)).text).toBe("");
    await until(() => /"cut":1[\s\S]*Stopped\./.test(server.output()));
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

describe("A database that cannot be reached", () => {
  it("at the start is waited for, with a sentence and a limit; then it ends with 1", async () => {
    const { exit, output } = launch("start", {
      ...{ PORT: "0", DATABASE_WAIT_SECONDS: "1", DATABASE_URL: "mysql://root:secret@127.0.0.1:1/hue" },
    });
    expect(await exit).toBe(1);
    expect(output().trim().split("\n")).toEqual([
      "The database cannot be reached; waiting for it, at most 1 s.",
      "The database in DATABASE_URL cannot be reached; check that it runs, and the address, host and port.",
    ]);
  });

  /** Stands before the server of a database. */
  class Line {
    readonly #open = new Set<Socket>();
    #server: Server | undefined;
    #port = 0;

    constructor(private readonly to: { hostname: string; port: string }) {}

    async mend(): Promise<number> {
      this.#server = createServer((socket) => {
        const onward = connect(Number(this.to.port || 3306), this.to.hostname);
        for (const each of [socket, onward]) {
          this.#open.add(each);
          each.on("error", () => undefined);
          each.on("close", () => {
            this.#open.delete(each);
            socket.destroy();
            onward.destroy();
          });
        }
        socket.pipe(onward).pipe(socket);
      }).listen(this.#port, "127.0.0.1");
      await once(this.#server, "listening");
      this.#port = (this.#server.address() as { port: number }).port;
      return this.#port;
    }
    cut(): void {
      this.#server?.close();
      for (const each of this.#open) each.destroy();
    }
  }

  (onMysql ? it : it.skip)("is waited for at the start, and once it serves nothing ends a server", async () => {
    const database = await loadedDatabase();
    const url = new URL(urlOf(database));
    const line = new Line({ hostname: url.hostname, port: url.port });
    url.host = `127.0.0.1:${await line.mend()}`;
    line.cut();
    const server = launch("start", { PORT: "0", DATABASE_URL: url.href });
    await server.said(/The database cannot be reached; waiting for it, at most 60 s\./);
    await line.mend();
    const address = await addressIn(server);
    line.cut();
    await until(async () => (await fetch(`${address}/readyz`)).status === 503);
    expect(server.output()).not.toMatch(/On record/);
    await line.mend();
    await server.said(/On record/);
    expect(await dataOf({ url: address }, '{ facility(code: "SYT") { code } }')).toEqual({ facility: { code: "SYT" } });
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
    line.cut();
    await database.close();
  });
});

describe("A database whose shape is another one", () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await loadedDatabase();
    env = { PORT: "0", DATABASE_URL: urlOf(database) };
  });
  afterAll(() => database.close());
  const change = (sql: string) => database.db.transaction((tx) => tx.query(sql));
  async function run(script: Parameters<typeof launch>[0], ...args: string[]): Promise<[number | null, string]> {
    const { exit, output } = launch(script, env, args);
    return [await exit, output().trim()];
  }
  /** What a command of the page says. */
  const named = (command: string) => {
    expect(COMMANDS).toContain(command);
    const [, , script, , ...args] = command.split(" ");
    return run(script as "migrate", ...args);
  };

  it("since a newer version was there is refused by all that would open it, and left alone", async () => {
    await change("INSERT INTO migrations (timestamp, name) VALUES (1800000000000, 'Newer1800000000000')");
    const before = await database.db.query("SELECT COUNT(*) AS n FROM audit_entry");
    for (const script of ["start", "audit"] as const)
      expect([script, ...(await run(script))]).toEqual([
        ...[script, 1],
        "A newer version of this program has changed the shape of this database (Newer1800000000000), and this version " +
          "does not know how: nothing was done. Start that version or a later one, or restore the backup from before it.",
      ]);
    expect(await database.db.query("SELECT COUNT(*) AS n FROM audit_entry")).toEqual(before);
    await change("DELETE FROM migrations WHERE name = 'Newer1800000000000'");
  });

  it("since an upgrade was broken off is looked at, and brought to its end", async () => {
    expect(await named("npm run migrate -- --check")).toEqual([0, `${ALL} changes of the shape on record, 0 to do.`]);
    await change("DELETE FROM migrations WHERE name IN ('PrintedBeside1700000000032', 'ActLocks1700000000034')");
    await change("DROP TABLE act_lock");
    expect(await named("npm run migrate -- --check")).toEqual([
      1,
      `${ALL - 2} changes of the shape on record, 2 to do.\nAn upgrade was broken off: this is done already, and npm run migrate, ` +
        "or a start, goes on from there:\n  column printed_figure.beside",
    ]);
    const [code, said] = await named("npm run migrate");
    expect([code, said.split("\n").at(-1)]).toEqual([
      0,
      `The database has the shape of this version, by ${ALL} changes.`,
    ]);
    const [{ n }] = (await database.db.query("SELECT COUNT(*) AS n FROM act_lock")) as [{ n: number }];
    expect(Number(n)).toBe(256);
  });

  it("since something took a part of it away is told what to do", async () => {
    await change("DROP TABLE act_lock");
    const [code, said] = await named("npm run migrate");
    expect([code, said.split("\n").slice(0, 5)]).toEqual([
      1,
      [
        `${ALL} changes of the shape on record, 0 to do.`,
        "On record as made, and missing:",
        "  table act_lock",
        ...["  column act_lock.id", "  column act_lock.taken"],
      ],
    ]);
    expect(said).toContain("Restore the backup from before");
  });

  it("or not: what it is served at may be what nobody knows", async () => {
    const { exit, output } = launch("start", { ...env, HOST: "no-such-host.invalid" });
    expect([await exit, output().split("\n")[1]]).toEqual([
      1,
      'HOST is "no-such-host.invalid", which no name server knows.',
    ]);
  });

  it("none of whose commands is left out here", () => {
    expect([NPM, START.length]).toEqual(["npm start", 2]);
    expect(COMMANDS.filter((command) => !/migrate/.test(command))).toEqual([FIRST]);
    expect(COMMANDS).toHaveLength(3);
  });
});

describe("Settings that are wrong", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-restart-"));
  afterAll(() => rmSync(scratch, { recursive: true }));

  it.each<[string, Record<string, string>, (string | RegExp)[]]>([
    [
      "of many kinds at once",
      {
        ...{ PORT: "70000", HOST: "not a host", METRICS_PORT: "-1", WORKERS: "0", STOP_SECONDS: "soon" },
        ...{ DATABASE_URL: "mysql://root:se%cret@127.0.0.1:3306/%zz?ssl=true", DATA_DIR: join(scratch, "none") },
        ...{ DATABASE_WAIT_SECONDS: "-1", LOG_LEVEL: "loud" },
      },
      [
        'PORT is "70000"; it must be a whole number from 0 to 65535 (0 takes any free port).',
        'HOST is "not a host"; it must be a host name or an IP address, such as 0.0.0.0.',
        'WORKERS is "0"; it must be a whole number from 1 to 64.',
        "DATABASE_URL has a % in its user or password that begins no escape; write % itself as %25.",
        "DATABASE_URL names no database; end it with /NAME, of letters, digits and underscores.",
        'DATABASE_URL has a setting "ssl"; the only ones that it may have are ssl-mode and ssl-ca.',
        'DATABASE_WAIT_SECONDS is "-1"; it must be a whole number from 0 to 3600.',
        'STOP_SECONDS is "soon"; it must be a whole number from 0 to 3600.',
        `DATA_DIR is "${join(scratch, "none")}", where no index.csv can be read.`,
        'LOG_LEVEL is "loud"; it must be one of error, warn, info, debug, silent.',
        'METRICS_PORT is "-1"; it must be a whole number from 0 to 65535 (0 takes any free port).',
      ],
    ],
    [
      "a file in the place of a folder, and no data",
      { DATABASE_URL: `file:${scratch}/taken/hue.db`, DATA_DIR: scratch },
      [
        `The database file "${scratch}/taken/hue.db" (DATABASE_URL) cannot be read and written: what should be its folder is a file.`,
        `DATA_DIR is "${scratch}", where no index.csv can be read.`,
      ],
    ],
    [
      "a file that is no database",
      { DATABASE_URL: `file:${scratch}/taken` },
      [`The database file "${scratch}/taken" (DATABASE_URL) cannot be read and written: it is no database.`],
    ],
    [
      "a host of the database that nobody knows",
      { DATABASE_URL: "mysql://root@no-such-host.invalid/hue", DATABASE_WAIT_SECONDS: "0" },
      [/^The (?:host in DATABASE_URL is not known|name server does not tell where the host in DATABASE_URL is)/],
    ],
  ])("are told in sentences, and it ends with 1: %s", async (_what, env, sentences) => {
    writeFileSync(join(scratch, "taken"), "This is a text, and no database, however long one reads it.\n".repeat(20));
    const { exit, output } = launch("start", { PORT: "0", ...env });
    expect(await exit).toBe(1);
    expect(output()).not.toMatch(NO_STACK);
    expect(output().trim().split("\n")).toEqual(
      sentences.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))),
    );
  });
});

describe("What a command needs to run", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-ensure-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  const write = (name: string, text: string | object, mode = 0o644) => {
    mkdirSync(join(scratch, name, ".."), { recursive: true });
    writeFileSync(join(scratch, name), typeof text === "string" ? text : JSON.stringify(text), { mode });
  };
  /** In the place of npm and npx: they are asked for nothing but this. */
  const tools = (npm: string, npx: string) => {
    for (const [name, text] of Object.entries({ npm, npx })) write(`tools/${name}`, `#!/bin/sh\n${text}\n`, 0o755);
  };
  const ensured = (call: string) => {
    const program = `import * as ensure from ${JSON.stringify(join(process.cwd(), "scripts/ensure.mjs"))}; ensure.${call}`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      ...{ cwd: scratch, encoding: "utf8", env: { ...process.env, PATH: `${scratch}/tools:${process.env.PATH}` } },
    });
    return { status, said: `${stdout}${stderr}` };
  };
  const DONE = { status: 0, said: "" };
  const locked = (version: string) => ({
    lockfileVersion: 3,
    packages: {
      "": {},
      "node_modules/runs": { version },
      "node_modules/builds": { version: "1.0.0", dev: true },
      "node_modules/elsewhere": { version: "1.0.0", optional: true },
    },
  });
  const packageNamed = (name: string, version: string) => write(`node_modules/${name}/package.json`, { name, version });

  it("is used where it was installed by hand, and goes only when what takes its place is there", () => {
    write("package.json", { name: "scratch" });
    write("package-lock.json", locked("1.0.0"));
    packageNamed("runs", "1.0.0");
    tools("exit 1", "exit 1");
    expect(ensured("ensureInstalledIn('.', { toRun: true })")).toEqual(DONE);
    expect(ensured("ensureInstalled()").status).toBe(1);
    packageNamed("builds", "1.0.0");
    expect(ensured("ensureInstalled()")).toEqual(DONE);
    write("package-lock.json", locked("1.0.1"));
    expect(ensured("ensureInstalled()").status).toBe(1);
    const runs = () => readFileSync(join(scratch, "node_modules/runs/package.json"), "utf8");
    expect(runs()).toContain("1.0.0");
    // As `npm ci` does, in the folder that it is told last.
    tools(
      'for aside; do :; done; cp -r node_modules "$aside"; sed -i s/1.0.0/1.0.1/ "$aside"/node_modules/runs/*',
      "exit 1",
    );
    expect(ensured("ensureInstalled()").status).toBe(0);
    expect([runs().includes("1.0.1"), readdirSync(join(scratch, ".cache"))]).toEqual([true, []]);
  });

  it("is not built again where only the times of files are newer, and stays where building fails", () => {
    for (const name of ["server/main.ts", "scripts/bundle.mjs", "tsconfig.json", "tsconfig.build.json"])
      write(name, "//");
    tools("exit 1", "mkdir -p dist && echo built > dist/server.cjs");
    const newer = (hours: number) => utimesSync(join(scratch, "server/main.ts"), 0, Date.now() / 1000 + 3600 * hours);
    expect(ensured("ensureServerBuilt()")).toEqual({ status: 0, said: "Building the server.\n" });
    newer(1);
    tools("exit 1", "exit 3");
    expect(ensured("ensureServerBuilt()")).toEqual(DONE);
    write("server/main.ts", "// other");
    newer(2);
    expect(ensured("ensureServerBuilt()").status).toBe(3);
    expect(readFileSync(join(scratch, "dist/server.cjs"), "utf8")).toBe("built\n");
  });
});
