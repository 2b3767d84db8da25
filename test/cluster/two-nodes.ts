import { existsSync } from "node:fs";
import type { Connection } from "mysql2/promise";
import { freePorts, OwnServers } from "./mariadb-server.js";

const GALERA = process.env.GALERA_PATH ?? "/usr/lib/galera/libgalera_smm.so";

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
  const ports = await freePorts(8);
  const nodes = ["one", "two"].map((name, i): Node => {
    const [port = 0, group = 0, ist = 0, sst = 0] = ports.slice(4 * i);
    return { name, port, group, ist, sst };
  });
  const servers = new OwnServers();
  try {
    const [first = "", second = ""] = await startOneByOne(servers, nodes);
    return { nodes: [first, second], close: () => servers.close() };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

async function startOneByOne(servers: OwnServers, nodes: readonly Node[]): Promise<string[]> {
  const started: string[] = [];
  for (const node of nodes) {
    const args = started.length === 0 ? ["--wsrep-new-cluster"] : [];
    const { name, port } = node;
    started.push(await servers.start({ name, port, options: optionsOf(node, nodes), args, isReady: isSynced }));
  }
  return started;
}

const optionsOf = ({ name, group, ist, sst }: Node, nodes: readonly Node[]): string[] => [
  ...["innodb_snapshot_isolation=ON", "binlog_format=ROW", "default_storage_engine=InnoDB"],
  ...["innodb_autoinc_lock_mode=2", "wsrep_on=ON", `wsrep_provider=${GALERA}`],
  ...["wsrep_cluster_name=hue-health", `wsrep_node_name=${name}`],
  `wsrep_cluster_address=gcomm://${nodes.map((each) => `127.0.0.1:${each.group}`).join(",")}`,
  ...[`wsrep_node_address=127.0.0.1:${group}`, "wsrep_sst_method=rsync"],
  `wsrep_sst_receive_address=127.0.0.1:${sst}`,
  `wsrep_provider_options="gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${ist}"`,
];

async function isSynced(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query("SHOW STATUS LIKE 'wsrep_local_state_comment'");
  return (rows as { Value: string }[])[0]?.Value === "Synced";
}
