// Starts, asks and stops the servers that are compared.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

/** A folder that names no data files: what is asked is the synthetic world alone. */
const NO_DATA = ".cache/bench/no-data";

export const COMMANDS = {
  ours: ["--max-semi-space-size=8", "server/start.cjs"],
  floor: ["bench/peers/floor.mjs"],
  mercurius: ["bench/peers/mercurius.mjs"],
  constant: ["bench/peers/constant.mjs"],
};

const running = new Set();

/** Starts one of the servers on a free port of this machine; it may not answer yet. */
export async function launch(kind, databaseUrl, { env = {}, node = [], ipc = false } = {}) {
  mkdirSync(NO_DATA, { recursive: true });
  writeFileSync(`${NO_DATA}/index.csv`, "file,reader,document,section\n");
  const port = await freePort();
  const child = spawn(process.execPath, [...node, ...COMMANDS[kind]], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATA_DIR: NO_DATA,
      AUTH_SECRET: randomBytes(32).toString("base64url"),
      // All limits are on; one client at one address stands for many.
      RATE_PUBLIC: "999999999999",
      RATE_STAFF: "999999999999",
      ...env,
    },
    // Ours logs each request there, at its usual level.
    stdio: ["ignore", "ignore", kind === "ours" ? "ignore" : "inherit", ...(ipc ? ["ipc"] : [])],
  });
  running.add(child);
  const ended = new Promise((resolve) => {
    child.on("exit", () => {
      running.delete(child);
      resolve();
    });
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  };
  return { kind, url: `http://127.0.0.1:${port}/graphql`, port, pid: child.pid, child, stop };
}

/** Starts a server and waits until it answers. */
export async function start(kind, databaseUrl, options) {
  const server = await launch(kind, databaseUrl, options);
  await untilAnswered(server, JSON.stringify({ operationName: "Q0", query: "query Q0 { __typename }", variables: {} }));
  return server;
}

export async function untilAnswered({ url, child, kind }, body) {
  const until = performance.now() + 60_000;
  for (;;) {
    try {
      return await post(url, body);
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`The server "${kind}" ended before it answered.`);
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** The parsed answer; anything but an answer without errors is an error. */
export async function post(url, body, more = {}) {
  const headers = body instanceof FormData ? more : { "content-type": "application/json", ...more };
  const response = await fetch(url, { method: "POST", headers, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors":[')) throw new Error(`${url}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** At the end, and when somebody presses Ctrl-C: nothing of ours keeps running. */
export function stopAll() {
  for (const child of running) child.kill("SIGKILL");
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
