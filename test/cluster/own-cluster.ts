import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { type Connection, createConnection } from "mysql2/promise";
import { answers, freePorts, OwnServers, type ServerSettings } from "./mariadb-server.js";

const GALERA = process.env.GALERA_PATH ?? "/usr/lib/galera/libgalera_smm.so";
const NODE = "operations/galera/node.cnf";
const ARBITRATOR = "operations/galera/garb";
const PROXY = "operations/haproxy/haproxy.cfg";
const PACKAGES = "mariadb-server galera-arbitrator-4 haproxy";

export const NODES = ["node-1", "node-2", "node-3"] as const;
export type NodeName = (typeof NODES)[number];

interface Node {
  name: NodeName;
  port: number;
  /** Where the nodes talk to each other. */
  group: number;
  /** Where a node is brought up to date, by what it lacks or as a whole. */
  ist: number;
  sst: number;
}

/**
 * Three nodes of one Galera cluster with two arbitrators and a proxy, on this machine only, as the files in operations/
 * have them.
 */
export class OwnCluster {
  readonly #servers = new OwnServers();
  readonly #others: ChildProcess[] = [];

  private constructor(
    private readonly nodes: readonly Node[],
    private readonly proxyPort: number,
  ) {}

  static async start(): Promise<OwnCluster> {
    for (const needed of [GALERA, "/usr/bin/garbd", "/usr/sbin/haproxy"]) {
      if (!existsSync(needed))
        throw new Error(`The tests of a cluster need "${needed}", which does not exist (apt-get install ${PACKAGES}).`);
    }
    const [proxyPort = 0, ...ports] = await freePorts(1 + 4 * NODES.length + 2);
    const nodes = NODES.map((name, i): Node => {
      const [port = 0, group = 0, ist = 0, sst = 0] = ports.slice(4 * i);
      return { name, port, group, ist, sst };
    });
    const cluster = new OwnCluster(nodes, proxyPort);
    try {
      for (const node of nodes) {
        const args = node === nodes[0] ? ["--wsrep-new-cluster"] : [];
        await cluster.#servers.start({ ...cluster.#settingsOf(node), args });
      }
      for (const port of ports.slice(4 * NODES.length)) cluster.#arbitrate(port);
      await cluster.#on("node-1", async (connection) => {
        await until("five vote", async () => (await statusOf(connection, "wsrep_cluster_size")) === "5");
        await connection.query("CREATE USER haproxy@'127.0.0.1' IDENTIFIED BY ''");
      });
      cluster.#proxy();
      await until("the proxy leads to a node", () => answers(cluster.proxy));
      return cluster;
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  /** The address of a node, without a schema. */
  at(name: NodeName): string {
    return `mysql://root@127.0.0.1:${this.#node(name).port}`;
  }

  /** The same of the proxy before all of them. */
  get proxy(): string {
    return `mysql://root@127.0.0.1:${this.proxyPort}`;
  }

  kill = (name: NodeName): Promise<void> => this.#servers.signal(name, "SIGKILL");

  /** As a service manager stops it. */
  stop = (name: NodeName): Promise<void> => this.#servers.signal(name, "SIGTERM");

  pause = (name: NodeName): Promise<void> => this.#servers.signal(name, "SIGSTOP");

  goOn = (name: NodeName): Promise<void> => this.#servers.signal(name, "SIGCONT");

  /** Cuts it off from the other nodes, not from who asks it. */
  isolate = (name: NodeName, isIsolated: boolean): Promise<void> =>
    this.#on(name, async (connection) => {
      await connection.query(`SET GLOBAL wsrep_provider_options = 'gmcast.isolate=${isIsolated ? 1 : 0}'`);
    });

  /** Starts one again that has ended; it comes back into the cluster. */
  async again(name: NodeName): Promise<void> {
    await this.#servers.again(this.#settingsOf(this.#node(name)));
  }

  /** Until all nodes are in step again. */
  async whole(): Promise<void> {
    await until("all nodes are in step", async () => {
      for (const name of NODES) {
        const isWhole = await this.#on(
          name,
          async (connection) =>
            (await isSynced(connection)) && (await statusOf(connection, "wsrep_cluster_size")) === "5",
        ).catch(() => false);
        if (!isWhole) return false;
      }
      return true;
    });
  }

  async close(): Promise<void> {
    for (const child of this.#others) {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await this.#servers.close();
  }

  #node(name: NodeName): Node {
    return this.nodes.find((node) => node.name === name) as Node;
  }

  async #on<T>(name: NodeName, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await createConnection({ uri: this.at(name), connectTimeout: 2000 });
    try {
      return await work(connection);
    } finally {
      connection.destroy();
    }
  }

  get #members(): string {
    return this.nodes.map(({ group }) => `127.0.0.1:${group}`).join(",");
  }

  /** The file that is shipped, with addresses of this machine. */
  #settingsOf({ name, port, group, ist, sst }: Node): ServerSettings {
    const own: Readonly<Record<string, string>> = {
      "bind-address": "127.0.0.1",
      wsrep_provider: GALERA,
      wsrep_cluster_address: `gcomm://${this.#members}`,
      ...{ wsrep_node_name: name, wsrep_node_address: `127.0.0.1:${group}` },
    };
    const shipped = readFileSync(NODE, "utf8")
      .split("\n")
      .filter((line) => /^\w/.test(line))
      .map((line) => {
        const [key = ""] = line.split(/\s*=/);
        if (own[key]) return `${key} = ${own[key]}`;
        if (key !== "wsrep_provider_options") return line;
        const here = `gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${ist}`;
        return line.replace("gcache.size=512M", `gcache.size=64M;${here}`);
      });
    const options = [...shipped, `wsrep_sst_receive_address=127.0.0.1:${sst}`];
    return { name, port, options, isReady: isSynced };
  }

  #arbitrate(port: number): void {
    const { GALERA_GROUP = "", GALERA_OPTIONS = "" } = Object.fromEntries(
      [...readFileSync(ARBITRATOR, "utf8").matchAll(/^(\w+)="(.*)"$/gm)].map(([, name, value]) => [name, value]),
    );
    const folder = this.#servers.file(`arbitrator-${port}`);
    mkdirSync(folder);
    const options = `${GALERA_OPTIONS};gmcast.listen_addr=tcp://127.0.0.1:${port}`;
    const args = ["-a", `gcomm://${this.#members}`, "-g", GALERA_GROUP, "-o", options, "-w", folder];
    this.#others.push(spawn("garbd", [...args, "-l", `${folder}/log`], { stdio: "ignore" }));
  }

  #proxy(): void {
    let text = readFileSync(PROXY, "utf8").replaceAll("127.0.0.1:3307", `127.0.0.1:${this.proxyPort}`);
    for (const { name, port } of this.nodes) text = text.replaceAll(`${name}:3306`, `127.0.0.1:${port}`);
    const file = this.#servers.file("haproxy.cfg");
    writeFileSync(file, text);
    this.#others.push(spawn("haproxy", ["-db", "-f", file], { stdio: "ignore" }));
  }
}

const LONGEST_S = 60;

/** Nobody tells when a cluster is whole again: it is asked. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 10 * LONGEST_S; tries += 1) {
    if (await holds()) return;
    await wait(100);
  }
  throw new Error(`It did not come to this within ${LONGEST_S} s: ${what}.`);
}

async function statusOf(connection: Connection, name: string): Promise<string | undefined> {
  const [rows] = await connection.query(`SHOW STATUS LIKE '${name}'`);
  return (rows as { Value: string }[])[0]?.Value;
}

const isSynced = async (connection: Connection): Promise<boolean> =>
  (await statusOf(connection, "wsrep_local_state_comment")) === "Synced";
