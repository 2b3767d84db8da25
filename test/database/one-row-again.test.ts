import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

const SUM = "SELECT SUM(revision) AS sum FROM data_revision WHERE slot = 7";

/** The embedded database need not be asked anew for what it found before: it tells cheaply whether anybody has written. */
describe("One row that is asked for again", () => {
  let database: TestDatabase;
  let other: Connections;

  beforeAll(async () => {
    database = await emptyDatabase();
    other = await openDatabase(database.address);
  });
  afterAll(async () => {
    await other.close();
    await database.close();
  });

  const move = (db: Connections) =>
    db.transaction((tx) => tx.change("UPDATE data_revision SET revision = revision + 1 WHERE slot = 7", []));
  const sumOf = async (db: Connections) => Number((await db.query<{ sum: number }>(SUM))[0]?.sum);

  it("is that of now after every commit, of this connection's process or of another", async () => {
    for (let time = 1; time <= 6; time += 1) {
      const before = [await sumOf(database.db), await sumOf(other)];
      expect([await sumOf(database.db), await sumOf(other)]).toEqual(before);
      await move(time % 2 ? database.db : other);
      const [sum = 0] = before;
      expect([await sumOf(database.db), await sumOf(other)]).toEqual([sum + 5, sum + 5]);
    }
  });

  it("is not what has been written and was taken back, and nobody is given what somebody else has altered", async () => {
    const before = await sumOf(other);
    const failed = database.db.transaction(async (tx) => {
      await tx.change("UPDATE data_revision SET revision = revision + 1 WHERE slot = 7", []);
      expect(await sumOf(other)).toBe(before);
      throw new Error("taken back");
    });
    await expect(failed).rejects.toThrow("taken back");
    const [row] = await other.query<{ sum: number }>(SUM);
    if (row) row.sum = -1;
    const [again] = await other.query<{ sum: number }>(SUM);
    if (again) again.sum = -1;
    expect(await sumOf(other)).toBe(before);
  });
});
