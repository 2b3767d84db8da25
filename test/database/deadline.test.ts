import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { transact } from "../../server/core/database/transaction.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve } from "../support/server.js";

/** More rows than anybody waits for. */
const ENDLESS =
  "SELECT a.slot FROM data_revision a, data_revision b, data_revision c, data_revision d, data_revision e, data_revision f";
const DEADLINE = {
  code: "DEADLINE_EXCEEDED",
  retryAfter: 5,
  sentence: {
    en: "This took too long and was ended; nothing was changed. Ask for less at once, or try again in a moment.",
    vi: "Yêu cầu mất quá nhiều thời gian nên đã bị dừng; chưa có gì thay đổi. Hãy hỏi ít hơn mỗi lần, hoặc thử lại sau ít phút.",
  },
};

describe("A statement that takes too long", () => {
  let database: TestDatabase;
  /** The same database with a limit of one second. */
  let db: Connections;
  beforeAll(async () => {
    database = await emptyDatabase();
    db = await openDatabase(database.address, { seconds: 1 });
  });
  afterAll(async () => {
    await db.close();
    await database.close();
  });

  /** How many statements the database is at, beside this one. */
  const running = async (): Promise<number> => {
    const [found] = await database.db.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE() AND info IS NOT NULL AND id <> CONNECTION_ID()",
    );
    return Number(found?.n);
  };

  it("is ended by the database itself, and says so", async () => {
    await expect(db.query(ENDLESS)).rejects.toMatchObject(DEADLINE);
    if (onMysql) expect(await running()).toBe(0);
  });

  it("leaves its connection as it was: the next statement is answered, of what is on record now", async () => {
    await expect(db.query(ENDLESS)).rejects.toMatchObject(DEADLINE);
    await database.db.transaction((tx) =>
      tx.change("UPDATE data_revision SET revision = revision + 1 WHERE slot = 3", []),
    );
    const asked = Array.from({ length: 12 }, () =>
      db.query("SELECT DISTINCT revision FROM data_revision WHERE slot = 3"),
    );
    for (const rows of await Promise.all(asked)) expect(rows).toEqual([{ revision: 1 }]);
  });

  it("is an answer with 503 and `Retry-After`, in the language of who asks", async () => {
    const server = await serve({ ...database, db, close: async () => undefined });
    const original = db.query.bind(db);
    db.query = (sql, params) =>
      original(sql.includes("imported_file") || sql.includes("data_revision") ? ENDLESS : sql, params);
    try {
      const answer = await runQuery(server, '{ facility(code: "BV-MAT") { name } }', {}, { "accept-language": "vi" });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(answer.errors).toMatchObject([
        { message: DEADLINE.sentence.vi, extensions: { code: "DEADLINE_EXCEEDED" } },
      ]);
      expect(server.reported).toEqual([]);
    } finally {
      db.query = original;
      await server.close();
    }
  });

  if (onMysql) {
    it("is one that waits for what another transaction holds; nothing of its own is kept", async () => {
      const held = database.db.transaction(async (tx) => {
        await tx.change("UPDATE data_revision SET revision = 50 WHERE slot = 5", []);
        const waits = transact(db, async (other) => {
          await other.change("UPDATE data_revision SET revision = 60 WHERE slot = 6", []);
          await other.change("UPDATE data_revision SET revision = 60 WHERE slot = 5", []);
        });
        await expect(waits).rejects.toMatchObject(DEADLINE);
      });
      await held;
      expect(
        await db.query("SELECT DISTINCT slot, revision FROM data_revision WHERE slot IN (5, 6) ORDER BY slot"),
      ).toEqual([
        { slot: 5, revision: 50 },
        { slot: 6, revision: 0 },
      ]);
    });

    it("is one for which no connection becomes free in time, also of a transaction", async () => {
      let go: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        go = resolve;
      });
      const all = Array.from({ length: 8 }, () => db.transaction(() => until));
      await expect(db.transaction((tx) => tx.query("SELECT 1"))).rejects.toMatchObject(DEADLINE);
      go();
      await Promise.all(all);
      expect(await db.transaction((tx) => tx.query("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
    });

    it("is not even begun where somebody has waited for six seconds for a connection", async () => {
      const patient = await openDatabase(database.address, { seconds: 30 });
      let go: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        go = resolve;
      });
      const all = Array.from({ length: 9 }, () => patient.transaction(() => until));
      const { now } = performance;
      const later = jest.spyOn(performance, "now").mockImplementation(() => now.call(performance) + 6001);
      await expect(patient.transaction(() => until)).rejects.toMatchObject(DEADLINE);
      later.mockRestore();
      go();
      await Promise.all(all);
      await patient.close();
    });

    it("is not waited for where the database does not answer at all: that is DATABASE_UNAVAILABLE, and others are answered", async () => {
      if (database.address.kind !== "mysql") throw new Error("not a MySQL server");
      const target = new URL(database.address.url);
      let isStuck = false;
      const sockets: Socket[] = [];
      const line = createServer((inner) => {
        const outer = connect(Number(target.port || 3306), target.hostname);
        inner.on("data", (sent) => isStuck || outer.write(sent));
        outer.pipe(inner);
        for (const socket of [inner, outer]) sockets.push(socket.on("error", () => undefined));
      }).listen(0, "127.0.0.1");
      await once(line, "listening");
      const through = new URL(target);
      through.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
      const behind = await openDatabase({ ...database.address, url: through.href }, { seconds: 1 });
      isStuck = true;
      await expect(behind.query("SELECT 1 AS one")).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
      isStuck = false;
      expect(await behind.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await behind.close();
      for (const socket of sockets) socket.destroy();
      line.close();
    });

    it("may be part of a transaction for ten times as long: an import has long ones", async () => {
      expect(await db.transaction((tx) => tx.query("SELECT SLEEP(2) AS s"))).toEqual([{ s: 0 }]);
    });
  }

  it("has no limit where none is set, as for commands", async () => {
    const unlimited = await openDatabase(database.address);
    const all = "SELECT COUNT(*) AS n FROM data_revision a, data_revision b, data_revision c";
    expect(await unlimited.query(all)).toEqual([{ n: 80 ** 3 }]);
    if (onMysql) expect(await unlimited.query("SELECT SLEEP(1.5) AS s")).toEqual([{ s: 0 }]);
    await unlimited.close();
  });
});
