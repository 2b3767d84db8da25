import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Connection, createConnection } from "mysql2/promise";

const STARTED_WITHIN_S = 60;

export interface ServerSettings {
  name: string;
  port: number;
  /** Lines of its file of options, beside those that say where it lies. */
  options: readonly string[];
  args?: readonly string[];
  /** Where its data are already; left out: it begins with none. */
  data?: string;
  isReady?(connection: Connection): Promise<boolean>;
}

/** Servers of MariaDB on this machine only, in a folder that goes with them. */
export class OwnServers {
  readonly #folder = mkdtempSync(join(tmpdir(), "hue-health-mariadb-"));
  /** By name; the last to have begun is the last. */
  readonly #running = new Map<string, ChildProcess>();

  constructor() {
    chmodSync(this.#folder, 0o755);
  }

  /** A file of this name in the folder. */
  file(name: string): string {
    return join(this.#folder, name);
  }

  /** Starts one more; answers its address, without a schema. */
  async start(settings: ServerSettings): Promise<string> {
    const { name, port, options, data: own } = settings;
    const base = this.file(name);
    const data = own ?? base;
    mkdirSync(data, { recursive: true });
    spawnSync("chown", ["mysql", this.#folder, data]);
    const file = `${base}.cnf`;
    const lies = [
      ...["user=mysql", `datadir=${data}`, `socket=${base}.sock`, `pid-file=${base}.pid`, `log-error=${base}.log`],
      ...[`port=${port}`, "bind-address=127.0.0.1", "innodb_flush_log_at_trx_commit=0"],
    ];
    writeFileSync(file, `[mysqld]\n${[...lies, ...options].join("\n")}\n`);
    if (own === undefined) prepare(name, file);
    return this.again(settings);
  }

  /** Starts one over the data that it has; answers its address. */
  async again({ name, port, args = [], isReady = async () => true }: ServerSettings): Promise<string> {
    const child = spawn("mariadbd", [`--defaults-file=${this.file(name)}.cnf`, ...args]);
    this.#running.delete(name);
    this.#running.set(name, child);
    const url = `mysql://root@127.0.0.1:${port}`;
    for (let tries = 0; tries < 4 * STARTED_WITHIN_S && child.exitCode === null; tries += 1) {
      if (await answers(url, isReady)) return url;
      // A server tells nobody that it is ready: it is asked again.
      await wait(250);
    }
    const log = spawnSync("tail", [`${this.file(name)}.log`], { encoding: "utf8" }).stdout;
    throw new Error(`Server ${name} did not start: ${log}`);
  }

  /** Sends a signal to one, and waits for its end if it is one that ends it. */
  async signal(name: string, signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): Promise<void> {
    const child = this.#running.get(name);
    if (!child) throw new Error(`There is no server ${name}.`);
    child.kill(signal);
    const ends = signal === "SIGKILL" || signal === "SIGTERM";
    if (ends && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  async close(): Promise<void> {
    // The last one to go is the one that began.
    for (const child of [...this.#running.values()].reverse()) {
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function prepare(name: string, file: string): void {
  const { status, stderr } = spawnSync(
    "mariadb-install-db",
    [`--defaults-file=${file}`, "--auth-root-authentication-method=normal"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`Server ${name} could not be prepared: ${stderr}`);
}

/** Whether somebody is there who lets root in, and is ready. */
export async function answers(
  url: string,
  isReady: (connection: Connection) => Promise<boolean> = async () => true,
): Promise<boolean> {
  try {
    const connection = await createConnection(url);
    try {
      return await isReady(connection);
    } finally {
      await connection.end();
    }
  } catch {
    return false;
  }
}

/** Ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => (probe.address() as { port: number }).port);
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}
