import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import Libsql from "libsql";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";

/** As long as a piece of a file makes it. */
const ROWS = 1_000;

describe("Long statements of the embedded database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  it("are prepared once each, also where they take turns: each holds a megabyte", async () => {
    if (onMysql) return;
    const prepare = jest.spyOn(Libsql.prototype, "prepare");
    const insert = (columns: string, place: string) =>
      `INSERT INTO discrepancy_note (${columns}) VALUES ${Array(ROWS).fill(place).join(", ")}`;
    const [short, long] = [insert("code, noted_at", "(?, '')"), insert("code, text_vi, noted_at", "(?, '', '')")];
    await database.db.transaction(async (tx) => {
      for (let turn = 0; turn < 6; turn += 1) {
        const codes = Array.from({ length: ROWS }, (_, i) => `${turn} ${i}`);
        await tx.change(turn % 2 === 0 ? short : long, codes);
      }
    });
    const texts = prepare.mock.calls.map(([sql]) => sql);
    expect(texts.filter((sql) => sql === short || sql === long)).toEqual([short, long]);
    const [found] = await database.db.query<{ notes: number }>("SELECT COUNT(*) AS notes FROM discrepancy_note");
    expect(found?.notes).toBe(6 * ROWS);
  });
});
