import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Messages } from "../../server/core/database/one-message.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

describe("What a transaction asks for at once", () => {
  /** Messages to a server that answers each text by `answer`; `texts` are those that it was sent. */
  function sending(isJoined: boolean, answer: (sql: string) => unknown) {
    const texts: string[] = [];
    const send = async (sql: string) => {
      texts.push(sql);
      return answer(sql);
    };
    return { texts, messages: new Messages({ send }, isJoined) };
  }
  const OK = { affectedRows: 0, insertId: 0 };

  it("goes in one message, and each is answered its own", async () => {
    const { texts, messages } = sending(true, () => [[{ a: 1 }], [{ rows: 2, id: 7 }], [{ b: 3 }], OK]);
    const answers = await Promise.all([
      messages.query("SELECT a", []),
      messages.change("UPDATE t SET x = 1", []),
      messages.query("DELETE FROM t", []),
      messages.query("SELECT b", []),
    ]);
    expect(answers).toEqual([[{ a: 1 }], { rows: 2, id: 7 }, [], [{ b: 3 }]]);
    expect(texts).toEqual([
      "BEGIN NOT ATOMIC SELECT a; UPDATE t SET x = 1; SELECT ROW_COUNT() AS `rows`, LAST_INSERT_ID() AS id; DELETE FROM t; SELECT b; END",
    ]);
  });

  it("goes one after the other where a block is not one, and none after one that fails", async () => {
    const failure = new Error("taken back");
    const { texts, messages } = sending(false, (sql) => {
      if (sql === "SELECT b") throw failure;
      return [];
    });
    const asked = ["SELECT a", "SELECT b", "SELECT c"].map((sql) => messages.query(sql, []));
    const told = await Promise.allSettled(asked);
    expect(told.map((each) => (each.status === "rejected" ? each.reason : each.value))).toEqual([[], failure, failure]);
    expect(texts).toEqual(["SELECT a", "SELECT b"]);
  });

  it("is not sent any more once the transaction was taken back, nor what is asked for after it", async () => {
    let takeBack: () => void = () => undefined;
    const { texts, messages } = sending(false, () => {
      takeBack();
      return [];
    });
    takeBack = () => messages.forget();
    const told = await Promise.allSettled([messages.query("SELECT a", []), messages.query("SELECT b", [])]);
    expect(told.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await expect(messages.query("SELECT c", [])).rejects.toThrow("The transaction has ended.");
    expect(texts).toEqual(["SELECT a"]);
  });

  it("fails together in one message", async () => {
    const failure = new Error("deadlock");
    const { messages } = sending(true, () => {
      throw failure;
    });
    const told = await Promise.allSettled([messages.query("SELECT a", []), messages.change("UPDATE t SET x = 1", [])]);
    expect(told).toEqual([
      { status: "rejected", reason: failure },
      { status: "rejected", reason: failure },
    ]);
  });

  it("is not dealt out where the server has answered more or less", async () => {
    const { messages } = sending(true, () => [[{ a: 1 }], OK]);
    const told = await Promise.allSettled([messages.query("SELECT a", []), messages.query("SELECT b", [])]);
    expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("takes with it what was left to it, in its order", async () => {
    const { texts, messages } = sending(true, () => OK);
    messages.soon("UPDATE t SET x = 1", []);
    await messages.end([{ sql: "UPDATE t SET x = 2", params: [] }]);
    expect(texts).toEqual(["BEGIN NOT ATOMIC UPDATE t SET x = 1; UPDATE t SET x = 2; COMMIT; END"]);
  });

  it("is cut into messages that the database can keep", async () => {
    const { texts, messages } = sending(true, (sql) => [...Array(sql.match(/SELECT/g)?.length).fill([]), OK]);
    const long = `SELECT ${"a".repeat(3000)}`;
    await Promise.all([
      ...Array.from({ length: 30 }, () => messages.query("SELECT a", [])),
      messages.query(long, []),
      messages.query("SELECT a", []),
    ]);
    expect(texts.map((text) => text.match(/SELECT/g)?.length)).toEqual([24, 6, 1, 1]);
  });
});

describe("Over a database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  const INSERT =
    "INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until) VALUES (?, ?, '', '', '')";
  const COUNT = "SELECT COUNT(*) AS n FROM act_key WHERE actor_key = ?";

  it("statements of one turn see those before them, and are answered as they would be one by one", async () => {
    const { db } = database;
    const [before, one, , changed, none, found] = await db.transaction((tx) => {
      tx.soon(INSERT, ["a", "soon"]);
      return Promise.all([
        tx.query<{ n: number }>(COUNT, ["a"]),
        tx.change(INSERT, ["a", "one"]),
        tx.query(INSERT, ["a", "two"]),
        tx.change("UPDATE act_key SET answer = 'x' WHERE actor_key = ?", ["a"]),
        tx.change("UPDATE act_key SET answer = 'x' WHERE actor_key = ?", ["nobody"]),
        tx.query<{ id: number }>("SELECT id FROM act_key WHERE client_key = ?", ["one"]),
      ]);
    });
    expect(Number(before[0]?.n)).toBe(1);
    expect([one.rows, changed.rows, none.rows]).toEqual([1, 3, 0]);
    expect(found).toEqual([{ id: one.id }]);
    expect(Number((await db.query<{ n: number }>(COUNT, ["a"]))[0]?.n)).toBe(3);
  });

  it("all of them are taken back where one fails, also what was left to the end", async () => {
    const { db } = database;
    const failing = db.transaction((tx) => {
      tx.last(INSERT, ["b", "last"]);
      return Promise.all([tx.change(INSERT, ["b", "one"]), tx.change(INSERT, ["b", "one"]), tx.query(COUNT, ["b"])]);
    });
    await expect(failing).rejects.toThrow();
    expect(Number((await db.query<{ n: number }>(COUNT, ["b"]))[0]?.n)).toBe(0);
  });
});
