import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { MIGRATIONS } from "../../server/core/database/migrations/index.js";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { SCOPES } from "../../server/core/snapshot/revision.js";
import { startSession } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { emptyDatabase, loadedDatabase, type TestDatabase } from "../support/database.js";
import { WHATEVER_ELSE, WORLD_OF_A_DAY } from "../support/everything.js";
import { forget, leftBy, madeBy, migrating, RELEASED, shapeOf } from "../support/migrating.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve } from "../support/server.js";

const OLD = RELEASED["0.1.0"];

/** Files whose rows a database of that release does not have in full. */
const READ_AGAIN = [
  "register/source-sections.csv",
  "register/facility-names.csv",
  "register/facility-ownership.csv",
  "register/facility-relations.csv",
  "register/rule-sets.csv",
  "register/rule-gates.csv",
  "register/metric-meanings.csv",
  "register/legal-targets.csv",
  "briefing-2022-12-07/survey-facilities.csv",
  "register/system-components.csv",
  "briefing-2022-12-07/targets.csv",
  "briefing-2022-12-07/section-sources.csv",
  "briefing-2022-12-07/national-emr.csv",
  "briefing-2022-12-07/project06.csv",
  "briefing-2022-12-07/it-workforce.csv",
  "briefing-2022-12-07/findings-vinh.csv",
  "briefing-2022-12-07/findings-recommendations.csv",
  "letter-2019-08-08/recipients.csv",
  "register/report-figures.csv",
  "register/report-members.csv",
  "register/metric-expectations.csv",
  "letter-2019-08-08/appendix-2.csv",
  "letter-2019-08-08/targets.csv",
  "briefing-2022-12-07/statements.csv",
  "letter-2019-08-08/statements.csv",
];

/** What releases from 0.2.0 on were told last. */
const KEPT = '{ facility(code: "BV-MAT") { latestObservations(metrics: ["LINKUPS"]) { id version on value } } }';

/** As if only release 0.1.0 had ever been here: what came after it is taken back. */
const takeBack = (address: DatabaseAddress): Promise<void> =>
  migrating(address, MIGRATIONS, async (source) => {
    for (const _ of MIGRATIONS.slice(OLD.length)) await source.undoLastMigration();
  });

async function answersOf(database: TestDatabase): Promise<Data[]> {
  const server = await serve({ ...database, close: async () => {} });
  try {
    return [
      await dataOf(server, WORLD_OF_A_DAY),
      await dataOf(server, WORLD_OF_A_DAY, { asOf: "2022-12-07" }),
      await dataOf(server, WHATEVER_ELSE),
    ];
  } finally {
    await server.close();
  }
}

describe("A database that release 0.1.0 made", () => {
  let fresh: TestDatabase;
  let old: TestDatabase;
  const opened: Connections[] = [];

  beforeAll(async () => {
    fresh = await loadedDatabase();
    const beside = await emptyDatabase();
    const address = await madeBy("0.1.0", beside);
    const db = await openDatabase(address);
    const close = async () => {
      await db.close();
      await forget(beside, address);
      await beside.close();
    };
    old = { db, address, close };
  });
  afterAll(async () => {
    for (const db of opened) await db.close();
    await old.close();
    await fresh.close();
  });

  const openAgain = async (): Promise<TestDatabase> => {
    const db = await openDatabase(old.address);
    opened.push(db);
    return { ...old, db };
  };

  it("is brought to the shape of a fresh one when it is opened", async () => {
    const shape = await shapeOf(old.db);
    expect(shape).toEqual(await shapeOf(fresh.db));
    expect(shape.scopes).toEqual([...SCOPES].sort().map((scope) => ({ scope, slots: 16 })));
  });

  it("gives the answers of a fresh one, once the data are loaded", async () => {
    await loadDataset(old.db, "data");
    expect(await answersOf(old)).toEqual(await answersOf(fresh));
  });

  it("gets its own shape back, with the data in it, when what came later is taken back", async () => {
    const beside = await emptyDatabase();
    const untouched: DatabaseAddress = await madeBy("0.1.0", beside);
    const counts = async (db: Connections) => await db.query("SELECT COUNT(*) AS n, MAX(id) AS last FROM observation");
    const before = await counts(old.db);

    await takeBack(old.address);

    const shapes: Record<string, unknown[]>[] = [];
    for (const address of [untouched, old.address]) {
      await migrating(address, OLD, async (source) => {
        const query = <Row>(sql: string): Promise<Row[]> => source.query(sql);
        shapes.push(await shapeOf({ dialect: fresh.db.dialect, query } as Connections));
      });
    }
    expect(shapes[1]).toEqual(shapes[0]);
    expect(await counts(old.db)).toEqual(before);
    await forget(beside, untouched);
    await beside.close();
  });

  it("with data in it is brought to the newest shape when it is opened", async () => {
    const again = await openAgain();
    expect(await shapeOf(again.db)).toEqual(await shapeOf(fresh.db));
  });

  it("reads those files again of which more is kept now, and then answers as a fresh one", async () => {
    const again = await openAgain();
    const loaded = await loadDataset(again.db, "data");
    expect(loaded.flatMap(({ file, loadedBefore }) => (loadedBefore ? [] : file))).toEqual(READ_AGAIN);
    expect(await answersOf(again)).toEqual(await answersOf(fresh));
  });

  it("loads nothing twice after that", async () => {
    const again = await openAgain();
    const loaded = await loadDataset(again.db, "data");
    expect(loaded.filter(({ loadedBefore }) => !loadedBefore)).toEqual([]);
  });

  it("can be taken back and brought forward any number of times", async () => {
    await takeBack(old.address);
    await openAgain();
    await takeBack(old.address);
    const again = await openAgain();
    await loadDataset(again.db, "data");
    expect(await shapeOf(again.db)).toEqual(await shapeOf(fresh.db));
    expect(await answersOf(again)).toEqual(await answersOf(fresh));
  });
});

/** What is new is not read in the same order as where all of it is new. */
const withoutIds = (answers: readonly Data[]): unknown =>
  JSON.parse(JSON.stringify(answers, (name, value) => (/^id$|cursor$/i.test(name) ? undefined : value)));

/** An index that MariaDB has made for a reference goes when another one serves it, unless a dump has written it down. */
const withoutOwnIndexes = ({ indexes = [], ...shape }: Record<string, unknown[]>) => ({
  ...shape,
  indexes: indexes.filter((each) => !(each as { index_name: string }).index_name.startsWith("fk_")),
});

describe.each(["0.1.0", "0.2.0", "0.3.0"] as const)("A database that release %s left, with its data,", (release) => {
  it("has the shape, the data and the answers of a fresh one after a start, keeps what people did, and is whole", async () => {
    const fresh = await loadedDatabase();
    const address = await leftBy(release, fresh);
    const db = await openDatabase(address);
    const left = { db, address, close: () => db.close() };
    expect(withoutOwnIndexes(await shapeOf(db))).toEqual(withoutOwnIndexes(await shapeOf(fresh.db)));
    await loadDataset(db, "data");
    if (release !== "0.1.0") {
      const server = await serve({ ...left, close: async () => {} });
      const { data } = await startSession(server, "Trưởng phòng", "mưa dầm suốt cả tuần");
      const headers = { authorization: `Bearer ${data.sessionStart.session.accessToken}` };
      const [kept] = (await dataOf(server, KEPT)).facility.latestObservations;
      expect(kept).toEqual({ id: expect.any(String), version: 1, on: "2020-12-31", value: 12 });
      const input = { id: kept.id, expectedVersion: 1, reason: "Thử." };
      await new Acting(server, headers, { observation: "id" }).did("observationWithdraw", input);
      await server.close();
    }
    expect(withoutIds(await answersOf(left))).toEqual(withoutIds(await answersOf(fresh)));
    expect((await verifyTrail(db, new Date().toISOString(), { fault: () => {}, progress: () => {} })).faults).toBe(0);
    await db.close();
    await forget(fresh, address);
    await fresh.close();
  });
});
