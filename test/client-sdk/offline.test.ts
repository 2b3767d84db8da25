import { afterAll, beforeAll, expect } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("A client without a network", ({ createClient, itemStorage, memoryStorage, offline }, needing) => {
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

  for (const kind of ["memory", "items"])
    needing("offline")(`has the last good answer, and says so: ${kind}`, async () => {
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

  needing("offline")("asks only whether what it kept still holds, and is sent it anew where it does not", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { accessToken } = await signedIn(server, "sở");
    const answers: [status: number, bytes: number][] = [];
    const ask = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      answers.push([response.status, (await response.clone().arrayBuffer()).byteLength]);
      return response;
    };
    const url = `${server.url}/graphql`;
    const storage = memoryStorage();
    const client = createClient({ url, fetch: ask, offline: offline(storage) });
    const series = () => client.metricSeries({ code: "LINKUPS", subject: "BV-MAT", from: "2026-01-01" });
    const first = await series();
    const began = new Date().toISOString();
    expect([await series(), await series()]).toEqual([first, first]);
    expect(answers.map(([status, bytes]) => [status, bytes > 0])).toEqual([
      [200, true],
      [304, false],
      [304, false],
    ]);
    await createClient({ url, token: accessToken }).recordObservation({
      input: { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 7 },
    });
    const changed = await series();
    expect([answers[3]?.[0], changed.metric?.series.map(({ value }) => value)]).toEqual([200, [7]]);
    // Another program with the same storage, later: what was kept last is what holds.
    const down = () => Promise.reject(new TypeError("Network request failed"));
    const offlineOnly = createClient({ url, fetch: down, retries: 0, offline: offline(storage) });
    const { stale, fetchedAt, ...kept } = await offlineOnly.metricSeries({
      code: "LINKUPS",
      subject: "BV-MAT",
      from: "2026-01-01",
    });
    expect([stale, kept, (fetchedAt ?? "") >= began]).toEqual([true, changed, true]);
  });

  needing("offline")("asks anew in another language, by POST, and where the server names no answer", async () => {
    const asked: (string | undefined)[] = [];
    const ask = (headers: Record<string, string>) => async (_url: string, init: RequestInit) => {
      asked.push((init.headers as Record<string, string>)["if-none-match"]);
      return new Response(JSON.stringify({ data: { matchNames: [] } }), { headers });
    };
    const storage = offline(memoryStorage());
    const tagged = createClient({ url: "/graphql", fetch: ask({ etag: 'W/"a"' }), offline: storage });
    const inVietnamese = createClient({ url: "/graphql", language: "vi", fetch: ask({}), offline: storage });
    const names = ["BV Mắt"];
    await tagged.matchNames({ names });
    await tagged.matchNames({ names });
    for (let times = 0; times < 2; times += 1) await inVietnamese.matchNames({ names });
    const many = Array.from({ length: 100 }, (_, i) => `Trung tâm Y tế số ${i}`);
    for (let times = 0; times < 2; times += 1) await tagged.matchNames({ names: many });
    expect(asked).toEqual([undefined, 'W/"a"', undefined, undefined, undefined, undefined]);
  });

  needing("offline")("is told what is wrong, not what was kept, when the question is wrong", async () => {
    const client = createClient({ url: `${server.url}/graphql`, offline: offline(memoryStorage()) });
    await expect(client.facilityList({ first: 1000 })).rejects.toMatchObject({ kind: "bad-input" });
  });

  needing("offline")("works with a storage that fails", async () => {
    const broken = () => {
      throw new Error("full");
    };
    const storage = { get: broken, set: broken, delete: broken };
    const client = createClient({ url: `${server.url}/graphql`, offline: offline(storage) });
    expect((await client.viewer()).viewer.role).toBe("PUBLIC");
  });
});
