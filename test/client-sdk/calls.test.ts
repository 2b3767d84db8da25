import { EventEmitter, once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { createClient } from "../../client-sdk/index.js";
import { answering, failureOf, SaidServer, silence } from "../support/said-server.js";

const server = new SaidServer();
const serve: SaidServer["serve"] = (answer) => server.serve(answer);
afterEach(() => {
  server.close();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

declare const act: { input: { clientMutationId?: string } };
const viewer = { data: { viewer: { role: "PUBLIC" } } };
const refused = { errors: [{ message: "No.", extensions: { code: "UNAUTHENTICATED" } }] };

describe("A call", () => {
  it("is sent again, a little later each time, when nobody answers, and given up after two more", async () => {
    const url = await serve(answering("", 503));
    const start = performance.now();
    await failureOf(createClient({ url }).viewer());
    expect(server.received).toHaveLength(3);
    expect(performance.now() - start).toBeGreaterThan(400);
    server.received = [];
    await failureOf(createClient({ url, retries: 0 }).viewer());
    expect(server.received).toHaveLength(1);
  });

  it("is not sent again when it will stay wrong, nor an act without a name", async () => {
    const url = await serve(answering("", 400));
    await failureOf(createClient({ url }).viewer());
    expect(server.received).toHaveLength(1);
    server.close();
    server.received = [];
    const failing = await serve(answering("", 503));
    await failureOf(createClient({ url: failing }).endSession({ refreshToken: "x" }));
    expect(server.received).toHaveLength(1);
  });

  it("of an act is sent again under the same name", async () => {
    const done = { data: { observationWithdraw: { observation: null, userErrors: [] } } };
    const url = await serve((message, response) =>
      server.received.length === 1 ? response.destroy() : answering(done)(message, response),
    );
    await createClient({ url }).withdrawObservation({ input: { id: "x", expectedVersion: 1, reason: "Nhầm." } });
    const names = server.received.map(({ asked }) => (asked.variables as typeof act).input.clientMutationId);
    expect([names.length, new Set(names).size]).toEqual([2, 1]);
  });

  it("waits twice as long each time, up to half more or less, so that clients who failed together come apart", async () => {
    jest.useFakeTimers();
    const at: number[] = [];
    const fetch = async () => {
      at.push(Date.now());
      return new Response("", { status: 503 });
    };
    const waits = async (chance: number) => {
      jest.spyOn(Math, "random").mockReturnValue(chance);
      at.length = 0;
      const failure = failureOf(createClient({ url: "http://proxy", fetch, retries: 3 }).viewer());
      await jest.advanceTimersByTimeAsync(10_000);
      await failure;
      return at.slice(1).map((time, i) => time - (at[i] ?? 0));
    };
    expect(await waits(0)).toEqual([150, 300, 600]);
    expect(await waits(0.5)).toEqual([300, 600, 1200]);
    expect(await waits(1)).toEqual([450, 900, 1800]);
  });

  it("waits as long as the server says", async () => {
    const url = await serve((message, response) =>
      server.received.length === 1
        ? answering("", 429, { "retry-after": "1" })(message, response)
        : answering(viewer)(message, response),
    );
    const start = performance.now();
    expect(await createClient({ url }).viewer()).toEqual(viewer.data);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    server.received = [];
    // What would take longer than the call may is not waited for.
    const error = await failureOf(createClient({ url, timeoutMs: 500 }).viewer());
    expect(error).toMatchObject({ kind: "rate-limited", retryAfter: 1 });
  });

  it("understands a day and an hour too, as some proxies say it", async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const url = await serve(answering("", 503, { "retry-after": inAnHour }));
    const { retryAfter } = await failureOf(createClient({ url }).viewer());
    expect(server.received).toHaveLength(1);
    expect(Math.abs((retryAfter ?? 0) - 3600)).toBeLessThan(10);
    for (const said of ["soon", new Date(0).toUTCString()]) {
      const fetch = async () => new Response("", { status: 503, headers: { "retry-after": said } });
      expect(await failureOf(createClient({ url, fetch, retries: 0 }).viewer())).toMatchObject({ retryAfter: null });
    }
  });

  it("asks for another token once when the one before it is not accepted", async () => {
    const url = await serve((message, response) =>
      message.headers.authorization === "Bearer new"
        ? answering(viewer)(message, response)
        : answering(refused, 401)(message, response),
    );
    const asked: boolean[] = [];
    const token = async (isExpired: boolean) => {
      asked.push(isExpired);
      return isExpired ? "new" : "old";
    };
    expect(await createClient({ url, token }).viewer()).toEqual(viewer.data);
    expect(asked).toEqual([false, true]);
    expect(await failureOf(createClient({ url, token: async () => "old" }).viewer())).toMatchObject({
      kind: "unauthenticated",
    });
    expect(server.received).toHaveLength(4);
  });

  it("of several queries of one identity asks for one other token, which they share", async () => {
    const url = await serve((message, response) => {
      const isNew = message.headers.authorization === "Bearer new";
      (isNew ? answering(viewer) : answering(refused, 401))(message, response);
    });
    const asked: boolean[] = [];
    const refusals = new EventEmitter();
    const allRefused = once(refusals, "all");
    let refusalsRead = 0;
    /** Tells when the third refusal has been read. */
    const noting = async (address: string, init: RequestInit): Promise<Response> => {
      const response = await fetch(address, init);
      const text = await response.text();
      const read = async () => {
        if (response.status === 401) refusalsRead += 1;
        if (refusalsRead === 3) setImmediate(() => refusals.emit("all"));
        return text;
      };
      return Object.assign(response, { text: read });
    };
    const token = async (isExpired: boolean) => {
      asked.push(isExpired);
      if (isExpired) await allRefused;
      return isExpired ? "new" : "old";
    };
    const client = createClient({ url, token, identity: "an", fetch: noting });
    const other = createClient({ url, token, identity: "an", fetch: noting });
    await Promise.all([client.viewer(), client.legalBasis(), other.roadmapByYear()]);
    expect(asked.sort()).toEqual([false, false, false, true]);
    expect(server.received).toHaveLength(6);
  });

  it("is sent without a token where the function has none, and rejects with what the function throws", async () => {
    const url = await serve(answering(viewer));
    await createClient({ url, token: () => undefined }).viewer();
    expect(server.received[0]?.headers).not.toHaveProperty("authorization");
    const locked = new Error("The keychain is locked.");
    const token = () => Promise.reject(locked);
    await expect(createClient({ url, token }).viewer()).rejects.toBe(locked);
    expect(server.received).toHaveLength(1);
  });

  it("is shared by those who ask the same at the same time, and not with who may abort", async () => {
    const meeting = new EventEmitter();
    const url = await serve((message, response) => {
      if (server.received.length > 2) return answering(viewer)(message, response);
      meeting.once("both", () => answering(viewer)(message, response));
      if (server.received.length === 2) meeting.emit("both");
    });
    const client = createClient({ url });
    const { signal } = new AbortController();
    await Promise.all([client.viewer(), client.viewer(), client.viewer({}, { signal })]);
    expect(server.received).toHaveLength(2);
    await client.viewer();
    expect(server.received).toHaveLength(3);
  });

  it("that is not answered in time is of kind timeout, by the client's limit or the call's", async () => {
    const url = await serve(silence);

    expect(await failureOf(createClient({ url, timeoutMs: 50 }).viewer())).toMatchObject({
      kind: "timeout",
      message: "Viewer got no answer in time.",
    });
    expect(await failureOf(createClient({ url }).viewer({}, { timeoutMs: 60 }))).toMatchObject({
      kind: "timeout",
      message: "Viewer got no answer in time.",
    });
  });

  it("whose answer does not end in time is of kind timeout too", async () => {
    const url = await serve((_message, response) => {
      response.write('{"data":');
    });

    expect(await failureOf(createClient({ url, timeoutMs: 100 }).viewer())).toMatchObject({ kind: "timeout" });
  });

  it("that the caller aborts is of kind aborted, with the reason as its cause", async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort("left the page"));

    expect(await failureOf(createClient({ url }).viewer({}, { signal: controller.signal }))).toMatchObject({
      kind: "aborted",
      operation: "Viewer",
      cause: "left the page",
    });
    expect(server.received).toHaveLength(1);
  });

  it("with a signal that was aborted before sends nothing", async () => {
    const url = await serve(answering(viewer));

    expect(await failureOf(createClient({ url }).viewer({}, { signal: AbortSignal.abort() }))).toMatchObject({
      kind: "aborted",
    });
    expect(server.received).toHaveLength(0);
  });

  it("waits for ever when the limit is Infinity", async () => {
    jest.useFakeTimers();
    let give: (answer: Response) => void = () => undefined;
    const fetch = () => new Promise<Response>((resolve) => (give = resolve));
    const call = createClient({ url: "http://nobody", fetch, timeoutMs: Infinity }).viewer();
    await jest.advanceTimersByTimeAsync(2 ** 32);
    expect(await Promise.race([call, "waiting"])).toBe("waiting");
    give(Response.json(viewer));
    expect(await call).toEqual(viewer.data);
  });

  it("may take 15 seconds where nothing else is said, its retries included", async () => {
    jest.useFakeTimers();
    const start = Date.now();
    const failure = failureOf(createClient({ url: "http://nobody", fetch: () => new Promise(() => {}) }).viewer());
    await jest.advanceTimersByTimeAsync(14_999);
    expect(await Promise.race([failure, "waiting"])).toBe("waiting");
    await jest.advanceTimersByTimeAsync(1);
    expect([(await failure).kind, Date.now() - start]).toEqual(["timeout", 15_000]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each(["a token that does not come", "a fetch that hears no signal"])(
    "ends in time in spite of %s",
    async (what) => {
      let sent = 0;
      const isToken = what.startsWith("a token");
      let give: (token: string) => void = () => undefined;
      const slow = () => new Promise<string>((resolve) => (give = resolve));
      const fetch = () => {
        sent += 1;
        return new Promise<Response>(() => {});
      };
      const client = createClient({ url: "http://nobody", fetch, token: isToken ? slow : undefined });
      expect(await failureOf(client.viewer({}, { timeoutMs: 50 }))).toMatchObject({ kind: "timeout" });
      const { signal } = { signal: AbortSignal.timeout(50) };
      expect(await failureOf(client.viewer({}, { signal }))).toMatchObject({ kind: "aborted", cause: signal.reason });
      give("late");
      await turn();
      expect(sent).toBe(isToken ? 0 : 2);
    },
  );

  it("is not sent again once it was aborted", async () => {
    jest.useFakeTimers();
    const fetch = jest.fn(async () => new Response("", { status: 503 }));
    const controller = new AbortController();
    const client = createClient({ url: "http://nobody", fetch, retries: 9 });
    const call = failureOf(client.viewer({}, { signal: controller.signal }));
    await jest.advanceTimersByTimeAsync(0);
    controller.abort();
    expect(await call).toMatchObject({ kind: "aborted" });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("The variables of a method", () => {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return new Response('{"data":{"area":null}}');
  };
  /** Without types, as JavaScript calls it. */
  const client = createClient({ url: "/graphql", fetch }) as unknown as Record<
    string,
    (variables?: unknown) => Promise<unknown>
  >;
  const known = "code, asOf, first, after";
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  it.each([
    ["districtPage", { cod: "46" }, `DistrictPage has no variable "cod"; it has ${known}.`],
    ["districtPage", { code: undefined }, 'DistrictPage needs the variable "code".'],
    ["districtPage", { code: null }, 'DistrictPage needs the variable "code".'],
    ["districtPage", undefined, 'DistrictPage needs the variable "code".'],
    ["districtPage", null, 'DistrictPage needs the variable "code".'],
    ["districtPage", { code: "46", asof: "2022-12-07" }, `DistrictPage has no variable "asof"; it has ${known}.`],
    ["districtPage", "46", `DistrictPage has no variable "0"; it has ${known}.`],
    ["viewer", { asOf: "2022-12-07" }, 'Viewer has no variable "asOf"; it has none.'],
    ["recordObservation", {}, 'RecordObservation needs the variable "input".'],
    ["recordObservation", { inputs: {} }, 'RecordObservation has no variable "inputs"; it has input.'],
    ["recordObservation", { input: circular }, "Variables of RecordObservation are no JSON."],
    ["districtPage", { code: [46n] }, "Variables of DistrictPage are no JSON."],
  ])("of %s are not %j: it says so, and sends nothing", async (method, variables, message) => {
    asked.length = 0;
    const { kind, message: said } = await failureOf(client[method]?.(variables) ?? Promise.resolve());
    expect([kind, said, asked]).toEqual(["bad-input", message, []]);
  });

  it("that are undefined are left out", async () => {
    asked.length = 0;
    await client.districtPage?.({ code: "46", asOf: undefined });
    expect(asked.map((url) => new URL(url, "http://x").searchParams.get("variables"))).toEqual(['{"code":"46"}']);
  });
});
