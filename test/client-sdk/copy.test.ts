import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type AnswerStorage,
  type Client,
  type CopyOptions,
  copyOf,
  createClient,
  everyNode,
  FacilityList,
  MetricSeries,
  memoryStorage,
  offline,
  request,
} from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { done } from "../support/done.js";
import { Figures, type Known } from "../support/figures.js";
import { FIGURES, importLines } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { startTestServer, type TestServer } from "../support/server.js";

const REASON = { reason: "Thử." };

describe("A copy that an app keeps", () => {
  let server: TestServer;
  let department: Client;
  let figures: Figures;
  let url: string;

  beforeAll(async () => {
    server = await startTestServer();
    url = `${server.url}/graphql`;
    await addTestAccount(server.db, "sở", "ADMIN");
    const { accessToken, headers } = await signedIn(server, "sở");
    department = createClient({ url, token: accessToken });
    figures = new Figures(server, headers);
  });
  afterAll(() => server.close());

  /** All facilities, and the link-ups of the eye hospital alone. */
  const WANTED: Omit<CopyOptions, "storage"> = {
    types: ["Facility", "Observation"],
    async *list(type, connection) {
      if (type === "Facility")
        yield* everyNode(async (after) => (await request(connection, FacilityList, { first: 10, after })).facilities);
      else {
        const { metric } = await request(connection, MetricSeries, { code: "LINKUPS", subject: "BV-MAT" });
        yield* metric?.series ?? [];
      }
    },
    wants: (object) =>
      object.__typename !== "Observation" ||
      (object.metric.code === "LINKUPS" && (object.subject as { code: string }).code === "BV-MAT"),
  };

  const keep = (storage: AnswerStorage, options: Partial<CopyOptions> = {}, ask: typeof fetch = fetch) =>
    copyOf({ url, fetch: ask as never, retries: 0 }, { ...WANTED, ...options, storage });

  /** What it has, by id: the same whatever the order in which it came. */
  async function contentOf(copy: ReturnType<typeof copyOf>): Promise<Map<string, unknown>> {
    const content = new Map<string, unknown>();
    for (const type of ["Facility", "Observation"] as const)
      for await (const object of copy.all(type)) content.set(object.id, object);
    return content;
  }

  async function freshContent(): Promise<Map<string, unknown>> {
    const fresh = keep(memoryStorage(Number.POSITIVE_INFINITY));
    await fresh.sync();
    return contentOf(fresh);
  }

  /** A figure that was never given before: a correction that corrects nothing is refused. */
  let given = 100;
  const another = (random: (below: number) => number): number => {
    given += 1 + random(9);
    return given;
  };

  /** Figures of both hospitals, beds of a facility, and now and then a file. */
  async function act(random: (below: number) => number, known: Known[], day: number): Promise<void> {
    const on = new Date(Date.UTC(2010, 0, day)).toISOString().slice(0, 10);
    const chosen = random(known.length);
    const figure = known[chosen];
    const kind = random(8);
    if (kind === 0) {
      const { facility } = await department.facilityCard({ code: "BV-PHOI" });
      const found = await versionOf(facility?.id ?? "");
      const input = { id: facility?.id ?? "", expectedVersion: found, actualBeds: another(random), ...REASON };
      done(await department.correctFacility({ input }));
    } else if (kind === 1) {
      const lines = ["BV-MAT", "BV-TAMTHAN"].map((subject) => `LINKUPS,${subject},,${on},${another(random)},,,,,`);
      await importLines(server.db, "observations", `own-${day}.csv`, [FIGURES, ...lines]);
    } else if (!figure || kind <= 4) {
      const subject = random(4) === 0 ? "BV-TAMTHAN" : "BV-MAT";
      known.push(await figures.record({ on, subject, value: another(random) }));
    } else if (kind <= 6) known[chosen] = await figures.correct(figure, another(random));
    else {
      await figures.withdraw(figure);
      known.splice(chosen, 1);
    }
  }

  async function versionOf(id: string): Promise<number> {
    const Version = {
      name: "Version",
      kind: "query",
      text: "query Version($id: ID!) { node(id: $id) { ... on Facility { version } } }",
    } as const;
    return ((await request({ url }, Version, { id })) as { node: { version: number } }).node.version;
  }

  /** A storage of a program that is killed: nothing is written any more after so many writes. */
  function killable() {
    const kept = memoryStorage(Number.POSITIVE_INFINITY);
    let left = Number.POSITIVE_INFINITY;
    const write =
      <Arguments extends unknown[]>(act: (...all: Arguments) => unknown) =>
      (...all: Arguments) => {
        if (left <= 0) throw new Error("killed");
        left -= 1;
        return act(...all);
      };
    const storage: AnswerStorage = { get: kept.get, set: write(kept.set), delete: write(kept.delete) };
    const liveFor = (writes: number) => {
      left = writes;
    };
    return { storage, liveFor };
  }

  it.each([1, 2])(
    "is the same as a fresh one after random acts, however often it was killed and went on, time %i",
    async (run) => {
      const random = randomOf(newSeed(`acts beside a copy that is killed, time ${run}`));
      const { storage, liveFor } = killable();
      const known: Known[] = [];
      const killedIn: number[] = [];
      for (let round = 0; round < 16; round += 1) {
        // At first while it loads, which takes more than 42 writes; once it is there, while it follows.
        liveFor(round < 3 ? random(43) : round === 3 ? Number.POSITIVE_INFINITY : random(6));
        // A new program each time: it knows no more than what is stored.
        await keep(storage)
          .sync()
          .catch((error: Error) => {
            expect(error.message).toBe("killed");
            killedIn.push(round);
          });
        for (let step = 0; step < 4; step += 1) await act(random, known, run * 1000 + round * 10 + step);
      }
      // While it loaded, and while it followed.
      expect(killedIn[0]).toBe(0);
      expect(killedIn.at(-1)).toBeGreaterThan(3);
      liveFor(Number.POSITIVE_INFINITY);
      const copy = keep(storage);
      await copy.sync();
      const content = await contentOf(copy);
      expect(content.size).toBeGreaterThan(42);
      expect(content).toEqual(await freshContent());
      const [id = ""] = content.keys();
      expect(await copy.get(id)).toEqual(content.get(id));
    },
  );

  it("asks for nothing but what has changed, once it is there", async () => {
    const asked: string[] = [];
    const ask = (async (address: string, init: RequestInit) => {
      const { searchParams } = new URL(address);
      asked.push(searchParams.get("documentId") ?? JSON.parse(String(init.body)).documentId);
      return fetch(address, init);
    }) as typeof fetch;
    const storage = memoryStorage(Number.POSITIVE_INFINITY);
    const copy = keep(storage, {}, ask);
    await Promise.all([copy.sync(), copy.sync()]);
    const atFirst = asked.splice(0).length;
    await figures.record({ on: "2011-01-01", value: 1 });
    await keep(storage, {}, ask).sync();
    expect([atFirst, asked.length]).toEqual([10, 1]);
    expect(await contentOf(copy)).toEqual(await freshContent());
  });

  it("loads anew what the server says is another, and takes out what is gone", async () => {
    const storage = memoryStorage(Number.POSITIVE_INFINITY);
    const copy = keep(storage);
    await copy.sync();
    const state = JSON.parse((await storage.get("copy")) as string);
    const gone = "T2JzZXJ2YXRpb246OTk5OTk5";
    const withGone = (cursor: string) => {
      storage.set(`copy:${gone}`, JSON.stringify({ __typename: "Observation", id: gone }));
      const ids = state.ids.map(([type, all]: [string, string[]]) => [type, [...all, gone]]);
      storage.set("copy", JSON.stringify({ cursor, ids }));
    };
    // A database that was put back: the copy has seen more than there is.
    withGone(state.cursor);
    await server.db.transaction((tx) =>
      tx.query("UPDATE data_revision SET revision = revision - 1 WHERE revision > 0"),
    );
    expect((await contentOf(copy)).has(gone)).toBe(true);
    await copy.sync();
    expect(await contentOf(copy)).toEqual(await freshContent());
    expect(await copy.get(gone)).toBeUndefined();
    // A cursor of another server.
    withGone("of another server");
    await copy.sync();
    expect(await contentOf(copy)).toEqual(await freshContent());
    expect(await storage.get(`copy:${gone}`)).toBeUndefined();
  });

  it("loads a type that a newer version of the app wants as well", async () => {
    const storage = memoryStorage(Number.POSITIVE_INFINITY);
    const older = keep(storage, { types: ["Facility"] });
    await older.sync();
    expect((await contentOf(older)).size).toBe(42);
    const newer = keep(storage);
    await newer.sync();
    expect(await contentOf(newer)).toEqual(await freshContent());
  });

  it("begins with nothing that was kept or asked for before its cursor", async () => {
    const answers = memoryStorage();
    const connection = { url, offline: offline(answers), retries: 0 };
    await request(connection, FacilityList, { first: 10, after: null });
    let calls = 0;
    const failing = async (address: string, init: RequestInit) => {
      calls += 1;
      return calls === 2 ? Promise.reject(new TypeError("no network")) : fetch(address, init);
    };
    const copy = copyOf({ ...connection, fetch: failing }, { ...WANTED, storage: memoryStorage(1000) });
    await expect(copy.sync()).rejects.toMatchObject({ kind: "network", operation: "FacilityList" });
    expect(await contentOf(copy)).toEqual(new Map());
    await copy.sync();
    expect(await contentOf(copy)).toEqual(await freshContent());
  });

  it("can be aborted, and emptied", async () => {
    const storage = memoryStorage(Number.POSITIVE_INFINITY);
    const copy = keep(storage);
    await expect(copy.sync({ signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: "aborted" });
    await copy.sync();
    const ids = [...(await contentOf(copy)).keys()];
    await copy.clear();
    expect(await contentOf(copy)).toEqual(new Map());
    for (const id of ids) expect(await storage.get(`copy:${id}`)).toBeUndefined();
    await copy.sync();
    expect(await contentOf(copy)).toEqual(await freshContent());
  });
});
