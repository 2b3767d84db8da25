import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { inTransaction, type Runner, type Transaction } from "../../server/core/database/database.js";
import { transact } from "../../server/core/database/transaction.js";
import { takeLocks } from "../../server/core/mutation/act-lock.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

describe("A transaction", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  /** Fails with these codes, one after the other, and then goes well; answers how often it was begun. */
  async function begun(codes: readonly string[]): Promise<number> {
    let times = 0;
    await transact(database.db, async (tx) => {
      times += 1;
      await tx.query("SELECT 1");
      const code = codes[times - 1];
      if (code) throw Object.assign(new Error(code), { code });
    });
    return times;
  }

  it("is tried again where the database gave it up for another one", async () => {
    expect(await begun([])).toBe(1);
    expect(await begun(["ER_LOCK_DEADLOCK", "ER_CHECKREAD"])).toBe(3);
  });

  it("does nothing behind its end: what goes on beside what has failed is refused, and nothing of it is kept", async () => {
    const failure = new Error("one of two");
    const lock = (tx: Transaction, slot: number) =>
      tx.change("UPDATE data_revision SET revision = revision + 1000 WHERE scope = 'DATA' AND slot = ?", [slot]);
    const late: Promise<unknown>[] = [];
    let goOn: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const transaction = database.db.transaction(async (tx) => {
      // So long that the embedded database lets others have their turn before it does what is asked next.
      for (const since = performance.now(); performance.now() - since < 10; );
      late.push(
        lock(tx, 1),
        ended.then(() => lock(tx, 2)),
        ended.then(() => tx.query("SELECT 1")),
      );
      throw failure;
    });
    await expect(transaction).rejects.toBe(failure);
    goOn();
    const told = await Promise.allSettled(late);
    expect(told.slice(1).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await database.db.transaction((tx) => tx.query("SELECT 1"));
    expect(await database.db.query("SELECT slot FROM data_revision WHERE revision >= 1000")).toEqual([]);
  });

  it("waits for one of another process, however long that takes, and keeps nobody else waiting", async () => {
    const other = await openDatabase(database.address);
    const done: string[] = [];
    const steps = new EventEmitter();
    const [begun, ended] = [once(steps, "begun"), once(steps, "ended")];
    const first = database.db.transaction(async (tx) => {
      await takeLocks(tx, ["A"]);
      steps.emit("begun");
      await ended;
      done.push("first");
    });
    await begun;
    const second = other.transaction(async (tx) => {
      await takeLocks(tx, ["A"]);
      done.push("second");
    });
    // A process that waits within the database does nothing else until that gives up, after five seconds.
    const before = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    await other.query("SELECT COUNT(*) AS n FROM facility");
    expect(performance.now() - before).toBeLessThan(4_500);
    expect(done).toEqual([]);
    steps.emit("ended");
    await Promise.all([first, second]);
    expect(done).toEqual(["first", "second"]);
    await other.close();
  });

  it("refuses what does not fit, however the server of MariaDB is set", async () => {
    const { db } = database;
    if (db.dialect !== "mysql") return;
    const [set] = await db.transaction((tx) => tx.query<{ mode: string }>("SELECT @@sql_mode AS mode"));
    expect(set?.mode).toContain("STRICT_ALL_TABLES");
    const change = db.transaction((tx) =>
      tx.change("INSERT INTO discrepancy_note (code, noted_at) VALUES (?, '')", ["x".repeat(1000)]),
    );
    await expect(change).rejects.toThrow("Data too long for column 'code'");
  });

  it.each([
    ["PROTOCOL_CONNECTION_LOST", "DATABASE_UNAVAILABLE"],
    ["ER_ERROR_DURING_COMMIT", "DATABASE_UNAVAILABLE"],
    ["SQLITE_IOERR", "DATABASE_UNAVAILABLE"],
    // The database says itself that nothing was done.
    ["ER_UNKNOWN_COM_ERROR", "ER_UNKNOWN_COM_ERROR"],
    ["ER_LOCK_DEADLOCK", "ER_LOCK_DEADLOCK"],
    ["SQLITE_BUSY", "SQLITE_BUSY"],
  ])("whose end fails with %s fails with %s", async (code, expected) => {
    const failing: Runner = {
      dialect: "mysql",
      query: async () => [],
      change: async () => ({ rows: 1, id: 1 }),
      soon: () => undefined,
      begin: async () => undefined,
      rollback: async () => undefined,
      commit: () => Promise.reject(Object.assign(new Error(code), { code })),
    };
    await expect(inTransaction(failing, async () => 1)).rejects.toMatchObject({ code: expected });
  });

  it("is given up after ten times, and at once where it would fail again", async () => {
    await expect(begun(Array(10).fill("ER_LOCK_DEADLOCK"))).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: expect.stringMatching(/nothing was changed/),
    });
    await expect(begun(["ER_DUP_ENTRY"])).rejects.toThrow("ER_DUP_ENTRY");
  });
});
