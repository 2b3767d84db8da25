import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
  ... on Account { name role active } ... on ApiKey { label prefix } ... on ApiKeyDocument { name code } ... on AuditEntry { act objectId } } }`;
const ENTRIES = '(filter: { act: ["accountAdd", "apiKeyIssue"] })';

type Headers = Record<string, string>;

describe("Accounts, keys and entries of the trail, by their ids", () => {
  let server: TestServer;
  const who: Record<string, Headers> = { "nobody in particular": {} };
  let all: Data;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { headers } = await signedIn(server, "sở");
    who.ADMIN = headers;
    who["an editor"] = (await signedIn(server, "mắt")).headers;
    const key = await issuedKey(server, headers);
    who["a key"] = key.headers;
    const texts = ["query One { facilities { totalCount } } query Two { areas { code } }"];
    await new Acting(server, headers, { apiKey: "id" }).did("apiKeyDocumentsAdmit", { id: key.id, texts });
    await issuedKey(server, headers);
    await new Acting(server, headers, { account: "id" }).did("accountAdd", {
      name: "phổi",
      role: "FACILITY_EDITOR",
      facility: "BV-PHOI",
    });
    const query = `{ accounts { __typename id name role active } apiKeys { __typename id label prefix documents { __typename id name code } }
      auditEntries${ENTRIES} { nodes { __typename id act objectId } } }`;
    const { data } = await runQuery(server, query, {}, headers);
    const ApiKey = data.apiKeys.map(({ documents: _, ...each }: Data) => each);
    const ApiKeyDocument = data.apiKeys.flatMap(({ documents }: Data) => documents);
    all = { Account: data.accounts, ApiKey, ApiKeyDocument, AuditEntry: data.auditEntries.nodes };
  });
  afterAll(() => server.close());

  const nodesOf = async (ids: readonly string[], headers: Headers): Promise<Data> =>
    (await runQuery(server, NODES, { ids }, headers)).data.nodes;
  const idsOf = (objects: Data): string[] => objects.map(({ id }: Data) => id);
  const everything = (): Data => [...all.Account, ...all.ApiKey, ...all.ApiKeyDocument, ...all.AuditEntry];

  it("are the same to the Department as in their lists, mixed, in the order asked and on any day, since they are of none", async () => {
    expect([all.Account.length, all.ApiKey.length, all.ApiKeyDocument.length, all.AuditEntry.length]).toEqual([
      ...[3, 2, 2, 5],
    ]);
    const backwards = everything().reverse();
    expect(await nodesOf(idsOf(backwards), who.ADMIN ?? {})).toEqual(backwards);
    const query = "query ($id: ID!, $asOf: LocalDate) { node(id: $id, asOf: $asOf) { id } }";
    for (const { id } of everything()) {
      const { data } = await runQuery(server, query, { id, asOf: "2019-08-08" }, who.ADMIN);
      expect(data.node).toEqual({ id });
    }
  });

  it.each(["nobody in particular", "an editor", "a key"])("are to %s what nothing has", async (name) => {
    const own = name === "an editor" ? all.Account.find((account: Data) => account.name === "mắt") : undefined;
    const others = everything().filter((each: Data) => each !== own);
    const unknown = ["Account:999", "ApiKey:999", "AuditEntry:999999"].map((plain) =>
      Buffer.from(plain).toString("base64url"),
    );
    const before = server.db.statements;
    const found = await runQuery(server, NODES, { ids: idsOf(others) }, who[name]);
    const statements = server.db.statements - before;
    const none = await runQuery(server, NODES, { ids: unknown }, who[name]);
    expect([found.errors, new Set(found.data.nodes)]).toEqual([undefined, new Set([null])]);
    expect([none.errors, new Set(none.data.nodes)]).toEqual([undefined, new Set([null])]);
    expect(server.db.statements - before).toBe(2 * statements);
  });

  it("are to an editor its own account, as `viewer` shows it", async () => {
    const own = all.Account.find(({ name }: Data) => name === "mắt");
    expect(await nodesOf(idsOf(all.Account), who["an editor"] ?? {})).toEqual(
      all.Account.map((account: Data) => (account === own ? own : null)),
    );
  });

  it("cost the same statements however many there are", async () => {
    const costOf = async (ids: readonly string[]) => {
      const before = server.db.statements;
      await nodesOf(ids, who.ADMIN ?? {});
      return server.db.statements - before;
    };
    const one = await costOf(Object.values<Data>(all).map(([{ id }]: Data) => id));
    expect([one, await costOf(idsOf(everything()))]).toEqual([3, 3]);
  });

  it("are shared with nobody by what is kept, here and on the way", async () => {
    const id = all.Account.find(({ name }: Data) => name === "phổi").id;
    const address = `${server.url}/graphql?query=${encodeURIComponent(`{ node(id: "${id}") { ... on Account { name } } }`)}`;
    for (let times = 0; times < 4; times += 1) {
      for (const [name, node, kept] of [
        ["ADMIN", { name: "phổi" }, "private, no-cache"],
        ["an editor", null, "private, no-cache"],
        ["nobody in particular", null, "public, no-cache"],
      ] as const) {
        const response = await fetch(address, { headers: who[name] ?? {} });
        expect([name, await response.json()]).toEqual([name, { data: { node } }]);
        expect(response.headers.get("cache-control")).toBe(kept);
        expect(response.headers.get("vary")).toContain("authorization");
      }
    }
  });

  it("are as of now after each act, and their ids are taken by acts and filters as ever", async () => {
    const [account] = all.Account.filter(({ name }: Data) => name === "phổi");
    const [key] = all.ApiKey;
    const asked = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { active version } ... on ApiKey { revokedAt } } }`;
    const ids = [account.id, key.id];
    const now = async () => (await runQuery(server, asked, { ids }, who.ADMIN)).data.nodes;
    for (let times = 0; times < 3; times += 1) {
      expect(await now()).toEqual([{ active: true, version: 1 }, { revokedAt: null }]);
    }
    const acting = new Acting(server, who.ADMIN ?? {}, { account: "id", apiKey: "id" });
    await acting.did("accountChange", { id: account.id, expectedVersion: 1, active: false });
    await acting.did("apiKeyRevoke", { id: key.id });
    expect(await now()).toEqual([{ active: false, version: 2 }, { revokedAt: expect.any(String) }]);
    const ofKey = `query ($id: ID!) { auditEntries(filter: { objectId: $id }) {
      nodes { act object { __typename id ... on ApiKey { label } } } } }`;
    const { data } = await runQuery(server, ofKey, { id: key.id }, who.ADMIN);
    const object = { __typename: "ApiKey", id: key.id, label: "Hue-S" };
    expect(data.auditEntries.nodes).toEqual([
      { act: "apiKeyRevoke", object },
      { act: "apiKeyIssue", object },
    ]);
  });
});
