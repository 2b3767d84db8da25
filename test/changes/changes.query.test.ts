import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { globalId } from "../../server/core/schema/global-id.js";
import type { Scope } from "../../server/core/snapshot/revision.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures, rowId } from "../support/figures.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addImport, trace } from "../support/traces.js";

const CHANGES = `query ($since: String, $first: Int) { changes(since: $since, first: $first) {
  nodes { kind type id node { id ... on Observation { value version } ... on Facility { code } } } cursor hasMore } }`;

describe("changes", () => {
  let server: TestServer;
  let figures: Figures;
  let days = 0;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    figures = new Figures(server, (await signedIn(server, "sở")).headers);
    await record(1); // the first of all makes the section that figures cite, too
  });
  afterAll(() => server.close());

  function record(value: number) {
    days += 1;
    return figures.record({ on: new Date(Date.UTC(2024, 0, days)).toISOString().slice(0, 10), value });
  }
  const changes = async (since?: string, first?: number): Promise<Data> =>
    (await dataOf(server, CHANGES, { since, first })).changes;
  const now = async (): Promise<string> => (await changes()).cursor;

  /** An entry about an object that no act of this test changes. */
  const traced = (scope: Scope, objectType: string, objectId: number, version: number, fields: object) =>
    trace(server.db, scope, { objectType, objectId, version, changes: JSON.stringify(fields) });

  /** Everything behind a cursor, in pages of a size. */
  async function allSince(since: string, first: number): Promise<Data[]> {
    const told: Data[] = [];
    let page = await changes(since, first);
    for (; page.hasMore; page = await changes(page.cursor, first)) told.push(...page.nodes);
    return [...told, ...page.nodes];
  }

  it("without a cursor tells nothing, and where everything stands", async () => {
    const answer = await changes();
    expect(answer).toEqual({ nodes: [], cursor: expect.any(String), hasMore: false });
    expect(answer.cursor.length).toBeLessThan(250);
    expect(await changes(answer.cursor)).toEqual(answer);
  });

  it("tells what was recorded, corrected and withdrawn, each object once and as it is now", async () => {
    const since = await now();
    const [kept, gone] = [await record(5), await record(6)];
    const { id } = await figures.correct(kept, 7);
    await figures.withdraw(gone);
    const { nodes, hasMore } = await changes(since);
    expect(hasMore).toBe(false);
    expect(new Map(nodes.map((node: Data) => [node.id, node]))).toEqual(
      new Map([
        [id, { kind: "CHANGED", type: "Observation", id, node: { id, value: 7, version: 2 } }],
        [gone.id, { kind: "REMOVED", type: "Observation", id: gone.id, node: null }],
      ]),
    );
  });

  it("is resumed in pages until nothing is left, and then stays where it is", async () => {
    const since = await now();
    const recorded: string[] = [];
    for (let count = 0; count < 7; count += 1) recorded.push((await record(count)).id);
    expect((await allSince(since, 2)).map(({ id }) => id).sort()).toEqual(recorded.sort());
    const { cursor, hasMore } = await changes(since, 100);
    expect([hasMore, await changes(cursor)]).toEqual([false, { nodes: [], cursor, hasMore: false }]);
    // A cursor holds however old it is: asked again, it tells the same again.
    expect((await changes(since)).nodes).toHaveLength(7);
  });

  it("tells of objects that servers hold in memory, too", async () => {
    const since = await now();
    const { facility } = await dataOf(server, '{ facility(code: "BV-MAT") { id } }');
    await traced("FACILITY", "Facility", rowId(facility.id), 2, { note: [null, "x"] });
    const { id } = facility;
    const node = { id, code: "BV-MAT" };
    expect((await changes(since)).nodes).toEqual([{ kind: "CHANGED", type: "Facility", id, node }]);
  });

  it("tells in pages all that one act has changed", async () => {
    const since = await now();
    const { facilities } = await dataOf(server, "{ facilities(first: 30) { nodes { id code } } }");
    const ids: string[] = facilities.nodes.map(({ id }: Data) => id);
    const traced = ids.map((id) => ({ objectType: "Facility", objectId: rowId(id), version: 7 }));
    await trace(server.db, "FACILITY", ...traced);
    for (const first of [1, 7, 30, 100]) {
      expect((await allSince(since, first)).map(({ node }) => node)).toEqual(facilities.nodes);
    }
  });

  it("tells nothing of what is nobody's copy, nor of what whoever asks may not see", async () => {
    const since = await now();
    await traced("ACCOUNT", "Account", 1, 2, { name: ["a", "b"] });
    await traced("DATA", "Secret", 1, 2, { name: ["a", "b"] });
    await traced("DATA", "Assessment", 1, 2, { status: ["PUBLISHED", "DRAFT"] }); // it is reopened
    await traced("DATA", "Assessment", 1, 3, { reportedLevel: [2, 3] });
    await traced("REFERENCE", "Assessment", 999_999, 1, { status: [null, "DRAFT"] });
    const answer = await changes(since);
    expect([answer.nodes, answer.hasMore]).toEqual([[], false]);
    await traced("ASSESSMENT", "Assessment", 999_999, 2, { status: ["PUBLISHED", null] });
    const id = globalId("Assessment", 999_999);
    expect((await changes(answer.cursor)).nodes).toEqual([{ kind: "REMOVED", type: "Assessment", id, node: null }]);
  });

  it("goes on behind entries that are not told, however many they are", async () => {
    const since = await now();
    for (let count = 0; count < 30; count += 1) await traced("DATA", "Secret", 100 + count, 1, {});
    const { id } = await record(1);
    expect((await allSince(since, 2)).map((node) => node.id)).toEqual([id]);
  });

  it("tells each figure that an import brought, in pages", async () => {
    const since = await now();
    const before = await record(1);
    const run = await addImport(server.db, { figures: 25, from: "2031-01-01" });
    const after = await record(2);
    const imported = await server.db.query<{ id: number }>("SELECT id FROM observation WHERE import_id = ?", [run]);
    const ids = imported.map(({ id }) => globalId("Observation", id));
    for (const first of [1, 4, 100]) {
      const told = await allSince(since, first);
      expect(told.map(({ id }) => id).sort()).toEqual([before.id, after.id, ...ids].sort());
      expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["CHANGED"]));
    }
  });

  it("tells in the middle of an import what has become of its figures meanwhile", async () => {
    const since = await now();
    await addImport(server.db, { figures: 9, from: "2032-01-01" });
    const first = await changes(since, 4);
    expect([first.nodes.length, first.hasMore]).toEqual([4, true]);
    const [told] = first.nodes;
    await figures.withdraw({ id: told.id, version: 1 });
    const rest = await allSince(first.cursor, 4);
    expect(rest.filter(({ kind }) => kind === "REMOVED").map(({ id }) => id)).toEqual([told.id]);
    expect(rest.filter(({ kind }) => kind === "CHANGED")).toHaveLength(5);
  });

  it.each([
    [{ format: "terms" }, null],
    [{ format: "facilities", actor: "data files" }, "Facility"],
    [{ format: "level-table", actor: "data files" }, "Assessment"],
    [{ format: "observations", actor: "data files", figures: 3, from: "2033-01-01" }, "Observation"],
  ])("after %j says that more has changed than is told one by one", async (run, type) => {
    const since = await now();
    await addImport(server.db, run);
    expect(await allSince(since, 10)).toEqual([{ kind: "RELOAD", type, id: null, node: null }]);
  });

  it("says once that stated needs have to be asked for again", async () => {
    const since = await now();
    for (const id of [1, 2, 3]) await traced("DATA", "StatedNeed", id, 2, {});
    expect((await changes(since)).nodes).toEqual([{ kind: "RELOAD", type: "StatedNeed", id: null, node: null }]);
  });

  it("says that everything has to be loaded again where the database was put back to an older state", async () => {
    await record(1);
    const since = await now();
    await server.db.transaction((tx) =>
      tx.query("UPDATE data_revision SET revision = revision - 1 WHERE revision > 0"),
    );
    const answer = await changes(since);
    expect(answer.nodes).toEqual([{ kind: "RELOAD", type: null, id: null, node: null }]);
    expect(await changes(answer.cursor)).toEqual({ nodes: [], cursor: answer.cursor, hasMore: false });
    await server.db.transaction((tx) => tx.query("UPDATE data_revision SET revision = revision + 1"));
  });

  it.each(["", "x", "Zm9yZ2Vk", Buffer.from("00000000changes 0 0 0 1.2").toString("base64url")])(
    "refuses %j, which is no cursor",
    async (since) => {
      const { errors } = await runQuery(server, CHANGES, { since });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    },
  );

  it("refuses a page of none, or of too many", async () => {
    for (const first of [0, 101]) {
      const { errors } = await runQuery(server, CHANGES, { first });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });

  it("costs four statements, however much has changed", async () => {
    const costs: number[] = [];
    for (const size of [2, 20]) {
      const since = await now();
      for (let count = 0; count < size; count += 1) await record(count);
      const before = server.db.statements;
      expect((await changes(since)).nodes).toHaveLength(size);
      costs.push(server.db.statements - before);
    }
    // The revision, the slots, the entries, the figures.
    expect(costs).toEqual([4, 4]);
  });
});
