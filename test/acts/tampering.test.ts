import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Transaction, Value } from "../../server/core/database/database.js";
import { type AuditEntryRow, hashOfEntry } from "../../server/core/mutation/audit-entry.js";
import { UNKEYED } from "../../server/core/mutation/audit-key.js";
import { SEALED_TABLES, UNSEALED_TABLES } from "../../server/core/mutation/traced-table.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { Figures, rowId } from "../support/figures.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addImport, faultsIn } from "../support/traces.js";

const ENTRIES =
  "SELECT id, object_type AS objectType, object_id AS objectId, version, act, acted_at AS actedAt, account_id AS accountId, " +
  "role, actor, request_id AS requestId, reason, changes, previous_hash AS previousHash, hash, key_id AS keyId, state, link " +
  "FROM audit_entry WHERE object_type = ? AND object_id = ? ORDER BY version";

/** Somebody who can write to the database and knows the code, and not the key. */
describe("Whoever changes the database past the acts", () => {
  let server: TestServer;
  let figures: Figures;
  /** Figures: corrected up to version 3, recorded once, withdrawn, and brought by an import. */
  let often: number;
  let once: number;
  let gone: number;
  let brought: number;
  /** A figure, an assessment and a facility that a data file has brought. */
  let filed: number;
  let assessment: number;
  let facility: number;
  let account: number;
  let apiKey: number;

  beforeAll(async () => {
    server = await startTestServer();
    account = await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    figures = new Figures(server, headers);
    let known = await figures.record({ on: "2025-01-01", value: 1 });
    for (const value of [2, 3]) known = await figures.correct(known, value);
    often = rowId(known.id);
    once = rowId((await figures.record({ on: "2025-01-02", value: 1 })).id);
    gone = rowId((await figures.withdraw(await figures.record({ on: "2025-01-03", value: 1 }))).id);
    const run = await addImport(server.db, { figures: 3 });
    brought = await one("SELECT MAX(id) AS id FROM observation WHERE import_id = ?", [run]);
    filed = await one("SELECT MIN(id) AS id FROM observation WHERE `value` IS NOT NULL");
    assessment = await one("SELECT MIN(id) AS id FROM assessment WHERE reported_level IS NOT NULL");
    facility = await one("SELECT MIN(facility_id) AS id FROM facility_relation");
    await issuedKey(server, headers);
    apiKey = await one("SELECT MAX(id) AS id FROM api_key");
  });
  afterAll(() => server.close());

  async function one(sql: string, params: Value[] = []): Promise<number> {
    const [row] = await server.db.query<{ id: number }>(sql, params);
    return Number(row?.id);
  }

  /** What is found once somebody has changed the database; it is put back at the end. */
  async function foundAfter(tamper: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
    const putBack = new Error();
    let sentences: string[] = [];
    const tried = server.db.transaction(async (tx) => {
      await tamper(tx);
      sentences = await faultsIn({ ...tx, auditKeys: server.db.auditKeys });
      throw putBack;
    });
    await expect(tried).rejects.toBe(putBack);
    return sentences;
  }

  const entriesOf = (tx: Transaction, type: string, id: number) => tx.query<AuditEntryRow>(ENTRIES, [type, id]);

  /** Writes over an entry, with a hash that whoever has no key can make. */
  async function forge(tx: Transaction, entry: AuditEntryRow, change: Partial<AuditEntryRow>): Promise<AuditEntryRow> {
    const forged = { ...entry, ...change };
    const hash = hashOfEntry(forged, forged.keyId === null ? null : UNKEYED.newest);
    await tx.query("UPDATE audit_entry SET reason = ?, previous_hash = ?, key_id = ?, hash = ? WHERE id = ?", [
      ...[forged.reason, forged.previousHash, forged.keyId],
      ...[hash, entry.id],
    ]);
    return { ...forged, hash };
  }

  it("is not accused where nobody has", async () => {
    expect(await faultsIn(server.db)).toEqual([]);
  });

  it("is found by an entry that was edited", async () => {
    const sentences = await foundAfter((tx) =>
      tx.query(
        "UPDATE audit_entry SET actor = 'ai đó' WHERE object_type = 'Observation' AND object_id = ? AND version = 2",
        [often],
      ),
    );
    expect(sentences).toEqual([`Observation ${often}: the entry of version 2 has been edited.`]);
  });

  it.each([
    ["with its key's name", undefined],
    ["as one that is not sealed", ""],
    ["as one of before there were keys", null],
  ])("is found by a chain that was made anew without the key, %s", async (_, keyId) => {
    const sentences = await foundAfter(async (tx) => {
      let previousHash = "";
      for (const entry of await entriesOf(tx, "Observation", often)) {
        const change = { previousHash, reason: "Chưa từng có.", keyId: keyId === undefined ? entry.keyId : keyId };
        ({ hash: previousHash } = await forge(tx, entry, change));
      }
    });
    expect(sentences.join("\n")).toContain(
      keyId === undefined ? `Observation ${often}: the entry of version 1 has been edited.` : `Observation ${often}`,
    );
  });

  it.each([
    ["last", 3],
    ["one in the middle", 2],
  ])("is found by an entry that is missing: the %s", async (_, version) => {
    const sentences = await foundAfter((tx) =>
      tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version = ?", [
        often,
        version,
      ]),
    );
    expect(sentences).toEqual([`Observation ${often}: the entry of version ${version} is missing.`]);
  });

  it("is found by the last entry that is missing where the figure was put back as well", async () => {
    const sentences = await foundAfter(async (tx) => {
      await tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version = 3", [
        often,
      ]);
      await tx.query("UPDATE observation SET version = 2, `value` = 2 WHERE id = ?", [often]);
    });
    expect(sentences).toEqual([`Observation ${often}: the entry of version 3 is missing.`]);
  });

  it("is found by an object that is gone with all of its entries", async () => {
    const sentences = await foundAfter(async (tx) => {
      await tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ?", [once]);
      await tx.query("DELETE FROM observation WHERE id = ?", [once]);
    });
    expect(sentences).toEqual([`Observation ${once}: the entry of version 1 is missing.`]);
  });

  it("is found by entries that two objects have exchanged", async () => {
    const sentences = await foundAfter(async (tx) => {
      const [mine] = await entriesOf(tx, "Observation", often);
      const [other] = await entriesOf(tx, "Observation", once);
      for (const [entry, id] of [
        [mine, -1],
        [other, often],
        [mine, once],
      ] as const) {
        await tx.query("UPDATE audit_entry SET object_id = ? WHERE id = ?", [id, entry?.id ?? 0]);
      }
    });
    for (const id of [often, once])
      expect(sentences).toContain(`Observation ${id}: the entry of version 1 has been edited.`);
  });

  it("is found by an entry that was added", async () => {
    const sentences = await foundAfter(async (tx) => {
      const [entry] = await entriesOf(tx, "Observation", once);
      await tx.query(
        "INSERT INTO audit_entry (object_type, object_id, version, act, acted_at, role, actor, request_id, changes, previous_hash, hash, key_id, state, scope, slot, revision) " +
          "SELECT object_type, object_id, 2, act, acted_at, role, actor, request_id, changes, hash, 'x', key_id, state, scope, slot, revision FROM audit_entry WHERE id = ?",
        [entry?.id ?? 0],
      );
      await tx.query("UPDATE observation SET version = 2, `value` = 9 WHERE id = ?", [once]);
    });
    expect(sentences[0]).toBe(`Observation ${once}: the entry of version 2 has been edited.`);
  });

  it.each<[string, () => [string, number], string, Value]>([
    [
      "the value of a figure that was corrected",
      () => ["Observation", often],
      "UPDATE observation SET `value` = ? WHERE id = ?",
      99,
    ],
    [
      "the value of a figure of an import",
      () => ["Observation", brought],
      "UPDATE observation SET `value` = ? WHERE id = ?",
      99,
    ],
    [
      "the value of a figure of a data file",
      () => ["Observation", filed],
      "UPDATE observation SET `value` = ? WHERE id = ?",
      99,
    ],
    [
      "the level of an assessment",
      () => ["Assessment", assessment],
      "UPDATE assessment SET reported_level = ? WHERE id = ?",
      7,
    ],
    [
      "a grade of an assessment",
      () => ["Assessment", assessment],
      "UPDATE component_result SET level = ?, grade = NULL WHERE assessment_id = ?",
      7,
    ],
    ["the role of an account", () => ["Account", account], "UPDATE account SET role = ? WHERE id = ?", "PUBLIC"],
    [
      "the password of an account",
      () => ["Account", account],
      "UPDATE account SET password_hash = ? WHERE id = ?",
      "$argon2id$",
    ],
    ["what a key may do", () => ["ApiKey", apiKey], "UPDATE api_key SET scopes = ? WHERE id = ?", "READ WRITE"],
    [
      "until when a key is good",
      () => ["ApiKey", apiKey],
      "UPDATE api_key SET expires_at = ? WHERE id = ?",
      "2099-01-01T00:00:00.000Z",
    ],
    [
      "the name of a facility",
      () => ["Facility", facility],
      "UPDATE facility_name SET name = ? WHERE facility_id = ?",
      "Tên khác",
    ],
    [
      "since when a facility is managed",
      () => ["Facility", facility],
      "UPDATE facility_relation SET valid_from = ? WHERE facility_id = ?",
      "2001-01-01",
    ],
    [
      "who manages a facility",
      () => ["Facility", facility],
      "UPDATE facility_relation SET related_id = ? WHERE facility_id = ?",
      5,
    ],
    ["what a word means", () => ["term", 3], "UPDATE term SET label_vi = ? WHERE id = ?", "Từ khác"],
    ["what a rule demands", () => ["rule_gate", 2], "UPDATE rule_gate SET required_level = ? WHERE id = ?", 0],
  ])("is found by %s", async (_, object, sql, value) => {
    const [type, id] = object();
    const sentences = await foundAfter((tx) => tx.query(sql, [value, id]));
    expect(sentences).toEqual([
      expect.stringMatching(new RegExp(`^${type} ${id}: it is not as (its last act has left it|it was loaded)\\.$`)),
    ]);
  });

  it("is found by a withdrawn figure that was put back", async () => {
    const columns =
      "id, metric_id, section_id, facility_id, area_id, subject_key, on_date, `value`, approximate, reported, recorded_on, version";
    const sentences = await foundAfter(async (tx) => {
      await tx.query(`INSERT INTO observation (${columns}) SELECT ${columns} FROM withdrawn_observation WHERE id = ?`, [
        gone,
      ]);
      await tx.query("DELETE FROM withdrawn_observation WHERE id = ?", [gone]);
    });
    expect(sentences).toEqual([`Observation ${gone}: it is not as its last act has left it.`]);
  });

  it("is found by a row of a data file that is gone, and by one that no file has brought", async () => {
    expect(await foundAfter((tx) => tx.query("DELETE FROM observation WHERE id = ?", [filed]))).toEqual([
      `Observation ${filed}: it is gone, and no act or file has removed it.`,
    ]);
    const last = await one("SELECT MAX(id) AS id FROM roadmap_year");
    const sentences = await foundAfter((tx) =>
      tx.query(
        "INSERT INTO roadmap_year (id, section_id, year) SELECT ?, section_id, 2099 FROM roadmap_year WHERE id = ?",
        [last + 5, last],
      ),
    );
    expect(sentences).toEqual([`roadmap_year ${last + 5}: no act or file has brought it.`]);
  });

  it("is found by seals that were edited, left out or copied", async () => {
    const edited = await foundAfter((tx) => tx.query("UPDATE row_seal SET records = '' WHERE object_type = 'term'"));
    expect(edited.join("\n")).toContain("term 1: no act or file has brought it.");
    expect(edited.join("\n")).toContain("the seal of term 0 to 1023 has been edited.");
    const copied = await foundAfter((tx) =>
      tx.query(
        "INSERT INTO row_seal (object_type, bucket, records, key_id, seal, scope, slot, place) " +
          "SELECT object_type, bucket, records, key_id, seal, scope, slot, place FROM row_seal WHERE object_type = 'term'",
      ),
    );
    expect(copied).not.toEqual([]);
  });

  it("is found by a figure that was put back to an earlier version with its entries and the end of its slot", async () => {
    const columns = "scope, slot, place, objects, head, key_id, seal";
    const heads = await server.db.query<Record<string, Value>>(`SELECT ${columns} FROM audit_head`);
    await figures.correct({ id: Buffer.from(`Observation:${often}`).toString("base64url"), version: 3 }, 44);
    await figures.record({ on: "2025-01-06", value: 1 });
    expect(await foundAfterRewinding(heads)).toEqual([
      expect.stringMatching(
        /^(At least 1 of the last acts are missing|Something is missing before the act of |The end of slot \d+ of DATA has been put back)/,
      ),
    ]);
  });

  /** The entry of version 4 is taken away, and its slot ends where it did. */
  const foundAfterRewinding = (heads: readonly Record<string, Value>[]) =>
    foundAfter(async (tx) => {
      const [entry] = await tx.query<{ scope: string; slot: number }>(
        "SELECT scope, slot FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version = 4",
        [often],
      );
      await tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version = 4", [
        often,
      ]);
      await tx.query("UPDATE observation SET version = 3, `value` = 3 WHERE id = ?", [often]);
      const head = heads.find(({ scope, slot }) => scope === entry?.scope && slot === entry?.slot) ?? {};
      await tx.query("UPDATE audit_head SET place = ?, objects = ?, head = ?, seal = ? WHERE scope = ? AND slot = ?", [
        ...[head.place ?? 0, head.objects ?? "", head.head ?? "", head.seal ?? ""],
        ...[head.scope ?? "", head.slot ?? 0],
      ]);
    });

  it("cannot be found without the key, nor by another one", async () => {
    const sentences = await faultsIn({
      dialect: server.db.dialect,
      query: (sql, params) => server.db.query(sql, params),
      auditKeys: UNKEYED,
    });
    expect(sentences).toContainEqual(
      expect.stringMatching(/^What is sealed with key "[\w-]{8}" cannot be verified: AUDIT_SECRET does not have it\.$/),
    );
  });

  it("has no table that is neither sealed nor left out on purpose", async () => {
    const { sql } =
      server.db.dialect === "mysql"
        ? { sql: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()" }
        : { sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'" };
    const tables = (await server.db.query<{ name: string }>(sql)).map(({ name }) => name);
    const known = SEALED_TABLES.flatMap(({ table, withdrawn, parts = [] }) =>
      [table, withdrawn ?? [], parts.map((part) => part.table)].flat(),
    );
    expect(tables.sort()).toEqual([...known, ...UNSEALED_TABLES].sort());
  });
});
