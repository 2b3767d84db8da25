import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
  accounts { id name } apiKeys { id label }
  accountConnection(first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  apiKeyConnection(first: 2) { totalCount nodes { id label } edges { cursor } pageInfo { hasNextPage } } }`;

describe("Accounts and keys page by page", () => {
  let server: TestServer;
  let admin: Record<string, string>;
  let editor: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    for (const name of ["an", "bình", "chi"]) await addTestAccount(server.db, name, "ADMIN");
    admin = (await signedIn(server, "sở")).headers;
    editor = (await signedIn(server, "mắt")).headers;
    const acting = new Acting(server, admin, { apiKey: "id" });
    const expiresOn = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
    for (const label of ["khóa một", "khóa hai", "khóa ba"]) {
      await acting.done("apiKeyIssue", { label, scopes: ["READ"], expiresOn });
    }
  });
  afterAll(() => server.close());

  const page = async (variables: Record<string, unknown>): Promise<Data> => {
    const { data, errors } = await runQuery(server, PAGE, variables, admin);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  it("are those of the lists, in their order, forward and backward", async () => {
    const { accounts, apiKeys, accountConnection: first, apiKeyConnection: keys } = await page({ first: 3 });
    expect([first.totalCount, first.nodes]).toEqual([5, accounts.slice(0, 3)]);
    const { accountConnection: rest } = await page({ first: 3, after: first.pageInfo.endCursor });
    expect([rest.nodes, rest.pageInfo.hasNextPage]).toEqual([accounts.slice(3), false]);
    const { accountConnection: back } = await page({ last: 2, before: rest.pageInfo.startCursor });
    expect([back.nodes, back.pageInfo.hasPreviousPage]).toEqual([accounts.slice(1, 3), true]);
    expect([keys.totalCount, keys.nodes, keys.pageInfo.hasNextPage]).toEqual([3, apiKeys.slice(0, 2), true]);
    expect(apiKeys.map(({ label }: Data) => label)).toEqual(["khóa ba", "khóa hai", "khóa một"]);
  });

  it.each([
    ["nobody", () => ({}), "UNAUTHENTICATED"],
    ["an editor", () => editor, "FORBIDDEN"],
  ] as const)("are for the Department, not for %s", async (_who, headers, code) => {
    for (const field of ["accountConnection", "apiKeyConnection"]) {
      const { data, errors } = await runQuery(server, `{ ${field} { totalCount } }`, {}, headers());
      expect([data, errors?.[0]?.extensions.code]).toEqual([null, code]);
    }
  });
});
