import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn, startSession } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../support/database.js";
import { commandsUnder } from "../support/operations-page.js";
import { runQuery } from "../support/run-query.js";

/** With OPERATIONS_LONG=1 a real Prometheus has to raise an alert too, which takes more than a minute. */
const isLong = process.env.OPERATIONS_LONG === "1";
const SETTINGS = "operations/prometheus/prometheus.yml";
const DASHBOARD = "operations/grafana/dashboard.json";

interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

/** The expressions of the dashboard, over so long as a test lasts. */
const EXPRESSIONS = (JSON.parse(readFileSync(DASHBOARD, "utf8")) as Dashboard).panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }): [string, string] => [title, expr.replaceAll("$__rate_interval", "30s")]),
);
/** Those of the page, in their order. */
const COMMANDS = commandsUnder("What can be seen");

const run = promisify(execFile);
const running: ChildProcess[] = [];

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function until<T>(what: string, find: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find().catch(() => undefined);
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`It did not come to this within ${seconds} s: ${what}`);
    await wait(100);
  }
}

describe("What whoever runs the server sees", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-operations-"));
  let database: TestDatabase;
  let ports: { metrics: number; prometheus: number };
  let url: string;
  let serverAsShell: ChildProcess;
  let rounds = 0;

  /** A command of the page, over the ports and files of this test. */
  const ownOf = (command: string): string =>
    command
      .replaceAll("9464", String(ports.metrics))
      .replaceAll("hue.log", join(scratch, "hue.log"))
      .replace("npm start", "exec node server/start.cjs")
      .replace(SETTINGS, join(scratch, "prometheus", "prometheus.yml"))
      .replace(
        "/var/lib/prometheus/hue",
        `${join(scratch, "stored")} --web.listen-address=127.0.0.1:${ports.prometheus}`,
      );
  const named = (what: RegExp): string => ownOf(COMMANDS.find((command) => what.test(command)) ?? "");
  const shell = (command: string): ChildProcess => {
    const { address } = database;
    const DATABASE_URL = address.kind === "mysql" ? address.url : `file:${address.file}`;
    const AUTH_SECRET = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";
    const env = { ...process.env, PORT: "0", DATABASE_URL, AUTH_SECRET, AUDIT_SECRET };
    const child = spawn("bash", ["-c", command.replace(/^prometheus/, "exec prometheus")], { env });
    running.push(child);
    return child;
  };
  /** What Prometheus answers to an expression. */
  async function asked(expression: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]> {
    const address = `http://127.0.0.1:${ports.prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const { data, error } = (await (await fetch(address)).json()) as { data: { result: never[] }; error?: string };
    if (error) throw new Error(error);
    return data.result;
  }

  beforeAll(async () => {
    ports = { metrics: await freePort(), prometheus: await freePort() };
    database = await loadedDatabase();
    await addTestAccount(database.db, "sở", "ADMIN");
    serverAsShell = shell(named(/npm start/));
    let said = "";
    serverAsShell.stdout?.on("data", (text) => {
      said += text;
    });
    url = await until("the server says where it is", async () => /API +(http\S+)\/graphql/.exec(said)?.[1]);
    const own = join(scratch, "prometheus");
    mkdirSync(own);
    cpSync("operations/prometheus", own, { recursive: true });
    const settings = readFileSync(SETTINGS, "utf8").replaceAll("9464", String(ports.metrics)).replaceAll("15s", "2s");
    writeFileSync(join(own, "prometheus.yml"), settings);
    shell(named(/^prometheus/));
    await until("Prometheus is ready", async () =>
      (await fetch(`http://127.0.0.1:${ports.prometheus}/-/ready`)).ok ? true : undefined,
    );
  });
  afterAll(async () => {
    for (const child of running) child.kill("SIGTERM");
    for (const child of running) if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    await database.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Something of everything that is counted. */
  async function load(headers: Record<string, string>): Promise<void> {
    const server = { url };
    for (let i = 0; i < 3; i += 1) await runQuery(server, '{ facility(code: "BV-MAT") { name } }');
    await runQuery(server, "{ viewer { role } }", {}, { "x-request-id": "one-of-mine" });
    await runQuery(server, "{ accounts { name } }", {}, headers);
    const text = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n";
    rounds += 1;
    await openRound(assessing(server, headers), `${2030 + rounds}`);
    await new Acting(server, headers, {}).ask("fileImport", { format: "OBSERVATIONS", text, dryRun: true });
  }

  it("is every line of the dashboard: each expression answers something from a server under load", async () => {
    expect(EXPRESSIONS.length).toBeGreaterThan(20);
    const left = new Map(EXPRESSIONS.map(([title, expression]) => [expression, title]));
    await startSession({ url }, "sở", "not the password");
    const { headers } = await signedIn({ url }, "sở");
    await until("each expression answers", async () => {
      await load(headers);
      for (const expression of [...left.keys()]) {
        const answers = await asked(expression);
        if (answers.some(({ value: [, value] }) => value !== "NaN")) left.delete(expression);
      }
      return left.size === 0 ? true : undefined;
    }).catch(async () => {
      const targets = await fetch(`http://127.0.0.1:${ports.prometheus}/api/v1/targets`);
      throw new Error(`Left: ${JSON.stringify([...left])}; scraped: ${await targets.text()}`);
    });
  });

  it("is everything that alerts look at, and each alert is tried", async () => {
    const alerts = readFileSync("operations/prometheus/alerts.yml", "utf8");
    const names = [...alerts.matchAll(/expr: (.*)/g)].flatMap(
      ([, expression = ""]) => expression.match(/\b(?:hue|nodejs)_\w+|\bup\b/g) ?? [],
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of new Set(names)) expect([name, (await asked(`count(${name})`)).length]).toEqual([name, 1]);
    const raised = [...alerts.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    const tried = readFileSync("operations/prometheus/alerts.test.yml", "utf8");
    for (const name of raised)
      expect([name, tried.split(`alertname: ${name}\n        exp_alerts:`).length]).toEqual([name, 2]);
  });

  it.each(COMMANDS.filter((command) => !/npm start|^prometheus/.test(command)))("answers: %s", async (command) => {
    const { stdout } = await run("bash", ["-o", "pipefail", "-c", ownOf(command)]);
    expect(stdout.trim().length).toBeGreaterThan(0);
  });

  if (isLong)
    it("is an alert once the server has been away for a minute", async () => {
      serverAsShell.kill("SIGTERM");
      const firing = 'ALERTS{alertname="HueDown",alertstate="firing"}';
      await until(firing, async () => ((await asked(firing)).length > 0 ? true : undefined), 120);
    });
});
