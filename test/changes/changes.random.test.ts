import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Copy, crawl } from "../support/copy.js";
import { loadedDatabase } from "../support/database.js";
import { Figures, type Known } from "../support/figures.js";
import { FIGURES, importLines } from "../support/importing.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { faultsIn } from "../support/traces.js";
import { type Served, twoServers } from "../support/two-servers.js";

const CLIENTS = 4;
const STEPS = stepsOf(25);

describe("A copy that is kept by `changes`", () => {
  let servers: Served[];
  let headers: Record<string, string>;

  beforeAll(async () => {
    const database = await loadedDatabase();
    const [one, other] = await twoServers(database);
    servers = [other, one];
    await addTestAccount(one.db, "sở", "ADMIN");
    headers = (await signedIn(one, "sở")).headers;
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
  });

  /** A client that records, corrects and withdraws figures, now on one server, now on the other. */
  async function enter(client: number, run: number, random: (below: number) => number): Promise<void> {
    const known: Known[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const figures = new Figures(servers[random(2)] as Served, headers);
      const chosen = random(known.length);
      const figure = known[chosen];
      const kind = random(4);
      if (!figure || kind <= 1) {
        const on = new Date(Date.UTC(2010 + client, run, step)).toISOString().slice(0, 10);
        known.push(await figures.record({ on, value: random(1000) }));
      } else if (kind === 2) {
        known[chosen] = await figures.correct(figure, random(1000));
      } else {
        await figures.withdraw(figure);
        known.splice(chosen, 1);
      }
    }
  }

  /** Somebody who imports figures meanwhile, and each file again with others. */
  async function bring(run: number, random: (below: number) => number): Promise<void> {
    for (let file = 0; file < 5; file += 1) {
      const { db } = servers[random(2)] as Served;
      const days = Array.from({ length: 1 + random(25) }, (_, day) =>
        new Date(Date.UTC(1990 + file, run, day)).toISOString().slice(0, 10),
      );
      for (const most of [1000, 2000]) {
        const lines = days.map((on) => `LINKUPS,BV-TAMTHAN,,${on},${random(most)},,,,,`);
        await importLines(db, "observations", `own-${run}-${file}.csv`, [FIGURES, ...lines]);
      }
    }
  }

  it.each([1, 2, 3])(
    "is the same as a fresh one after random acts of several clients and imports, time %i",
    async (run) => {
      const random = randomOf(newSeed(`acts and imports beside copies, time ${run}`));
      const serverOf = () => servers[random(2)] as Served;
      const copies = [await Copy.begin(serverOf())];
      let isEntering = true;
      const entering = Promise.all([
        ...Array.from({ length: CLIENTS }, (_, client) => enter(client, run, random)),
        bring(run, random),
      ]);
      const end = entering.finally(() => {
        isEntering = false;
      });
      end.catch(() => undefined);
      while (isEntering) {
        if (copies.length < 4) copies.push(await Copy.begin(serverOf()));
        const copy = copies[random(copies.length)] as Copy;
        await copy.page(serverOf(), 1 + random(10));
      }
      await end;
      const fresh = await crawl(serverOf());
      for (const copy of copies) {
        await copy.catchUp(serverOf(), 1 + random(30));
        expect(copy.figures).toEqual(fresh);
      }
      expect(await faultsIn(serverOf().db)).toEqual([]);
      expect(new Set(copies[0]?.kinds)).toEqual(new Set(["CHANGED", "REMOVED"]));
    },
  );
});
