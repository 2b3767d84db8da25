import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isTaken } from "../../server/core/database/unique-violation.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

const KEY = { table: "act_key", columns: ["actor_key", "client_key"] };

describe("Values that a row has already", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  /** What the database says when it is asked to do the same twice. */
  async function refusalOf(sql: string, params: readonly string[]): Promise<unknown> {
    const twice = database.db.transaction(async (tx) => {
      await tx.query(sql, params);
      tx.last(sql, params);
    });
    return twice.then(
      () => "nothing",
      (error) => error,
    );
  }

  it("are told from every other refusal, by the index that they are in", async () => {
    const keep =
      "INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until) VALUES (?, ?, '', '', '')";
    const annotate = "INSERT INTO discrepancy_note (code, noted_at) VALUES (?, '')";
    const hostile = "x' for key 'uq_act_key_actor_key_client_key' act_key.actor_key, act_key.client_key";
    expect(isTaken(await refusalOf(keep, ["account 1", "one"]), KEY)).toBe(true);
    expect(isTaken(await refusalOf(annotate, [hostile]), KEY)).toBe(false);
    expect(isTaken(await refusalOf(annotate, ["a"]), { table: "discrepancy_note", columns: ["code"] })).toBe(true);
    expect(isTaken(await refusalOf("INSERT INTO act_key (actor_key) VALUES (?)", ["account 1"]), KEY)).toBe(false);
    expect(isTaken(await refusalOf("INSERT INTO no_table (code) VALUES (?)", ["a"]), KEY)).toBe(false);
  });

  it.each([
    ["MySQL 8", "Duplicate entry 'a-b' for key 'act_key.uq_act_key_actor_key_client_key'", true],
    ["MariaDB in German", "Doppelter Eintrag 'a-b' für Schlüssel 'uq_act_key_actor_key_client_key'", true],
    ["of another index", "Duplicate entry 'uq_act_key_actor_key_client_key' for key 'uq_account_name_key'", false],
  ])("are told in the words of %s", (_, message, taken) => {
    expect(isTaken(Object.assign(new Error(message), { code: "ER_DUP_ENTRY" }), KEY)).toBe(taken);
  });

  it("are not told by the words alone", () => {
    const message = "Duplicate entry 'a-b' for key 'uq_act_key_actor_key_client_key'";
    expect(isTaken(new Error(message), KEY)).toBe(false);
    expect(isTaken({ code: "ER_DUP_ENTRY", message }, KEY)).toBe(false);
  });
});
