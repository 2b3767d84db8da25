import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { endLaunched, type Launched, launch, urlOf } from "../support/launch.js";
import { newSeed, randomOf } from "../support/random.js";
import { Correcting } from "./correcting.js";

/** How often the server is killed; `npm run test:faults` does it more often. */
const KILLS = Number(process.env.FAULT_ROUNDS ?? 3);
const CLIENTS = 4;
/** A server is killed at the latest so long after its start; some before they have come to listen. */
const LONGEST_MS = 4000;
/** So many acts at the least lie between two kills. */
const ACTS = 10;

describe("A server that is killed at moments by chance", () => {
  const seed = newSeed("kills of a server");
  const random = randomOf(seed);
  let database: TestDatabase;
  let server: Launched;
  let url: string | undefined;
  let correcting: Correcting;

  beforeAll(async () => {
    database = await loadedDatabase();
    await addTestAccount(database.db, "sở", "ADMIN");
    await begin();
    const headers = (await signedIn({ url: await listening() }, "sở")).headers;
    correcting = new Correcting(() => (url === undefined ? [] : [url]), headers);
    await correcting.begin(CLIENTS, seed);
  });
  afterAll(async () => {
    endLaunched();
    await database.close();
  });

  async function begin(): Promise<void> {
    server = launch("start", { PORT: "0", DATABASE_URL: urlOf(database) });
    const { said } = server;
    said(/API +(http\S+)\/graphql/).then(
      ([, found]) => {
        url = found;
      },
      () => undefined,
    );
  }
  async function listening(): Promise<string> {
    const [, found = ""] = await server.said(/API +(http\S+)\/graphql/);
    return found;
  }

  it("has kept each act that it acknowledged once, answers it the same when it is sent again, and has a whole trail", async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const isEarly = random(4) === 0;
      if (!isEarly) {
        await listening();
        await correcting.more(ACTS);
      }
      await wait(random(isEarly ? 1000 : LONGEST_MS / 2));
      server.child.kill("SIGKILL");
      await server.exit;
      url = undefined;
      await begin();
    }
    await listening();
    await correcting.more(ACTS);
    await correcting.stop();
    console.log(`${KILLS} kills, ${correcting.count} acts`);
    expect(await correcting.faultsOfRetries()).toEqual([]);
    expect(await correcting.faultsAt(database.address)).toEqual([]);
  }, 3_600_000);
});
