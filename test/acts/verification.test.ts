import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SealedDatabase, Transaction, Value } from "../../server/core/database/database.js";
import { placeholders } from "../../server/core/database/sql.js";
import { TRACED_TABLES } from "../../server/core/mutation/traced-table.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { type Verified, verifyTrail } from "../../server/core/mutation/verification.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures, rowId } from "../support/figures.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addImport } from "../support/traces.js";

describe("The verification of the trail", () => {
  let server: TestServer;
  /** Figures: at version 1, corrected up to version 4, and withdrawn at version 2. */
  let once: number;
  let often: number;
  let gone: number;
  let run: number;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    once = rowId((await figures.record({ on: "2025-01-01", value: 1 })).id);
    let known = await figures.record({ on: "2025-01-02", value: 1 });
    for (let value = 2; value < 5; value += 1) known = await figures.correct(known, value);
    often = rowId(known.id);
    gone = rowId((await figures.withdraw(await figures.record({ on: "2025-01-03", value: 1 }))).id);
    run = await addImport(server.db, { figures: 3, from: "2025-02-01" });
  });
  afterAll(() => server.close());

  async function verified(db: SealedDatabase, until = "9999"): Promise<Verified & { found: string[] }> {
    const found: string[] = [];
    const answer = await verifyTrail(db, until, { fault: (sentence) => found.push(sentence), progress: () => {} });
    return { ...answer, found };
  }

  /** What is found once somebody has changed the database past the acts; it is put back at the end. */
  async function foundAfter(tamper: (tx: Transaction) => Promise<unknown>, until?: string) {
    const putBack = new Error();
    let answer: Awaited<ReturnType<typeof verified>> | undefined;
    const tried = server.db.transaction(async (tx) => {
      await tamper(tx);
      answer = await verified({ ...tx, auditKeys: server.db.auditKeys }, until);
      throw putBack;
    });
    await expect(tried).rejects.toBe(putBack);
    return answer as NonNullable<typeof answer>;
  }

  it("finds nothing where nobody has changed anything past the acts", async () => {
    const { entries, ...answer } = await verified(server.db);
    expect(entries).toBeGreaterThanOrEqual(8);
    expect(answer).toEqual({ found: [], faults: 0, accused: new Set(), digest: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it.each([
    ["act", "test"],
    ["acted_at", "2020-01-01T00:00:00.000Z"],
    ["account_id", null],
    ["role", "PUBLIC"],
    ["actor", "ai đó"],
    ["request_id", "khac"],
    ["reason", "Lý do khác."],
    ["changes", '{"value":[1,3]}'],
    ["previous_hash", "x"],
    ["hash", "x"],
  ])("finds an entry whose %s was edited", async (column, value) => {
    const { found } = await foundAfter((tx) =>
      tx.query(
        `UPDATE audit_entry SET ${column} = ? WHERE object_type = 'Observation' AND object_id = ? AND version = 2`,
        [value, often],
      ),
    );
    expect(found).toContain(`Observation ${often}: the entry of version 2 has been edited.`);
  });

  it.each([
    [[2], ["the entry of version 2 is missing"]],
    [[2, 3], ["the entries of versions 2 to 3 are missing"]],
    [[1], ["the entry of version 1 is missing"]],
    [[1, 2], ["the entries of versions 1 to 2 are missing"]],
    [[4], ["the entry of version 4 is missing"]],
    [[3, 4], ["the entries of versions 3 to 4 are missing"]],
    [[1, 2, 3, 4], ["it is at version 4, and has no entry at all"]],
  ])("finds that the entries of versions %j are missing", async (versions, faults) => {
    const { found } = await foundAfter((tx) =>
      tx.query(
        `DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version IN (${versions.join(", ")})`,
        [often],
      ),
    );
    expect(found).toEqual(faults.map((fault) => `Observation ${often}: ${fault}.`));
  });

  it("finds that the only entry of what an act has made, or an import, is missing", async () => {
    const { found } = await foundAfter(async (tx) => {
      await tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ?", [once]);
      await tx.query("DELETE FROM audit_entry WHERE object_type = 'Import' AND object_id = ?", [run]);
    });
    expect(found).toEqual([
      `Import ${run}: it is at version 1, and has no entry at all.`,
      `Observation ${once}: it is at version 1, and has no entry at all.`,
    ]);
  });

  it("finds that the trail of a withdrawn figure is missing, or its end", async () => {
    const all = await foundAfter((tx) =>
      tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ?", [gone]),
    );
    expect(all.found).toEqual([`Observation ${gone}: it is at version 2, and has no entry at all.`]);
    const last = await foundAfter((tx) =>
      tx.query("DELETE FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? AND version = 2", [gone]),
    );
    expect(last.found).toEqual([`Observation ${gone}: the entry of version 2 is missing.`]);
  });

  it.each(["observation", "withdrawn_observation"])("finds that an object is gone from %s", async (table) => {
    const id = table === "observation" ? often : gone;
    const { found } = await foundAfter((tx) => tx.query(`DELETE FROM ${table} WHERE id = ?`, [id]));
    const last = table === "observation" ? 4 : 2;
    expect(found).toEqual([`Observation ${id}: it has a trail up to version ${last}, and is not on record.`]);
  });

  it("finds by a digest that was kept elsewhere that the last act of all was taken back, with all that tells of it", async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const tables = ["audit_entry", "audit_head", "row_seal", "observation"];
    const before = await Promise.all(
      tables.map((table) => server.db.query<Record<string, Value>>(`SELECT * FROM ${table}`)),
    );
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    await figures.record({ on: "2025-01-09", value: 1 });
    const { digest } = await verified(server.db, until);
    const putBack = await foundAfter(async (tx) => {
      for (const [i, table] of tables.entries()) {
        await tx.query(`DELETE FROM ${table}`);
        for (const row of before[i] ?? []) {
          const columns = Object.keys(row);
          await tx.query(
            `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(", ")}) VALUES (${placeholders(columns)})`,
            Object.values(row),
          );
        }
      }
    }, until);
    expect([putBack.found, putBack.digest === digest]).toEqual([[], false]);
  });

  it("has the same digest of a day whatever is done after it", async () => {
    const [last] = await server.db.query<{ at: string }>("SELECT MAX(acted_at) AS at FROM audit_entry");
    const until = `${last?.at}x`;
    const { digest, entries } = await verified(server.db, until);
    while (new Date().toISOString() <= until) await turn();
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    await figures.correct({ id: Buffer.from(`Observation:${often}`).toString("base64url"), version: 4 }, 9);
    await figures.record({ on: "2025-01-04", value: 1 });
    const later = await verified(server.db, until);
    expect([later.entries, later.digest, later.found]).toEqual([entries + 2, digest, []]);
    expect((await verified(server.db)).digest).not.toBe(digest);
  });

  it("looks at tables that are there, in pieces, over trails of any length", async () => {
    for (const { table, withdrawn } of TRACED_TABLES) {
      for (const each of [table, withdrawn ?? []].flat()) await server.db.query(`SELECT id FROM ${each} WHERE id = 0`);
    }
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    const id = rowId((await figures.record({ on: "2025-01-05", value: 0 })).id);
    const last = 1101;
    await traced(server.db, bySystem("sở", "test", new Date().toISOString()), async (tx, trail) => {
      await tx.query("UPDATE observation SET version = ? WHERE id = ?", [last, id]);
      for (let version = 2; version <= last; version += 1) {
        const [before, after] = [{ value: version - 1 }, { value: version }];
        trail.add("DATA", { type: "Observation", id, version, before, after });
      }
    });
    const heard: number[] = [];
    const { entries, faults } = await verifyTrail(server.db, "9999", {
      fault: () => {},
      progress: (count) => heard.push(count),
    });
    expect([faults, heard.length > 2, heard.at(-1)]).toEqual([0, true, entries]);
  });
});
