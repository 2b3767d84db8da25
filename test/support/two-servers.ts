import { openDatabase } from "../../server/core/database/data-source.js";
import type { TestDatabase } from "./database.js";
import { launch, urlOf } from "./launch.js";
import { serve, TEST_AUTH, type TestServer } from "./server.js";
import { WORKER_OF_TEST, WorkerFronts } from "./worker-fronts.js";

/** Whether two workers of one server, which `npm start` starts, are in the place of two servers in this process. */
const asWorkers = process.env.TEST_WORKERS === "1";

/** A server of which a test knows no more than its address. */
export type Served = Pick<TestServer, "url" | "db" | "reported" | "close"> & Partial<TestServer>;

/** Two servers over one database: `test:workers` runs whoever asks for them here again with workers. */
export async function twoServers(
  database: TestDatabase,
  clock: { now?: () => number } = {},
  options: Parameters<typeof serve>[2] = {},
): Promise<[Served, Served]> {
  if (asWorkers) return twoWorkers(database, clock.now);
  const one = await serve(database, clock, options);
  const db = await openDatabase(database.address);
  return [one, await serve({ db, address: database.address, close: () => db.close() }, clock, options)];
}

async function twoWorkers(database: TestDatabase, now?: () => number): Promise<[Served, Served]> {
  const server = launch("start", {
    ...{ PORT: "0", WORKERS: "2", DATABASE_URL: urlOf(database), AUTH_SECRET: TEST_AUTH.secret },
    ...{ TRUSTED_PROXIES: String(TEST_AUTH.proxies), ...WORKER_OF_TEST },
  });
  const [, port] = await server.said(/API +http:\S+:(\d+)\/graphql/);
  const fronts = new WorkerFronts(Number(port), now);
  const [first = 0, second = 0] = await fronts.find(2);
  const db = database.db;
  const reported = () => server.output().match(/^\d{4}-\d\d-\d\dT.*$/gm) ?? [];
  const served = async (pid: number, close: () => Promise<void>): Promise<Served> => ({
    ...{ url: await fronts.at(pid), db, close },
    get reported() {
      return reported();
    },
  });
  const close = async () => {
    fronts.close();
    server.child.kill("SIGTERM");
    await server.exit;
    await database.close();
  };
  return [await served(first, close), await served(second, async () => undefined)];
}
