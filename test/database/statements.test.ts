import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TERM } from "../../server/concepts/term/term.row.js";
import type { Transaction, Value } from "../../server/core/database/database.js";
import { withKeys } from "../../server/core/database/keyed-rows.js";
import { insertAll, insertNew, portionsOf } from "../../server/core/database/upsert.js";
import { AUDIT_ENTRY } from "../../server/core/mutation/audit.row.js";
import { Sealing } from "../../server/core/mutation/sealing.js";
import { touching } from "../../server/core/mutation/touched.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";

const MEGABYTE = 2 ** 20;
const bytesOf = (rows: readonly (readonly Value[])[]): number =>
  rows.flat().reduce<number>((sum, value) => sum + (typeof value === "string" ? Buffer.byteLength(value) : 8), 0);

describe("What many rows are written with", () => {
  it("are statements of as many rows each, so that they are prepared once", () => {
    const rows = Array.from({ length: 1000 }, (_, i) => Array.from({ length: 12 }, () => i));
    const portions = [...portionsOf(rows)];
    expect(portions.map(({ length }) => length)).toEqual([250, 250, 250, 250]);
    expect(portions.flat()).toEqual(rows);
    expect([...portionsOf(rows, 12)]).toHaveLength(8);
    expect([...portionsOf([])]).toEqual([]);
  });

  it.each(["a", "ệ", "😀"])("carry less than a megabyte, whatever letters it is of: %s", (letter) => {
    const rows = Array.from({ length: 300 }, (_, i) => [i, letter.repeat(20_000 / letter.length), null]);
    const portions = [...portionsOf(rows)];
    expect(portions.flat()).toEqual(rows);
    for (const portion of portions) expect(bytesOf(portion)).toBeLessThan(MEGABYTE);
  });

  it("have a row that is longer than that for itself", () => {
    const rows = [["a"], ["ệ".repeat(MEGABYTE)], ["b"]];
    expect([...portionsOf(rows)].map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

describe("A statement", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  const term = (position: number, labelEn: string | null) => ({
    ...{ vocabulary: "test", code: `T${position}`, labelVi: "như nhau", labelEn, position },
  });
  const terms = (tx: Transaction) =>
    tx.query("SELECT vocabulary, code, label_vi AS labelVi, label_en AS labelEn, position FROM term ORDER BY position");

  it("writes every row as it is given, whether they share a value or not", async () => {
    await database.db.transaction(async (tx) => {
      const rows = [term(0, null), term(1, "one"), term(2, null)];
      await insertAll(tx, TERM, rows);
      expect(await terms(tx)).toEqual(rows);
      const same = [term(1, null), term(3, null), term(4, null)];
      expect(await insertNew(tx, TERM, ["vocabulary", "code"], same)).toMatchObject({ rows: 2 });
      expect(await terms(tx)).toEqual([...rows, ...same.slice(1)]);
      await tx.change("DELETE FROM term WHERE vocabulary = ?", ["test"]);
    });
  });

  it("that inserts what is new tells the id of the last row, however many rows and statements there are", async () => {
    await database.db.transaction(async (tx) => {
      for (const [first, count] of [
        [0, 1],
        [1, 3],
        [4, 2000],
      ] as const) {
        const rows = Array.from({ length: count }, (_, i) => term(first + i, null));
        const { last } = await insertNew(tx, TERM, ["vocabulary", "code"], rows);
        const [found] = await tx.query<{ code: string }>("SELECT code FROM term WHERE id = ?", [last]);
        expect(found).toEqual({ code: rows.at(-1)?.code });
      }
      await tx.change("DELETE FROM term WHERE vocabulary = ?", ["test"]);
    });
  });

  it("finds keys by all of their columns, however many rows have the same in one of them", async () => {
    // Without rows MariaDB tells no plan.
    if (onMysql) return;
    const keys = [
      ["Observation", 1, 1],
      ["Observation", 2, 1],
      ["Observation", 2, 1],
    ];
    const { sql, params } = withKeys(database.db, AUDIT_ENTRY, "e", ["objectType", "objectId", "version"], keys);
    const plan = await database.db.query<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT e.hash FROM ${sql}`, params);
    expect(plan.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining("(object_type=? AND object_id=? AND version=?)"),
    );
  });

  it("of a long transaction does not keep others from their turn", async () => {
    let turns = 0;
    let isOver = false;
    const others = () => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    await database.db.transaction(async (tx) => {
      setImmediate(others);
      const end = performance.now() + 100;
      while (performance.now() < end) await tx.query("SELECT 1");
    });
    isOver = true;
    expect(turns).toBeGreaterThan(3);
  });

  it("is asked for no ids that were passed over when rows are sealed", async () => {
    const { db } = database;
    await db.transaction(async (tx) => {
      let asked = 0;
      const { tx: watched, touched } = touching({
        ...tx,
        query(sql, params) {
          asked += 1;
          return tx.query(sql, params);
        },
      });
      await watched.change("INSERT INTO term (id, vocabulary, code, label_vi, position) VALUES (?, ?, ?, ?, ?)", [
        ...[50_000_000, "test", "FAR", "xa", 1],
      ]);
      const sealing = new Sealing(watched, db, db.auditKeys);
      await sealing.sealTouched(touched, new Map(), new Map(), new Map());
      expect(sealing.isEmpty).toBe(false);
      expect(asked).toBeLessThan(10);
      await tx.change("DELETE FROM row_seal WHERE slot = ?", [sealing.slot]);
      await tx.change("DELETE FROM term WHERE vocabulary = ?", ["test"]);
    });
  });
});
