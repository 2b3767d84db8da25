import { existsSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { VerificationOnRequest } from "../../server/concepts/trail/verification-on-request.js";
import type { Transaction } from "../../server/core/database/database.js";
import { NO_LOG } from "../../server/core/log/log.js";
import { headsNow, keepHeads, writeHeads } from "../../server/core/mutation/kept-heads.js";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { dayAt, endOf, instant } from "../../server/core/time/clock.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { Figures, type Known, rowId } from "../support/figures.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { addImport } from "../support/traces.js";
import { heldDuring } from "../support/turns.js";

const STATE = "{ auditChain { actCount lastActAt isKeyed kept { keptAt missingActCount } } }";
const VERIFIED = `{ auditChain { verification { entryCount faultCount accusedCount until digest
  accused { objectType objectId object { __typename id ... on Observation { value } } } } } }`;

const YESTERDAY = dayAt(Date.now() - 24 * 3_600_000);
const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString("base64url");

describe("The state of the audit chain", () => {
  let database: TestDatabase;
  let server: TestServer;
  let department: Record<string, string>;
  let editor: Record<string, string>;
  let figures: Figures;
  let known: Known;

  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = (await signedIn(server, "sở")).headers;
    editor = (await signedIn(server, "mắt")).headers;
    figures = new Figures(server, editor);
    known = await figures.record({ on: "2026-02-28", value: 5 });
  });
  afterAll(() => server.close());
  afterEach(() => {
    if (server.db.headsFile !== null) rmSync(server.db.headsFile, { force: true });
  });

  const asked = async (query: string, headers = department): Promise<Data> => {
    const { data, errors } = await runQuery(server, query, {}, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.auditChain;
  };
  const lastEntryAt = async (): Promise<string> => {
    const { data } = await runQuery(server, "{ auditEntries(first: 1) { nodes { actedAt } } }", {}, department);
    return data.auditEntries.nodes[0].actedAt;
  };
  const verified = async (): Promise<Data> => (await asked(VERIFIED)).verification;

  /** What is found once somebody has changed the database past the acts; it is put back after it. */
  async function foundAfter(
    tamper: (tx: Transaction) => Promise<unknown>,
    putBack: (tx: Transaction) => Promise<unknown>,
  ) {
    await server.db.transaction(tamper);
    try {
      return await verified();
    } finally {
      await server.db.transaction(putBack);
    }
  }

  it("tells the Department how many acts are sealed, when the last one was, and that a secret seals them", async () => {
    const { actCount, ...before } = await asked(STATE);
    expect(before).toEqual({ lastActAt: await lastEntryAt(), isKeyed: true, kept: null });
    known = await figures.correct(known, 6);
    expect(await asked(STATE)).toEqual({ ...before, actCount: actCount + 1, lastActAt: await lastEntryAt() });
  });

  it.each([
    ["nobody in particular", () => ({}), "UNAUTHENTICATED"],
    ["an editor", () => editor, "FORBIDDEN"],
  ])("is refused to %s", async (_, headers, code) => {
    for (const query of [STATE, VERIFIED]) {
      const { data, errors } = await runQuery(server, query, {}, headers() as Record<string, string>);
      expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, [code]]);
    }
  });

  it("takes as many statements over a short trail as over a long one", async () => {
    const statements = async () => {
      const answer = await runQuery(server, STATE, {}, { ...department, "x-graphql-cost": "1" });
      return answer.extensions.cost.statements;
    };
    await statements();
    const before = await statements();
    await addImport(server.db, { figures: 500, from: "2031-01-01" });
    await statements();
    expect([before, await statements()]).toEqual([2, 2]);
  });

  it("says what was kept beside the database, and how many acts are missing against it", async () => {
    const { headsFile } = server.db;
    // Only beside a file can anything be kept.
    if (headsFile === null) return expect([onMysql, (await asked(STATE)).kept]).toEqual([true, null]);
    const keptAt = "2026-03-02T00:59:00.000Z";
    const kept = await headsNow(server.db, keptAt);
    writeHeads(headsFile, kept);
    expect((await asked(STATE)).kept).toEqual({ keptAt, missingActCount: 0 });
    const more = kept.heads.map((head, i) => (i < 2 ? { ...head, place: head.place + 2 } : head));
    writeHeads(headsFile, { keptAt, heads: more });
    expect((await asked(STATE)).kept).toEqual({ keptAt, missingActCount: 4 });
    // As a start does, which puts aside what tells of the missing acts.
    await keepHeads(server.db, headsFile, NO_LOG);
    expect((await asked(STATE)).kept).toEqual({ keptAt, missingActCount: 4 });
    expect(await verified()).toMatchObject({ faultCount: 1, accusedCount: 0, accused: [] });
    const aside = `${headsFile}.2026-03-02T00-59-00-000Z`;
    expect(existsSync(aside)).toBe(true);
    rmSync(aside);
    expect((await asked(STATE)).kept).toMatchObject({ missingActCount: 0 });
  });

  it("is verified: nothing is wrong, and the digest is that of `npm run audit`", async () => {
    const { digest, entries } = await verifyTrail(server.db, instant(endOf(YESTERDAY)), {
      fault: () => undefined,
      progress: () => undefined,
    });
    expect(await verified()).toEqual({
      ...{ entryCount: entries, faultCount: 0, accusedCount: 0, accused: [], until: YESTERDAY, digest },
    });
  });

  it("accuses a figure that was changed past the acts, though the same was asked just before", async () => {
    const set = (value: number) => (tx: Transaction) =>
      tx.query("UPDATE observation SET `value` = ? WHERE id = ?", [value, rowId(known.id)]);
    for (let times = 0; times < 3; times += 1) expect(await verified()).toMatchObject({ faultCount: 0 });
    expect(await foundAfter(set(99), set(6))).toMatchObject({
      ...{ faultCount: 1, accusedCount: 1 },
      accused: [
        {
          ...{ objectType: "Observation", objectId: known.id },
          object: { __typename: "Observation", id: known.id, value: 99 },
        },
      ],
    });
    expect(await verified()).toMatchObject({ faultCount: 0 });
  });

  it("accuses an object that is gone, and one that has no id", async () => {
    const [word] = await server.db.query<{ labelVi: string }>("SELECT label_vi AS labelVi FROM term WHERE id = 3");
    const gone = await foundAfter(
      async (tx) => {
        await tx.query(
          "UPDATE audit_entry SET object_id = 999999999 WHERE object_type = 'Observation' AND object_id = ?",
          [rowId(known.id)],
        );
        await tx.query("UPDATE term SET label_vi = 'Từ khác' WHERE id = 3");
      },
      async (tx) => {
        await tx.query(
          "UPDATE audit_entry SET object_id = ? WHERE object_type = 'Observation' AND object_id = 999999999",
          [rowId(known.id)],
        );
        await tx.query("UPDATE term SET label_vi = ? WHERE id = 3", [word?.labelVi ?? ""]);
      },
    );
    expect(gone.accused).toEqual([
      { objectType: "Observation", objectId: idOf("Observation", 999999999), object: null },
      { objectType: "Observation", objectId: known.id, object: { __typename: "Observation", id: known.id, value: 6 } },
      { objectType: "term", objectId: idOf("term", 3), object: null },
    ]);
    expect(gone.accusedCount).toBe(3);
    expect(await verified()).toMatchObject({ faultCount: 0 });
  });

  it("names a hundred objects at the most, and counts all of them", async () => {
    const set = (by: number) => (tx: Transaction) =>
      tx.query(
        "UPDATE observation SET `value` = `value` + ? WHERE on_date >= '2031-01-01' AND on_date < '2031-06-01'",
        [by],
      );
    const found = await foundAfter(set(1), set(-1));
    expect([found.accused.length, found.accusedCount, found.faultCount]).toEqual([100, 151, 151]);
  });

  it("is verified once for all who ask at the same time", async () => {
    const statementsOf = async (times: number) => {
      const before = server.db.statements;
      await Promise.all(Array.from({ length: times }, verified));
      return server.db.statements - before;
    };
    await statementsOf(1);
    const one = await statementsOf(1);
    const four = await statementsOf(4);
    expect(four).toBeLessThan(one * 1.5);
  });

  it("is not verified any further once whoever has asked is gone", async () => {
    const url = new URL(`${server.url}/graphql`);
    const before = server.db.statements;
    await verified();
    const whole = server.db.statements - before;
    const from = server.db.statements;
    const gone = httpRequest(url, { method: "POST", headers: { ...department, "content-type": "application/json" } });
    const isClosed = new Promise((resolve) => gone.on("close", resolve));
    gone.on("error", () => undefined);
    gone.end(JSON.stringify({ query: VERIFIED }));
    while (server.db.statements < from + 20) await new Promise((resolve) => setImmediate(resolve));
    gone.destroy();
    await isClosed;
    let seen = -1;
    while (seen !== server.db.statements) {
      seen = server.db.statements;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(seen - from).toBeLessThan(whole);
    expect(await verified()).toMatchObject({ faultCount: 0 });
  });

  it("lets others have their turn meanwhile", async () => {
    expect(await heldDuring(verified)).toBeLessThan(35);
  });
});

describe("An audit chain that takes longer than a request may", () => {
  it("says that `npm run audit` verifies it, and tells its state all the same", async () => {
    const server = await serve(await loadedDatabase());
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    server.shared.verification = new VerificationOnRequest(server.db, 0.01, Date.now);
    const query = "{ auditChain { isKeyed verification { faultCount } } }";
    const { status, data, errors } = await runQuery(server, query, {}, { ...headers, "accept-language": "vi" });
    expect([status, data, errors?.map(({ message, path, extensions: { code } }) => [code, path, message])]).toEqual([
      200,
      { auditChain: { isKeyed: true, verification: null } },
      [["DEADLINE_EXCEEDED", ["auditChain", "verification"], expect.stringContaining("`npm run audit`")]],
    ]);
    expect(server.reported).toEqual([]);
    await server.close();
  });
});
