import { setTimeout as wait } from "node:timers/promises";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import { alone } from "../../server/core/database/start-lease.js";
import { NODES, type NodeName, type OwnCluster } from "../cluster/own-cluster.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import type { Below } from "../support/random.js";
import { serve, type TestServer } from "../support/server.js";
import { Correcting } from "./correcting.js";

/** What may become of a node to which our servers are connected. */
export const FAULTS = ["kill", "stop", "pause", "isolate", "kill two at once"] as const;
type Fault = (typeof FAULTS)[number];

const SCHEMA = "hue_health";
const ACCOUNT = "người sửa";
const CLIENTS = 6;
/** So many acts before a fault and after it. */
const ACTS = 30;
/** So long at the least a node stays away: longer than the others take to do without it. */
const AWAY_MS = 3000;

/** The database of the tests at this address of a server. */
export const addressAt = (server: string) => ({ kind: "mysql", url: `${server}/${SCHEMA}`, name: SCHEMA }) as const;

/** A server of ours over what is at this address; the data are loaded by the first. */
async function serverAt(server: string, isFirst: boolean): Promise<TestServer> {
  const address = addressAt(server);
  const db = await openDatabase(address, { seconds: 30 });
  if (isFirst) await alone(db, (still) => loadDataset(db, "data", still), db.say);
  return serve({ db, address, close: () => db.close() });
}

/** Two servers of ours behind the proxy of a cluster, and those who are at work with them. */
export class FaultyCluster {
  private constructor(
    private readonly cluster: OwnCluster,
    private readonly servers: readonly TestServer[],
    private readonly correcting: Correcting,
  ) {}

  static async over(cluster: OwnCluster, seed: number, { isEmpty }: { isEmpty: boolean }): Promise<FaultyCluster> {
    const first = await serverAt(cluster.proxy, isEmpty);
    const servers = [first, await serverAt(cluster.proxy, false)];
    await addTestAccount(first.db, ACCOUNT, "ADMIN");
    const urls = servers.map(({ url }) => url);
    const correcting = new Correcting(() => urls, (await signedIn(first, ACCOUNT)).headers);
    await correcting.begin(CLIENTS, seed);
    return new FaultyCluster(cluster, servers, correcting);
  }

  /** Does it to the node that is asked just now; answers for how many seconds nothing was acknowledged. */
  async undergo(fault: Fault, random: Below): Promise<number> {
    const { cluster, correcting } = this;
    await correcting.more(ACTS);
    const [server] = this.servers as [TestServer];
    correcting.headers = (await signedIn(server, ACCOUNT)).headers;
    const [found] = await server.db.query<{ name: NodeName }>("SELECT @@wsrep_node_name AS name");
    const node = found?.name ?? "node-1";
    const other = NODES.filter((name) => name !== node)[random(2)] as NodeName;
    await wait(random(300));
    const since = performance.now();
    const mend = await this.#happen(fault, node, other);
    await wait(AWAY_MS + random(1000));
    await correcting.more(ACTS);
    const gap = correcting.gapSince(since);
    await mend();
    await cluster.whole();
    await correcting.more(ACTS);
    return gap;
  }

  /** What is wrong with the record of any node, and with answers of acts that are sent again, once all have stopped. */
  async faults(): Promise<string[]> {
    await this.correcting.stop();
    const faults = await this.correcting.faultsOfRetries();
    for (const node of NODES) {
      const found = await this.correcting.faultsAt(addressAt(this.cluster.at(node)));
      faults.push(...found.map((each) => `${node}: ${each}`));
    }
    return [...faults, ...this.servers.flatMap(({ reported }) => reported.map(String))];
  }

  async close(): Promise<void> {
    await this.correcting.stop().catch(() => undefined);
    for (const server of this.servers) await server.close();
  }

  /** Answers how it is mended. */
  async #happen(fault: Fault, node: NodeName, other: NodeName): Promise<() => Promise<void>> {
    const { cluster } = this;
    if (fault === "kill two at once") {
      await Promise.all([cluster.kill(node), cluster.kill(other)]);
      return async () => {
        await cluster.again(node);
        await cluster.again(other);
      };
    }
    if (fault === "pause") {
      await cluster.pause(node);
      return () => cluster.goOn(node);
    }
    if (fault === "isolate") {
      await cluster.isolate(node, true);
      return () => cluster.isolate(node, false);
    }
    await cluster[fault](node);
    return () => cluster.again(node);
  }
}
