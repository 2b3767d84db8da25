import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  ACT,
  type AnswerStorage,
  type Connection,
  copyOf,
  createClient,
  memoryStorage,
  offline,
  request,
  type TypedDocument,
  toArray,
} from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { newSeed, randomOf } from "../support/random.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** What a server answers that says who asked what where: the token tells who, its number which of their tokens. */
interface Echo {
  readonly url: string;
  readonly who: string | null;
  readonly language: string | null;
  readonly variables: unknown;
}
const Ask: TypedDocument<{ readonly echo: Echo }, { readonly n?: number }> = { name: "Ask", kind: "query", id: "ask" };
const Act: TypedDocument<{ readonly ok: true; readonly echo: Echo }, { readonly input: object }> = {
  name: "Act",
  kind: "mutation",
  id: "act",
  act: ACT,
};

const down = () => Promise.reject(new TypeError("Network request failed"));

/** Tokens are "who.number"; every third request finds that its token has expired, every fifth that nobody is there. */
function network(below: (bound: number) => number) {
  let asked = 0;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    asked += 1;
    const headers = init.headers as Record<string, string>;
    const { authorization, "accept-language": language } = headers;
    const [who = null, number = "0"] = authorization?.slice(7).split(".") ?? [];
    const [address, search] = url.split("?");
    const variables = init.body
      ? JSON.parse(String(init.body)).variables
      : JSON.parse(new URLSearchParams(search).get("variables") ?? "{}");
    for (let turns = below(4); turns > 0; turns -= 1) await Promise.resolve();
    if (below(5) === 0) throw new TypeError("Network request failed");
    if (who && number === "0" && below(3) === 0)
      return new Response(JSON.stringify({ errors: [{ message: "No.", extensions: { code: "UNAUTHENTICATED" } }] }));
    const echo: Echo = { url: address ?? "", who, language: language ?? null, variables };
    const data = init.method === "POST" ? { act: { echo, userErrors: [] } } : { echo };
    const etag = JSON.stringify(echo);
    const status = headers["if-none-match"] === etag ? 304 : 200;
    return new Response(status === 304 ? null : JSON.stringify({ data }), { status, headers: { etag } });
  };
  return { fetch, asked: () => asked };
}

describe("Whoever asks over one client", () => {
  const signedInAs = new AsyncLocalStorage<string | undefined>();
  const token = (isExpired: boolean) => {
    const who = signedInAs.getStore();
    return who && `${who}.${isExpired ? 1 : 0}`;
  };

  it.each([
    ["with an identity", () => signedInAs.getStore()],
    ["without an identity", undefined],
  ])("gets their own answer, whatever others ask at the same time, %s", async (_, identity) => {
    const seed = newSeed("identity");
    const below = randomOf(seed);
    const { fetch } = network(below);
    const texts = new Map<string, string>();
    const storage: AnswerStorage = {
      get: async (key) => texts.get(key),
      set: async (key, text) => texts.set(key, text),
      delete: (key) => texts.delete(key),
    };
    const kept = offline(storage);
    const connection: { -readonly [Key in keyof Connection]: Connection[Key] } = {
      ...{ url: "/one", token, fetch, retries: 0, offline: kept },
      ...(identity && { identity }),
    };
    const others: Connection[] = ["/two", "/one"].map((url) => ({ ...connection, url, language: "vi" }));
    for (let round = 0; round < 60; round += 1) {
      const calls = Array.from({ length: 12 }, async () => {
        const who = ["an", "bình", undefined][below(3)];
        const through = [connection, ...others][below(3)] ?? connection;
        const variables = { n: below(2) };
        const wanted = { url: through.url, who: who ?? null, language: through.language ?? null };
        const isAct = below(4) === 0;
        const asked = signedInAs.run(who, () =>
          isAct ? request(through, Act, { input: { n: 1 } }) : request(through, Ask, variables),
        );
        const answer = await asked.catch((error) => error.kind as string);
        if (typeof answer === "string") return expect(answer).toMatch(/^(network|unauthenticated)$/);
        const { variables: said, ...echo } = answer.echo;
        expect(echo).toEqual(wanted);
        if (!isAct) expect(said).toEqual(variables);
      });
      await Promise.all(calls);
    }
    const text = [...texts].flat().join();
    expect(/an\.[01]|bình\.[01]/.test(text)).toBe(false);
    expect(texts.size > 0).toBe(identity !== undefined);
  });

  it("shares with themselves, and keeps for themselves, where an identity is given", async () => {
    const { fetch, asked } = network(() => 1);
    const connection: Connection = { url: "/one", token, fetch, identity: () => signedInAs.getStore() };
    const [an, bình] = await Promise.all(
      ["an", "bình"].map((who) =>
        signedInAs.run(who, async () => [await request(connection, Ask), await request(connection, Ask)]),
      ),
    );
    expect([an, bình].flat().map((answer) => answer?.echo.who)).toEqual(["an", "an", "bình", "bình"]);
    const before = asked();
    await signedInAs.run("an", () => Promise.all([request(connection, Ask), request(connection, Ask)]));
    expect(asked() - before).toBe(1);
    const nameless: Connection = { url: "/one", token, fetch };
    await signedInAs.run("an", () => Promise.all([request(nameless, Ask), request(nameless, Ask)]));
    expect(asked() - before).toBe(3);
  });

  it("gets a new token of their own where those of several expire at once", async () => {
    const fetch = async (_url: string, init: RequestInit) => {
      const { authorization = "" } = init.headers as Record<string, string>;
      const isOld = authorization.endsWith("0");
      return new Response(
        JSON.stringify(
          isOld
            ? { errors: [{ message: "No.", extensions: { code: "UNAUTHENTICATED" } }] }
            : { data: { echo: { who: authorization } } },
        ),
      );
    };
    const slow = async (isExpired: boolean) => {
      await Promise.resolve();
      return token(isExpired);
    };
    for (const identity of [undefined, () => signedInAs.getStore()]) {
      const connection: Connection = { url: "/one", token: slow, fetch, identity };
      const answers = await Promise.all(
        ["an", "bình"].map((who) => signedInAs.run(who, () => request(connection, Ask))),
      );
      expect(answers.map(({ echo }) => echo.who)).toEqual(["Bearer an.1", "Bearer bình.1"]);
    }
  });

  it("is not answered, nor acts, as who signs in meanwhile", async () => {
    let who = "an";
    const sent: unknown[] = [];
    const fetch = async (_url: string, init: RequestInit) => {
      sent.push((init.headers as Record<string, string>).authorization);
      who = "bình";
      return new Response("", { status: 503 });
    };
    const connection: Connection = { url: "/one", token: () => who, identity: () => who, fetch };
    for (const call of [
      () => request(connection, Ask),
      () => request(connection, Act, { input: {} }),
      () => request({ ...connection, offline: offline(memoryStorage()) }, Ask),
    ]) {
      who = "an";
      await expect(call()).rejects.toMatchObject({ kind: "aborted" });
    }
    expect(sent).toEqual(["Bearer an", "Bearer an", "Bearer an"]);
  });
});

describe("What is kept of a person", () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    server = await startTestServer();
    url = `${server.url}/graphql`;
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  });
  afterAll(() => server.close());

  const viewerOf = async (connection: Connection) => {
    const answer = await createClient({ retries: 0, ...connection })
      .viewer()
      .catch((error) => error.kind as string);
    return typeof answer === "string" ? answer : [answer.viewer.role, answer.stale ?? false];
  };

  it("comes back with a later token of their account, and to nobody else, nor from another server", async () => {
    const [first, editor] = [await signedIn(server, "sở"), await signedIn(server, "mắt")];
    const later = await signedIn(server, "sở");
    const kept = offline(memoryStorage());
    expect(later.accessToken).not.toBe(first.accessToken);
    expect(await viewerOf({ url, token: first.accessToken, offline: kept })).toEqual(["ADMIN", false]);
    const without = { url, fetch: down, offline: kept };
    expect(await viewerOf({ ...without, token: later.accessToken })).toEqual(["ADMIN", true]);
    for (const other of [
      { token: editor.accessToken },
      { token: "a text that names nobody" },
      { token: () => first.accessToken },
      { token: first.accessToken, identity: "sở" },
      { token: first.accessToken, language: "vi" as const },
      { token: first.accessToken, url: "http://127.0.0.1:1/graphql" },
      {},
    ])
      expect([other, await viewerOf({ ...without, ...other })]).toEqual([other, "network"]);
  });

  it("is theirs by the identity that they give, whatever the token", async () => {
    const { accessToken } = await signedIn(server, "sở");
    const kept = offline(memoryStorage());
    const asks = (identity: string, fetch?: typeof down) =>
      viewerOf({ url, token: async () => accessToken, identity, offline: kept, fetch });
    expect(await asks("sở")).toEqual(["ADMIN", false]);
    expect(await asks("sở", down)).toEqual(["ADMIN", true]);
    expect(await asks("mắt", down)).toBe("network");
  });

  it("is nothing, in no storage, where nobody can tell who asks", async () => {
    const { accessToken } = await signedIn(server, "sở");
    const texts = new Map<string, string>();
    const storage: AnswerStorage = {
      get: (key) => texts.get(key),
      set: (key, text) => texts.set(key, text),
      delete: () => {},
    };
    const nobody = [undefined, () => undefined, () => "", () => null, (() => Promise.resolve("sở")) as never];
    for (const identity of nobody) {
      const connection = { url, token: () => accessToken, identity, offline: offline(storage) };
      expect(await viewerOf(connection)).toEqual(["ADMIN", false]);
      expect(await viewerOf({ ...connection, fetch: down })).toBe("network");
    }
    expect(texts.size).toBe(0);
  });

  it("is a copy that nobody else has, nor one of another server or language", async () => {
    const storage = memoryStorage(Number.POSITIVE_INFINITY);
    let who: string | undefined = "an";
    const connection: Connection = { url, token: () => undefined, identity: () => who };
    const options = {
      storage,
      types: ["AssessmentRound"] as const,
      async *list(_type: string, fresh: Connection) {
        const { assessmentRounds } = await createClient(fresh).assessmentRounds();
        yield* assessmentRounds;
      },
    };
    const copy = copyOf(connection, options);
    const count = async (one: typeof copy) => {
      let found = 0;
      for await (const { id } of one.all("AssessmentRound")) found += (await one.get(id)) ? 1 : 0;
      return found;
    };
    await copy.sync();
    expect(await count(copy)).toBe(2);
    const [id = ""] = await toArray(idsOf(copy), { max: 2 });
    who = "bình";
    expect([await count(copy), await copy.get(id)]).toEqual([0, undefined]);
    who = "an";
    for (const other of [{ url: "http://127.0.0.1:1/" }, { language: "vi" as const }, { identity: "bình" }])
      expect(await count(copyOf({ ...connection, ...other }, options))).toBe(0);
    expect(await count(copyOf({ ...connection }, options))).toBe(2);
    const both = [copy.sync(), copy.sync()];
    who = "bình";
    both.push(copy.sync());
    const [first, second, third] = await Promise.allSettled(both);
    expect([first, second]).toMatchObject([{ reason: { kind: "aborted" } }, { reason: { kind: "aborted" } }]);
    expect([third?.status, await count(copy)]).toEqual(["fulfilled", 2]);
    who = undefined;
    await expect(copy.sync()).rejects.toMatchObject({ kind: "bad-input" });
    await copy.clear();
    who = "bình";
    expect(await count(copy)).toBe(0);
  });
});

async function* idsOf(copy: ReturnType<typeof copyOf>): AsyncGenerator<string> {
  for await (const { id } of copy.all("AssessmentRound")) yield id;
}
