import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient, itemStorage, memoryStorage, offline } from "../../client-sdk/index.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A client without a network", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** The network of a phone, that comes and goes. */
  const network = () => {
    const state = { isUp: true };
    const ask = (url: string, init: RequestInit) =>
      state.isUp ? fetch(url, init) : Promise.reject(new TypeError("Network request failed"));
    return { state, ask };
  };

  it.each(["memory", "items"])("has the last good answer, and says so: %s", async (kind) => {
    const texts = new Map<string, string>();
    const items = {
      getItem: async (key: string) => texts.get(key) ?? null,
      setItem: async (key: string, text: string) => texts.set(key, text),
      removeItem: async (key: string) => texts.delete(key),
    };
    const storage = kind === "memory" ? memoryStorage() : itemStorage(items);
    const { state, ask } = network();
    const url = `${server.url}/graphql`;
    const client = createClient({ url, fetch: ask, retries: 0, offline: offline(storage) });
    const fresh = await client.levelDistribution({ round: "2022" });
    expect(fresh.stale).toBeUndefined();
    state.isUp = false;
    const { stale, fetchedAt, ...kept } = await client.levelDistribution({ round: "2022" });
    expect([stale, kept]).toEqual([true, fresh]);
    expect(Math.abs(Date.now() - Date.parse(fetchedAt ?? ""))).toBeLessThan(60_000);
    await expect(client.levelDistribution({ round: "2020" })).rejects.toMatchObject({ kind: "network" });
    await expect(createClient({ url, fetch: ask, retries: 0 }).viewer()).rejects.toMatchObject({ kind: "network" });
    if (kind === "items") expect([...texts.keys()].every((key) => key.startsWith("hue-health:"))).toBe(true);
  });

  it("is told what is wrong, not what was kept, when the question is wrong", async () => {
    const client = createClient({ url: `${server.url}/graphql`, offline: offline(memoryStorage()) });
    await expect(client.facilityList({ first: 1000 })).rejects.toMatchObject({ kind: "bad-input" });
  });

  it("works with a storage that fails", async () => {
    const broken = () => {
      throw new Error("full");
    };
    const storage = { get: broken, set: broken, delete: broken };
    const client = createClient({ url: `${server.url}/graphql`, offline: offline(storage) });
    expect((await client.viewer()).viewer.role).toBe("PUBLIC");
  });
});
