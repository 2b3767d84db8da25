import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createConnection } from "mysql2/promise";

const GALERA = process.env.GALERA_PATH ?? "/usr/lib/galera/libgalera_smm.so";
const STARTED_WITHIN_S = 60;

export interface Cluster {
  /** The address of each node, without a schema. */
  nodes: readonly [string, string];
  close(): Promise<void>;
}

interface Node {
  name: string;
  port: number;
  /** Where the nodes talk to each other. */
  group: number;
  /** Where a node is brought up to date, by what it lacks or as a whole. */
  ist: number;
  sst: number;
}

/** Two nodes of one Galera cluster, on this machine only. */
export async function startCluster(): Promise<Cluster> {
  if (!existsSync(GALERA)) {
    throw new Error(
      `The tests of a cluster need Galera, and "${GALERA}" does not exist (apt-get install mariadb-server).`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "hue-health-cluster-"));
  chmodSync(folder, 0o755);
  const ports = await freePorts(8);
  const nodes = ["one", "two"].map((name, i): Node => {
    const [port = 0, group = 0, ist = 0, sst = 0] = ports.slice(4 * i);
    return { name, port, group, ist, sst };
  });
  const running: ChildProcess[] = [];
  const close = async () => {
    // The last one to go is the one that began.
    for (const child of running.reverse()) {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const node of nodes) {
      const options = optionsOf(node, nodes, folder);
      prepare(options);
      const child = spawn("mariadbd", [
        `--defaults-file=${options}`,
        ...(running.length === 0 ? ["--wsrep-new-cluster"] : []),
      ]);
      running.push(child);
      await untilSynced(node, child, join(folder, `${node.name}.log`));
    }
    const [first = "", second = ""] = nodes.map(({ port }) => `mysql://root@127.0.0.1:${port}`);
    return { nodes: [first, second], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ports that are free now. */
async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => (probe.address() as { port: number }).port);
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}

/** Writes the options of a node, and answers where. */
function optionsOf({ name, port, group, ist, sst }: Node, nodes: readonly Node[], folder: string): string {
  const file = join(folder, `${name}.cnf`);
  const data = join(folder, name);
  mkdirSync(data);
  spawnSync("chown", ["mysql", folder, data]);
  const options = [
    ...["user=mysql", `datadir=${data}`, `socket=${data}.sock`, `pid-file=${data}.pid`, `log-error=${data}.log`],
    ...[`port=${port}`, "bind-address=127.0.0.1", "innodb_flush_log_at_trx_commit=0", "innodb_snapshot_isolation=ON"],
    ...["binlog_format=ROW", "default_storage_engine=InnoDB", "innodb_autoinc_lock_mode=2"],
    ...["wsrep_on=ON", `wsrep_provider=${GALERA}`, "wsrep_cluster_name=hue-health", `wsrep_node_name=${name}`],
    `wsrep_cluster_address=gcomm://${nodes.map((each) => `127.0.0.1:${each.group}`).join(",")}`,
    ...[`wsrep_node_address=127.0.0.1:${group}`, "wsrep_sst_method=rsync"],
    `wsrep_sst_receive_address=127.0.0.1:${sst}`,
    `wsrep_provider_options="gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${ist}"`,
  ];
  writeFileSync(file, `[mysqld]\n${options.join("\n")}\n`);
  return file;
}

function prepare(options: string): void {
  const { status, stderr } = spawnSync(
    "mariadb-install-db",
    [`--defaults-file=${options}`, "--auth-root-authentication-method=normal"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`A node of the cluster could not be prepared: ${stderr}`);
}

async function untilSynced({ name, port }: Node, child: ChildProcess, log: string): Promise<void> {
  for (let tries = 0; tries < 4 * STARTED_WITHIN_S && child.exitCode === null; tries += 1) {
    if ((await stateOf(port)) === "Synced") return;
    await wait(250);
  }
  throw new Error(
    `Node ${name} of the cluster did not start: ${spawnSync("tail", [log], { encoding: "utf8" }).stdout}`,
  );
}

async function stateOf(port: number): Promise<string | undefined> {
  try {
    const connection = await createConnection(`mysql://root@127.0.0.1:${port}`);
    const [rows] = await connection.query("SHOW STATUS LIKE 'wsrep_local_state_comment'");
    await connection.end();
    return (rows as { Value: string }[])[0]?.Value;
  } catch {
    return undefined;
  }
}
