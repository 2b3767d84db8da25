import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Changes, FacilityCard, Viewer } from "../../client-sdk/generated/documents.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { formOf, send } from "../support/uploads.js";

const QUERY = '{ facility(code: "BV-MAT") { name } }';

const FILES = [
  "/export/facilities.csv",
  "/export/facilities.xlsx?areaCode=478",
  "/template/observations.csv",
  "/template/observations.xlsx",
] as const;

describe("What limits a key", () => {
  let server: TestServer;
  let admin: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    admin = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const issue = (...scopes: string[]) => issuedKey(server, admin, { scopes });
  /** Status and code of an answer; the connection is closed. */
  const at = async (path: string, headers: Record<string, string>, init: RequestInit = {}) => {
    const stop = new AbortController();
    const response = await fetch(`${server.url}${path}`, { ...init, headers, signal: stop.signal });
    const isRefusal = response.status >= 400;
    const { errors } = isRefusal ? ((await response.json()) as { errors: { extensions: { code: string } }[] }) : {};
    if (!isRefusal) stop.abort();
    return errors ? [response.status, errors[0]?.extensions.code] : response.status;
  };
  const post = (body: object, headers: Record<string, string>) =>
    at("/graphql", { "content-type": "application/json", ...headers }, { method: "POST", body: JSON.stringify(body) });
  const get = (search: Record<string, string>, headers: Record<string, string>) =>
    at(`/graphql?${new URLSearchParams(search)}`, headers);

  it("to the documents of the SDK, limits it at every address, however often others have asked the same", async () => {
    const { headers } = await issue("READ", "DOCUMENTS_ONLY");
    const refused = [403, "PERSISTED_DOCUMENTS_ONLY"];
    for (let times = 0; times < 3; times += 1) {
      for (const path of FILES) expect([path, await at(path, headers)]).toEqual([path, refused]);
      expect(await at("/export/nothing.csv", headers)).toEqual(refused);
      expect(await post({ query: QUERY }, headers)).toEqual(refused);
      expect(await post({ query: QUERY, documentId: null }, headers)).toEqual(refused);
      expect(await get({ query: QUERY }, headers)).toEqual(refused);
      const upload = await send(server, formOf({ format: "OBSERVATIONS" }, "metric\n", "a.csv"), headers);
      expect([upload.status, upload.errors?.[0]?.extensions.code]).toEqual([403, "FORBIDDEN"]);
      for (const path of FILES) expect([path, await at(path, {})]).toEqual([path, 200]);
      expect(await post({ query: QUERY }, {})).toBe(200);
    }
  });

  it("to the documents of the SDK, leaves it what the SDK asks, and when to ask it", async () => {
    const { headers } = await issue("READ", "DOCUMENTS_ONLY");
    const variables = { code: "BV-MAT" };
    expect(await post({ documentId: FacilityCard.id, variables }, headers)).toBe(200);
    expect(await get({ documentId: String(FacilityCard.id), variables: JSON.stringify(variables) }, headers)).toBe(200);
    expect(await get({ documentId: String(Changes.id), variables: '{"first":10}' }, headers)).toBe(200);
    expect(await at("/changes/stream", headers)).toBe(200);
  });

  it("to nothing that is published, limits it at every address", async () => {
    const { headers } = await issue("DOCUMENTS_ONLY");
    const variables = { code: "BV-MAT" };
    expect(await post({ documentId: Viewer.id }, headers)).toBe(200);
    expect(await post({ documentId: FacilityCard.id, variables }, headers)).toEqual([403, "FORBIDDEN"]);
    expect(await at("/changes/stream", headers)).toEqual([403, "FORBIDDEN"]);
    for (const path of FILES)
      expect([path, await at(path, headers)]).toEqual([path, [403, "PERSISTED_DOCUMENTS_ONLY"]]);
  });

  it("does not limit one that may read; one that is revoked is good for nothing at any address", async () => {
    const { id, headers } = await issue("READ");
    const everywhere = async () => [
      await post({ query: QUERY }, headers),
      await get({ query: QUERY }, headers),
      await at("/changes/stream", headers),
      ...(await Promise.all(FILES.map((path) => at(path, headers)))),
    ];
    expect(new Set(await everywhere())).toEqual(new Set([200]));
    await new Acting(server, admin, {}).did("apiKeyRevoke", { id });
    expect(await everywhere()).toEqual(Array(3 + FILES.length).fill([401, "UNAUTHENTICATED"]));
    expect(server.reported).toEqual([]);
  });

  it("is not asked for in an address: what stands there is no key", async () => {
    const { headers } = await issue("READ", "DOCUMENTS_ONLY");
    const key = String(headers.authorization).split(" ")[1];
    const viewer = await fetch(`${server.url}/graphql?key=${key}&access_token=${key}&query={viewer{role}}`, {});
    expect(await viewer.json()).toEqual({ data: { viewer: { role: "PUBLIC" } } });
  });
});
