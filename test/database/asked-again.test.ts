import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import mysql from "mysql2";
import { loadedDatabase, onMysql, type TestDatabase } from "../support/database.js";

describe("A statement without values", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
  });
  afterAll(() => database.close());

  const ask = <Row>(sql: string) => database.db.query<Row>(sql);

  it("answers the same rows when it is asked again, which prepares it, of every table and of sums", async () => {
    const tables = await ask<{ name: string }>(
      onMysql
        ? "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
        : "SELECT name FROM sqlite_master WHERE type = 'table'",
    );
    expect(tables.length).toBeGreaterThan(30);
    const sums = "SELECT COUNT(*) AS n, SUM(value) AS sum, AVG(value) AS average, MAX(id) AS last FROM observation";
    for (const sql of [...tables.map(({ name }) => `SELECT * FROM \`${name}\``), sums]) {
      const first = await ask(sql);
      expect(await ask(sql)).toEqual(first);
    }
  });

  it("is sent as it is for the first time, and prepared for the second", async () => {
    if (!onMysql) return;
    const prepare = jest.spyOn(mysql.PoolConnection.prototype, "execute");
    const texts = () => prepare.mock.calls.map(([sql]) => sql).filter((sql) => String(sql) === ONE);
    await ask(ONE);
    expect(texts()).toEqual([]);
    expect(await ask(ONE)).toEqual([{ one: 1 }]);
    expect(texts()).toEqual([ONE]);
    prepare.mockRestore();
  });
});

const ONE = "SELECT 1 AS one";
