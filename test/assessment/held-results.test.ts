import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SNAPSHOT_PARTS } from "../../server/concepts/index.js";
import type { Snapshot } from "../../server/core/context.js";
import type { Database } from "../../server/core/database/database.js";
import { moveRevision, Revisions } from "../../server/core/snapshot/revision.js";
import { Snapshots } from "../../server/core/snapshot/snapshots.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

/** Asked anew each time: no answer is kept, and nothing but components costs a statement. */
const resultsOf = (server: TestServer, name: string) =>
  dataOf(
    server,
    `query ${name} { facilities(first: 100) { nodes { code assessments { round { code }
       components { component level grade labelVi } computedLevel { level reasons } gap(to: 4) { unmet { requirement } } } } } }`,
  );

const hisOfMat = async (server: TestServer, name: string): Promise<number> => {
  const { facility } = await dataOf(
    server,
    `query ${name} { facility(code: "BV-MAT") { latestAssessment { components { component level } } } }`,
  );
  return facility.latestAssessment.components.find(({ component }: { component: string }) => component === "HIS").level;
};

describe("The component results", () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    await addSyntheticFacilities(server.db, 3000);
  });
  afterAll(() => server.close());

  const statementsOf = async (ask: () => Promise<unknown>): Promise<number> => {
    await dataOf(server, "{ metrics { code } }");
    const before = server.db.statements;
    await ask();
    return server.db.statements - before - 1;
  };

  it("are answered alike from the database and from memory, where they cost no statement", async () => {
    let read: unknown;
    let held: unknown;
    expect(await statementsOf(async () => (read = await resultsOf(server, "Read")))).toBe(1);
    await server.shared.snapshots.holdLate();
    expect(await statementsOf(async () => (held = await resultsOf(server, "Held")))).toBe(0);
    expect(held).toEqual(read);
    expect(JSON.stringify(held)).toContain('"grade":"BASIC"');
  });

  it("are never those of before a change, and are held again after it", async () => {
    const before = await hisOfMat(server, "Before");
    await server.db.transaction(async (tx) => {
      await tx.query(
        "UPDATE component_result SET level = ? WHERE component = 'HIS' AND assessment_id IN (SELECT a.id FROM assessment a " +
          "JOIN facility f ON f.id = a.facility_id WHERE f.code = 'BV-MAT')",
        [before + 1],
      );
      moveRevision(tx, "ASSESSMENT");
    });
    expect(await hisOfMat(server, "After")).toBe(before + 1);
    await server.shared.snapshots.holdLate();
    expect(await statementsOf(() => hisOfMat(server, "Held"))).toBe(0);
    expect(await hisOfMat(server, "HeldToo")).toBe(before + 1);
  });

  it("are not held when something changed while they were read", async () => {
    const { db } = server;
    let changed = false;
    const changing: Database = {
      dialect: db.dialect,
      async query(sql, params) {
        if (sql.includes("FROM component_result") && !changed) {
          changed = true;
          await db.transaction(async (tx) => moveRevision(tx, "ASSESSMENT"));
        }
        return db.query(sql, params);
      },
    };
    const revisions = new Revisions(db);
    const snapshots = new Snapshots<Snapshot>(changing, revisions, SNAPSHOT_PARTS);
    const { results } = (await snapshots.at(await revisions.current())).snapshot;
    await snapshots.holdLate();
    expect(changed).toBe(true);
    expect(results.value).toBeNull();
    await snapshots.holdLate();
    expect((await snapshots.at(await revisions.current())).snapshot.results.value).not.toBeNull();
  });
});
