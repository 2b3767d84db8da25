import { readdirSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { inTransaction, type Runner } from "../../server/core/database/database.js";
import { EmbeddedThread } from "../../server/core/database/embedded-thread.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { startTestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

/** As many rows as it says, of which the first comes only when the last is found. */
const rowsOf = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n ORDER BY -i`;
const ADDED = "INSERT INTO discrepancy_note (code, noted_at) VALUES (?, '2026-01-01')";

if (onMysql) it("has no threads of ours on MariaDB", () => expect(onMysql).toBe(true));
else {
  let database: TestDatabase;
  let thread: EmbeddedThread;
  beforeAll(async () => {
    database = await emptyDatabase();
    if (database.address.kind !== "embedded") throw new Error("not an embedded database");
    thread = new EmbeddedThread({ file: database.address.file });
  });
  afterAll(async () => {
    await thread.close();
    await database.close();
  });

  const codes = async () =>
    (await database.db.query<{ code: string }>("SELECT code FROM discrepancy_note ORDER BY code")).map(
      ({ code }) => code,
    );
  /** Runs it on the thread as a transaction of a long act. */
  const long = <T>(work: (tx: Pick<Runner, "query" | "change" | "soon">) => Promise<T>) => inTransaction(thread, work);

  it("answers the same rows as a connection here, in their order, however many there are", async () => {
    const sql = rowsOf(1_234);
    expect(await thread.query(sql)).toEqual(await database.db.query(sql));
    expect(await thread.query("SELECT 1 AS one WHERE 1 = 0")).toEqual([]);
    const both = await Promise.all([thread.query(rowsOf(700)), thread.query("SELECT ? AS a, ? AS b", ["ẩ", null])]);
    expect(both.map((rows) => rows.length)).toEqual([700, 1]);
    expect(both[1]).toEqual([{ a: "ẩ", b: null }]);
  });

  it("leaves everybody else their turns while it is asked for something long", async () => {
    let turns = 0;
    let isOver = false;
    const next = () => {
      turns += 1;
      if (!isOver) setImmediate(next);
    };
    setImmediate(next);
    await thread.query(`SELECT COUNT(*) AS n FROM (${rowsOf(300_000)})`);
    isOver = true;
    expect(turns).toBeGreaterThan(1_000);
  });

  it("gets a core after whoever answers does, where there are too few of them", async () => {
    await thread.query("SELECT 1");
    const nice = (path: string) => Number(readFileSync(path, "utf8").split(") ").at(-1)?.split(" ")[16]);
    const threads = readdirSync("/proc/self/task").map((id) => nice(`/proc/self/task/${id}/stat`));
    expect(threads.filter((each) => each === nice("/proc/self/stat") + 10)).not.toEqual([]);
  });

  it("keeps all of a transaction, or nothing of it", async () => {
    await long(async (tx) => {
      expect(await tx.change(ADDED, ["kept"])).toMatchObject({ rows: 1 });
      tx.soon(ADDED, ["kept too"]);
      expect(await tx.query("SELECT COUNT(*) AS n FROM discrepancy_note")).toEqual([{ n: 2 }]);
      expect(await codes()).toEqual([]);
    });
    expect(await codes()).toEqual(["kept", "kept too"]);
    const failure = new Error("no");
    const failing = long(async (tx) => {
      await tx.change(ADDED, ["not kept"]);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await codes()).toEqual(["kept", "kept too"]);
  });

  it("says what goes wrong with its code, also of what nobody waited for, and is as good as before", async () => {
    const twice = { code: "SQLITE_CONSTRAINT_UNIQUE", message: expect.stringContaining("discrepancy_note.code") };
    await expect(long((tx) => tx.change(ADDED, ["kept"]))).rejects.toMatchObject(twice);
    const soon = long(async (tx) => {
      tx.soon(ADDED, ["kept"]);
      tx.soon(ADDED, ["after it"]);
      return tx.query("SELECT 1 AS one");
    });
    await expect(soon).rejects.toMatchObject(twice);
    const last = inTransaction(thread, async (tx) => tx.last(ADDED, ["kept"]));
    await expect(last).rejects.toMatchObject(twice);
    expect(await codes()).toEqual(["kept", "kept too"]);
    await expect(thread.query("SELECT nothing")).rejects.toMatchObject({ code: "SQLITE_ERROR" });
    expect(await thread.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("that ends in the middle of a transaction keeps nothing of it, refuses the rest, and is started anew", async () => {
    const started = jest.spyOn(Worker.prototype, "postMessage");
    const ending = long(async (tx) => {
      await tx.change(ADDED, ["lost"]);
      await (started.mock.contexts.at(-1) as Worker).terminate();
      return tx.query("SELECT 1 AS one");
    });
    await expect(ending).rejects.toThrow("The thread of the embedded database has ended.");
    started.mockRestore();
    expect(await codes()).toEqual(["kept", "kept too"]);
    await long((tx) => tx.change(ADDED, ["next"]));
    expect(await codes()).toEqual(["kept", "kept too", "next"]);
  });

  it("is asked for what may take long where the file is large, and for nothing where it is not", async () => {
    const { patient } = database.db;
    const started = jest.spyOn(Worker.prototype, "postMessage");
    expect(await patient.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(started).not.toHaveBeenCalled();
    await database.db.transaction((tx) =>
      tx.change("INSERT INTO discrepancy_note (code, noted_at) VALUES ('large', ?)", ["x".repeat(20 * 2 ** 20)]),
    );
    await database.db.query("PRAGMA wal_checkpoint(TRUNCATE)");
    const asked = [patient.query("SELECT 1 AS one"), patient.query("SELECT 2 AS two")];
    expect(database.db.load()[0]).toEqual({ pool: "read", most: 1, busy: 1, waiting: 1 });
    expect(await Promise.all(asked)).toEqual([[{ one: 1 }], [{ two: 2 }]]);
    expect(database.db.load()[0]).toEqual({ pool: "read", most: 1, busy: 0, waiting: 0 });
    expect(started).toHaveBeenCalledTimes(2);
    started.mockRestore();
  });

  it("is what imports and sums are given to; reads that follow each other here leave others their turns", async () => {
    const server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    const asked = jest.spyOn(Worker.prototype, "postMessage");
    const input = { format: "FACILITIES", text: "code,actual_beds,valid_from\nBV-MAT,51,2026-01-01\n" };
    const { data } = await runQuery(server, FILE_IMPORT, { input }, headers);
    expect(data.fileImport.report).toMatchObject({ rows: 1 });
    expect(asked.mock.calls[0]).toMatchObject([{ what: "begin" }]);
    asked.mockRestore();
    const query = jest.spyOn(server.db, "query");
    await dataOf(server, '{ metric(code: "LINKUPS") { total(on: "2018-12-31") { value } } }');
    const long = query.mock.calls.filter(([, , patience]) => patience === "LONG").map(([sql]) => sql);
    expect(long).toEqual([expect.stringContaining("GROUP BY o.metric_id")]);
    query.mockRestore();

    let [turns, isOver] = [0, false];
    const next = () => {
      turns += 1;
      if (!isOver) setImmediate(next);
    };
    setImmediate(next);
    for (const until = performance.now() + 200; performance.now() < until; ) await server.db.query("SELECT 1 AS one");
    isOver = true;
    expect(turns).toBeGreaterThan(3);
    await server.close();
  });

  it("is there no more when it has had nothing to do for ten seconds, and not while it is within a transaction", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "performance"] });
    const ended = jest.spyOn(Worker.prototype, "postMessage");
    await long(async (tx) => {
      await tx.query("SELECT 1 AS one");
      jest.advanceTimersByTime(60_000);
      return tx.query("SELECT 1 AS one");
    });
    expect(ended).not.toHaveBeenCalledWith(null);
    jest.advanceTimersByTime(9_000);
    expect(ended).not.toHaveBeenCalledWith(null);
    jest.advanceTimersByTime(2_000);
    expect(ended).toHaveBeenCalledWith(null);
    jest.useRealTimers();
    ended.mockRestore();
    expect(await thread.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
}
