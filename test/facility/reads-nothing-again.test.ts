import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Transaction, Value } from "../../server/core/database/database.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** A statement that reads a table of the register from its beginning to its end. */
const WHOLE_TABLE = /FROM facility(?:_\w+)? WHERE 1 = 1/;
const REGISTER = ["", "_name", "_place", "_profile", "_relation", "_spelling"].map((part) => `facility${part}`);

describe("The register that a server holds", () => {
  let database: TestDatabase;
  let server: TestServer;
  const asked: string[] = [];

  beforeAll(async () => {
    database = await loadedDatabase();
    const { db } = database;
    const { query, transaction } = db;
    db.query = (sql: string, params?: readonly Value[]) => {
      asked.push(sql);
      return query.call(db, sql, params) as never;
    };
    db.transaction = ((work: (tx: Transaction) => Promise<unknown>) =>
      transaction.call(db, (tx: Transaction) =>
        work({
          ...tx,
          query: (sql, params) => {
            asked.push(sql);
            return tx.query(sql, params);
          },
        }),
      )) as typeof transaction;
    server = await serve(database);
  });
  afterAll(() => server.close());

  const wholeTables = () =>
    asked
      .filter((sql) => WHOLE_TABLE.test(sql))
      .map((sql) => /FROM (\w+)/.exec(sql)?.[1])
      .sort();

  it("is read once, table by table, and by no act again where nothing else has changed", async () => {
    const find = '{ facility(code: "BV-RHM") { id version } }';
    await dataOf(server, find);
    expect([...new Set(wholeTables())]).toEqual(REGISTER);
    await addTestAccount(server.db, "sở", "ADMIN");
    const department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "id version name" });
    // The first act of all makes the section of the register that it cites: that is a change of something else.
    const { facility } = await dataOf(server, find);
    const first = { id: facility.id, expectedVersion: facility.version, actualBeds: 52, on: "2024-12-01" };
    const target = {
      id: facility.id,
      expectedVersion: (await department.done("facilityProfileChange", first)).version,
    };
    asked.length = 0;
    const renamed = await department.done("facilityRename", { ...target, name: "Tên SYNTHETIC một", on: "2025-01-01" });
    const again = { id: facility.id, expectedVersion: renamed.version };
    expect(
      await department.done("facilityProfileChange", { ...again, actualBeds: 51, on: "2025-02-01" }),
    ).toMatchObject({
      name: "Tên SYNTHETIC một",
    });
    expect((await dataOf(server, find)).facility.version).toBe(renamed.version + 1);
    expect(asked.length).toBeGreaterThan(10);
    expect(wholeTables()).toEqual([]);
  });
});
