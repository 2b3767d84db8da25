import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OBSERVATION } from "../../server/concepts/metric/observation/observation.row.js";
import { OBSERVATION_KEY } from "../../server/concepts/metric/observation/observation-import.store.js";
import { withKeys } from "../../server/core/database/keyed-rows.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";

const [KEY] = OBSERVATION.uniques;
const VALUES = [1, "F1", "2020-01-01", null];

describe("Rows of a table that is still empty", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  it.each([3, 4])("are looked for by the index of their key, of which %s columns are given", async (given) => {
    const { db } = database;
    const { sql, params } = withKeys(db, OBSERVATION, "o", OBSERVATION_KEY.slice(0, given), [VALUES.slice(0, given)]);
    const plan = onMysql ? "EXPLAIN" : "EXPLAIN QUERY PLAN";
    const told = await db.query<{ table?: string; key?: string; detail?: string }>(
      `${plan} SELECT o.recorded_on FROM ${sql}`,
      params,
    );
    const columns = ["metric_id", "subject_key", "on_date", "from_key"].slice(0, given);
    if (onMysql) expect(told.find(({ table }) => table === "o")?.key).toBe(KEY?.name);
    else expect(told.at(-1)?.detail).toMatch(new RegExp(`^SEARCH o .*\\(${columns.join("=\\? AND ")}=\\?\\)$`));
  });
});
