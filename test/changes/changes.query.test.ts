import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addEntries } from "../../server/acts/audit.store.js";
import { moveRevision, type Scope } from "../../server/database/revision.js";
import { globalId } from "../../server/graphql/global-id.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures } from "../support/figures.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

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

  /** An entry as an act writes it, about an object that no test act changes yet. */
  const trace = (scope: Scope, objectType: string, objectId: number, version: number, fields: object) =>
    server.db.transaction(async (tx) => {
      const moved = await moveRevision(tx, scope);
      const by = { act: "test", actedAt: "2026-01-01T00:00:00.000Z", accountId: null, role: "ADMIN", actor: "sở" };
      const entry = {
        ...by,
        objectType,
        objectId,
        version,
        requestId: "",
        reason: null,
        changes: JSON.stringify(fields),
      };
      await addEntries(tx, [entry], moved);
    });

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
    const told: string[] = [];
    let page = await changes(since, 2);
    for (; page.hasMore; page = await changes(page.cursor, 2)) told.push(...page.nodes.map(({ id }: Data) => id));
    told.push(...page.nodes.map(({ id }: Data) => id));
    expect(told.sort()).toEqual(recorded.sort());
    expect(await changes(page.cursor)).toEqual({ nodes: [], cursor: page.cursor, hasMore: false });
    // A cursor holds however old it is: asked again, it tells the same again.
    expect((await changes(since)).nodes).toHaveLength(7);
  });

  it("tells of objects that servers hold in memory, too", async () => {
    const since = await now();
    const { facility } = await dataOf(server, '{ facility(code: "BV-MAT") { id } }');
    const row = Number(Buffer.from(facility.id, "base64url").toString().split(":")[1]);
    await trace("FACILITY", "Facility", row, 2, { note: [null, "x"] });
    const { id } = facility;
    const node = { id, code: "BV-MAT" };
    expect((await changes(since)).nodes).toEqual([{ kind: "CHANGED", type: "Facility", id, node }]);
  });

  it("tells nothing of what is nobody's copy, nor of what whoever asks may not see", async () => {
    const since = await now();
    await trace("ACCOUNT", "Account", 1, 2, { name: ["a", "b"] });
    await trace("DATA", "Secret", 1, 2, { name: ["a", "b"] });
    await trace("ASSESSMENT", "Assessment", 999_999, 1, { status: [null, "DRAFT"] });
    const answer = await changes(since);
    expect([answer.nodes, answer.hasMore]).toEqual([[], false]);
    await trace("ASSESSMENT", "Assessment", 999_999, 2, { status: ["PUBLISHED", "RETURNED"] });
    const id = globalId("Assessment", 999_999);
    expect((await changes(answer.cursor)).nodes).toEqual([{ kind: "REMOVED", type: "Assessment", id, node: null }]);
  });

  it("goes on behind entries that are not told, however many they are", async () => {
    const since = await now();
    for (let count = 0; count < 30; count += 1) await trace("DATA", "Secret", 100 + count, 1, {});
    const { id } = await record(1);
    const told: string[] = [];
    let page = await changes(since, 2);
    for (; page.hasMore; page = await changes(page.cursor, 2)) told.push(...page.nodes.map((node: Data) => node.id));
    expect([...told, ...page.nodes.map((node: Data) => node.id)]).toEqual([id]);
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
