import { statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { changeAccount } from "../../server/concepts/access/account/account.store.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { type AuditEntryRow, hashOfEntry } from "../../server/core/mutation/audit-entry.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { addTestAccount } from "../support/accounts.js";
import { loadedDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { faultsIn } from "../support/traces.js";

const ENTRIES =
  "SELECT id, object_type AS objectType, object_id AS objectId, version, act, acted_at AS actedAt, account_id AS accountId, " +
  "role, actor, request_id AS requestId, reason, changes, previous_hash AS previousHash, hash FROM audit_entry ORDER BY object_type, object_id, version";
const NOT_SET = /^What is sealed with key "[\w-]{8}" cannot be verified: AUDIT_SECRET does not have it\.$/;
const OTHER = "Zm9yLXRlc3RzLW9ubHktYW5kLWtub3duLXRvLWFsbA9";

/** A database of its own, sealed with the secret of all test databases. */
describe("What a trail is sealed with", () => {
  let database: TestDatabase;
  let account: number;
  const opened: Connections[] = [];

  beforeAll(async () => {
    database = await loadedDatabase();
    account = await addTestAccount(database.db, "sở", "ADMIN");
  });
  afterAll(async () => {
    for (const db of opened) await db.close();
    await database.close();
  });

  async function open(auditSecrets: readonly string[], more = {}): Promise<Connections> {
    const { auditSecrets: _, ...address } = database.address;
    const db = await openDatabase({ ...address, auditSecrets } as DatabaseAddress, more);
    opened.push(db);
    return db;
  }

  const own = (): readonly string[] => database.address.auditSecrets ?? [];

  /** One act more. */
  const act = (db: Connections): Promise<unknown> =>
    traced(db, bySystem("test", "accountUpdate", new Date().toISOString()), (tx, trail) =>
      changeAccount(tx, trail, account, { mustChange: false }),
    );

  /** As release 0.2 left it: entries have plain hashes, and nothing is sealed. */
  async function unseal(db: Connections): Promise<void> {
    const entries = await db.query<AuditEntryRow>(ENTRIES);
    await db.transaction(async (tx) => {
      for (const table of ["audit_head", "row_seal"]) await tx.query(`DELETE FROM ${table}`);
      let before: AuditEntryRow | undefined;
      for (const entry of entries) {
        const isNext = before?.objectType === entry.objectType && before.objectId === entry.objectId;
        const previousHash = isNext ? (before?.hash ?? "") : "";
        const plain = { ...entry, previousHash, keyId: null, state: null, link: null };
        before = { ...plain, hash: hashOfEntry(plain, null) };
        await tx.query(
          "UPDATE audit_entry SET previous_hash = ?, hash = ?, key_id = NULL, state = NULL, link = NULL WHERE id = ?",
          [previousHash, before.hash, entry.id],
        );
      }
    });
  }

  it("leaves the hashes of 0.2 as they are, and seals them and every row when it is opened", async () => {
    await act(database.db);
    await unseal(database.db);
    const before = await database.db.query(ENTRIES);
    const db = await open(own());
    expect(await db.query(ENTRIES)).toEqual(before);
    expect(await faultsIn(db)).toEqual([]);
    await act(db);
    expect(await faultsIn(db)).toEqual([]);
    const edited = await tampered(
      db,
      "UPDATE audit_entry SET actor = 'x' WHERE object_type = 'Account' AND version = 1",
    );
    expect(edited).toEqual([`Account ${account}: the entry of version 1 has been edited.`]);
    expect(await tampered(db, "UPDATE account SET role = 'PUBLIC'")).toEqual([
      `Account ${account}: it is not as its last act has left it.`,
    ]);
    expect(await tampered(db, "UPDATE observation SET `value` = 123 WHERE id = 1")).toHaveLength(1);
  });

  it("tells what was edited before it was sealed, as far as plain hashes show it", async () => {
    await unseal(database.db);
    await database.db.transaction((tx) =>
      tx.query("UPDATE audit_entry SET reason = 'khác' WHERE object_type = 'Account' AND version = 2"),
    );
    const db = await open(own());
    expect(await faultsIn(db)).toEqual([`Account ${account}: the entry of version 2 has been edited.`]);
    await database.db.transaction((tx) =>
      tx.query("UPDATE audit_entry SET reason = NULL WHERE object_type = 'Account' AND version = 2"),
    );
    expect(await faultsIn(db)).toEqual([]);
  });

  it("goes on with another key, while those before it still verify; without them it says which is missing", async () => {
    const both = await open([OTHER, ...own()]);
    await act(both);
    expect(await faultsIn(both)).toEqual([]);
    await expect(open(own())).rejects.toThrow(
      /^The trail of this database is sealed with another secret \(key "[\w-]{8}"\)/,
    );
    const alone = await open([OTHER]);
    expect(await faultsIn(alone)).toEqual([expect.stringMatching(NOT_SET)]);
    const back = await open([...own(), OTHER]);
    await act(back);
    expect(await faultsIn(back)).toEqual([]);
  });

  it("is made anew for whoever has lost it, and what it sealed is then told as not to be verified", async () => {
    const lost = "bG9zdC1hbmQtZm91bmQtYWdhaW4tbmV2ZXItdG9sZCE0";
    await expect(open([lost])).rejects.toThrow(/npm run audit -- --seal/);
    const db = await open([lost], { sealAnew: true });
    await act(db);
    const found = await faultsIn(db);
    expect(found.length).toBeGreaterThan(0);
    for (const sentence of found) expect(sentence).toMatch(NOT_SET);
    expect((await tampered(db, "UPDATE term SET label_vi = 'khác' WHERE id = 1")).length).toBe(found.length + 1);
    await open([...own(), OTHER, lost]);
  });

  if (onMysql) {
    it("is nothing on MariaDB without a secret; once there is one, nobody goes back to none", async () => {
      const other = await loadedDatabase();
      const { auditSecrets, ...address } = other.address;
      await other.db.transaction(async (tx) => {
        for (const table of ["audit_entry", "audit_head", "row_seal"]) await tx.query(`DELETE FROM ${table}`);
        await tx.query(
          "DELETE FROM import_run WHERE id NOT IN (SELECT import_id FROM observation WHERE import_id IS NOT NULL)",
        );
      });
      const unkeyed = await openDatabase(address);
      const id = await addTestAccount(unkeyed, "sở", "ADMIN");
      expect(unkeyed.auditKeys.isKeyed).toBe(false);
      expect((await faultsIn(unkeyed)).filter((sentence) => !sentence.startsWith("Import"))).toEqual([]);
      const keyed = await openDatabase({ ...address, auditSecrets: auditSecrets ?? [] });
      await addTestAccount(keyed, "sở thứ hai", "ADMIN");
      expect((await faultsIn(keyed)).filter((sentence) => !sentence.startsWith("Import"))).toEqual([]);
      expect(await tampered(keyed, `UPDATE account SET role = 'PUBLIC' WHERE id = ${id}`)).toContain(
        `Account ${id}: it is not as its last act has left it.`,
      );
      await expect(openDatabase(address)).rejects.toThrow(/sealed with another secret/);
      await unkeyed.close();
      await keyed.close();
      await other.close();
    });
  } else {
    it("is kept beside an embedded database, for its owner alone", async () => {
      const file = `${(database.address as { file: string }).file}.own`;
      const db = await openDatabase({ kind: "embedded", file });
      expect(db.auditKeys.isKeyed).toBe(true);
      expect(statSync(`${file}.audit-secret`).mode & 0o777).toBe(0o600);
      await db.close();
      const again = await openDatabase({ kind: "embedded", file });
      expect(again.auditKeys.newest.id).toBe(db.auditKeys.newest.id);
      await again.close();
    });
  }

  /** What is found once a statement has changed the database; it is put back. */
  async function tampered(db: Connections, sql: string): Promise<string[]> {
    const putBack = new Error();
    let found: string[] = [];
    const tried = db.transaction(async (tx) => {
      await tx.query(sql);
      found = await faultsIn({ ...tx, auditKeys: db.auditKeys });
      throw putBack;
    });
    await expect(tried).rejects.toBe(putBack);
    return found;
  }
});
