import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { HeldSums } from "../../server/concepts/metric/total/held-sums.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { addDecimalMetric, DECIMAL_METRIC, FIGURES, importLines } from "../support/importing.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const SEED = newSeed("held sums");
const STEPS = stepsOf(60);

const UNITS = ["BV-MAT", "BV-TAMTHAN", "TTYT-PHUVANG", "BV-GTVT", "PK-MEDIC-69NH"];
const DISTRICTS = ["474", "478", "482"];
/** A count of whole numbers due of the recipients of a letter, one of decimals, a ratio, and a count of districts. */
const OF_UNITS = ["LINKUPS", DECIMAL_METRIC, "LINKUPS_SUCCEEDED"];
const OF_DISTRICTS = "CHILDREN_UNDER_1";
/** Four days, so that figures meet, each with periods that end on it. */
const DAYS = ["2020-03-31", "2020-04-30", "2021-12-31", "2022-06-30"];
const BODIES = ["46", "474", "478", "SYT", "TTYT-PHUVANG"];
const TOTAL =
  "from on value ratio { numerator denominator percent } reporting expected leftOut { from on reason count }";
/** No kept answer is given to whoever says this. */
const ANEW = { "cache-control": "no-cache" };

describe("Sums that are held while figures change at random, on two servers", () => {
  const random = randomOf(SEED);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const servers: TestServer[] = [];
  let headers: Record<string, string>;
  let step = 0;
  /** How many statements that sum the servers were asked for. */
  let summed = 0;

  beforeAll(async () => {
    const database = await loadedDatabase();
    servers.push(await serve(database));
    for (let i = 0; i < 2; i += 1) {
      const db = await openDatabase(database.address);
      servers.push(await serve({ db, address: database.address, close: () => db.close() }));
    }
    await addDecimalMetric(database.db);
    await addTestAccount(database.db, "sở", "ADMIN");
    headers = (await signedIn(one(), "sở")).headers;
    for (const { db } of servers.slice(0, 2)) {
      const { query } = db;
      db.query = (sql, params) => {
        if (sql.includes("SUM(o.reported)")) summed += 1;
        return query.call(db, sql, params) as never;
      };
    }
  });
  afterAll(async () => {
    for (const server of servers.reverse()) await server.close();
  });

  const one = () => servers[random(2)] as TestServer;
  /** The last one holds nothing of what it was asked before. */
  const anew = (): TestServer => {
    const server = servers[2] as TestServer;
    server.shared.sums = new HeldSums(server.db);
    return server;
  };

  const department = () => new Acting(one(), headers, { observation: "id version", facility: "code" });
  const amount = (metric: string): number => {
    if (metric === DECIMAL_METRIC) return pick([0.1, 0.2, random(1e6) / 1e6, random(1e9), 123_456_789_012_345.5]);
    return pick([0, 1, random(1000), random(1e9), 999_999_999_999_999, 1e15]);
  };
  const amounts = (metric: string): object => {
    if (metric !== "LINKUPS_SUCCEEDED") return { value: amount(metric) };
    const denominator = 1 + amount(metric);
    return pick([
      { numerator: random(denominator), denominator: Math.min(denominator, 1e15) },
      { numerator: 1 },
      { value: 1 },
    ]);
  };
  const period = (on: string): object =>
    pick([{ on }, { on, from: `${on.slice(0, 7)}-01` }, { on, from: `${on.slice(0, 4)}-01-01` }]);
  const aFigure = () => {
    const metric = pick([...OF_UNITS, OF_DISTRICTS]);
    const subject = pick(metric === OF_DISTRICTS ? DISTRICTS : UNITS);
    return { metric, subject, ...period(pick(DAYS)), ...amounts(metric) };
  };
  /** Any figure of these days that is on record. */
  const known = async (): Promise<Data | undefined> => {
    const metric = pick([...OF_UNITS, OF_DISTRICTS]);
    const subject = pick(metric === OF_DISTRICTS ? DISTRICTS : UNITS);
    const query = `{ metric(code: "${metric}") { code series(subject: "${subject}", from: "2020-01-01") { id version } } }`;
    const { series } = (await dataOf(one(), query)).metric;
    return series.length > 0 ? { metric, ...pick(series as Data[]) } : undefined;
  };

  const register = async (field: string, values: object): Promise<unknown> => {
    const { facility } = await dataOf(one(), `{ facility(code: "${pick(UNITS)}") { id version } }`);
    return department().ask(field, { id: facility.id, expectedVersion: facility.version, ...values });
  };

  /** Some of them are refused, which is as good. */
  const ACTS: Readonly<Record<string, () => Promise<unknown>>> = {
    record: () => department().ask("observationRecord", aFigure()),
    recordMany: () => Promise.all(Array.from({ length: 5 }, () => department().ask("observationRecord", aFigure()))),
    correct: async () => {
      const found = await known();
      if (!found) return;
      const { metric, id, version } = found;
      const reason = "Đếm lại.";
      await department().ask("observationCorrect", { id, expectedVersion: version, reason, ...amounts(metric) });
    },
    withdraw: async () => {
      const found = await known();
      if (!found) return;
      const { id, version } = found;
      await department().ask("observationWithdraw", { id, expectedVersion: version, reason: "Ghi nhầm." });
    },
    /** Figures, and blank cells that are filled in later. */
    bring: () => {
      const lines = Array.from({ length: 1 + random(3) }, () => {
        const cells = pick([`${random(100)},,`, ",,"]);
        return `${pick(["LINKUPS", DECIMAL_METRIC])},${pick(UNITS)},,${pick(DAYS)},${cells},,,`;
      });
      return importLines(one().db, "observations", `own-${step}.csv`, [FIGURES, ...new Set(lines)]).catch((error) => {
        if (!(error instanceof ImportRefused)) throw error;
      });
    },
    rename: () => register("facilityRename", { on: "2024-01-01", name: `Tên mới ${step}` }),
    move: () => register("facilityMove", { on: pick(DAYS), area: pick(["474", "478"]) }),
    manage: () => register("facilityReassign", { on: pick(DAYS), managedBy: pick(["SYT", "TTYT-PHUVANG", null]) }),
    close: () => register("facilityClose", { on: pick(DAYS), reason: "Thử." }),
    reopen: () => register("facilityReopen", { reason: "Thử." }),
    /** Nobody says what has changed. */
    silent: () => one().db.transaction(async (tx) => moveRevision(tx, "DATA")),
    takenBack: () =>
      one()
        .db.transaction(async (tx) => {
          await tx.query("UPDATE observation SET `value` = 7, reported = 1");
          moveRevision(tx, "DATA");
          throw new Error("taken back");
        })
        .catch((error: Error) => expect(error.message).toBe("taken back")),
  };
  const OFTEN = ["record", "record", "record", "correct", "correct", "correct", "withdraw", "withdraw", "recordMany"];

  const question = (under: string, on: string) =>
    `{ metrics { code totals(under: "${under}", from: "2020-01-01") { ${TOTAL} }
       then: total(under: "${under}", on: "${on}") { ${TOTAL} } last: total(under: "${under}") { ${TOTAL} } } }`;
  const answerOf = async (server: TestServer, query: string): Promise<Data> => {
    const { data, errors } = await runQuery(server, query, {}, ANEW);
    expect(errors).toBeUndefined();
    return data.metrics;
  };

  it("are those that are made anew, whatever was done between and meanwhile", async () => {
    let asked = 0;
    for (step = 0; step < STEPS; step += 1) {
      const act = random(3) > 0 ? pick(OFTEN) : pick(Object.keys(ACTS));
      const query = question(pick(BODIES), pick(DAYS));
      const racing = [0, 1, 2].map(() => answerOf(one(), question(pick(BODIES), pick(DAYS))));
      await ACTS[act]?.();
      await Promise.all(racing);
      const before = summed;
      const answers = [
        await answerOf(servers[0] as TestServer, query),
        await answerOf(servers[1] as TestServer, query),
      ];
      if (summed === before) asked += 1;
      const expected = await answerOf(anew(), query);
      for (const answer of answers)
        expect({ step, act, query, answer }).toEqual({ step, act, query, answer: expected });
    }
    for (const server of servers) expect(server.reported).toEqual([]);
    // Else nothing was kept right; how often that is depends on how many acts are of a kind that keeps nothing.
    expect(asked).toBeGreaterThan(STEPS / 20);
  }, 600_000);
});
