import { once } from "node:events";
import { readdirSync, readlinkSync, statSync } from "node:fs";
import { Agent, get as httpGet, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { importFile } from "../../client-sdk/index.js";
import { ConcurrencyLimit } from "../../server/http/concurrency-limit.js";
import type { Pace } from "../../server/http/connection-watch.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { FIGURES } from "../support/importing.js";
import { addManyFigures } from "../support/many-figures.js";
import { connectTo, postOf, receivedFrom, sendRaw } from "../support/raw-client.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT, formOf, send } from "../support/uploads.js";

const PACE: Pace = { silenceMs: 400, leastBytes: 1000, overMs: 1200, everyMs: 20 };
const QUESTION = JSON.stringify({ query: "{ viewer { role } }" });
const MEGABYTE = 2 ** 20;

describe("A client", () => {
  let server: TestServer;
  let department: Record<string, string>;
  beforeAll(async () => {
    const database = await loadedDatabase();
    await addManyFigures(database.db, 4);
    server = await serve(database, {}, { pace: PACE });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = (await signedIn(server, "sở")).headers;
  });
  afterEach(() => {
    // Whatever a client does or leaves undone is no error of the server.
    expect(server.reported.splice(0)).toEqual([]);
    jest.restoreAllMocks();
  });
  afterAll(() => server.close());

  const isAlive = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const fileOf = (rows: number) => {
    const day = (i: number) => new Date(Date.UTC(1850, 0, 1 + i)).toISOString().slice(0, 10);
    return `${[FIGURES, ...Array.from({ length: rows }, (_, i) => `LINKUPS,BV-MAT,,${day(i)},1,,,,,`)].join("\n")}\n`;
  };
  /** Also where the connection breaks. */
  const closed = (socket: Socket) =>
    new Promise<void>((resolve) => (socket.closed ? resolve() : socket.once("close", () => resolve())));
  /** A request with a file, as it goes over the wire. */
  const uploadOf = (content: string, headers: Record<string, string>, length?: number) => {
    const operations = JSON.stringify({
      query: FILE_IMPORT,
      variables: { input: { format: "OBSERVATIONS", dryRun: true, file: null } },
    });
    const part = (name: string, value: string) =>
      `--x\r\ncontent-disposition: form-data; name=${name}\r\n\r\n${value}\r\n`;
    const body = `${part('"operations"', operations)}${part('"map"', '{"0":["variables.input.file"]}')}${part('"0"; filename="a.csv"', content)}--x--\r\n`;
    const all: Record<string, string> = {
      host: "x",
      ...headers,
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(length ?? Buffer.byteLength(body)),
    };
    const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return { head: `POST /graphql HTTP/1.1\r\n${head.join("")}\r\n`, body };
  };
  /** Sends so much each time, as over a bad line, until all is sent or the server has ended it. */
  async function dribble(socket: Socket, text: string, bytes: number, everyMs: number): Promise<number> {
    const began = performance.now();
    for (let at = 0; at < text.length && socket.writable && !socket.closed; at += bytes) {
      socket.write(text.slice(at, at + bytes));
      await wait(everyMs);
    }
    return performance.now() - began;
  }

  it.each([
    ["sends nothing", ""],
    ["sends half a head", "POST /graphql HTTP/1.1\r\nhost: x\r\naccept-language: vi"],
    ["sends half a JSON text", postOf(QUESTION.slice(0, 10), "", QUESTION.length)],
    [
      "says that it sends pieces, and sends none",
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
    ],
  ])("that %s is told so with 408, and cut off", async (_what, sent) => {
    expect(await sendRaw(server, sent)).toMatchObject({ status: 408, code: "REQUEST_TIMEOUT" });
  });

  it("that sends half a head, a byte at a time, is cut off when the time for a head is over", async () => {
    const socket = await connectTo(server);
    const received = receivedFrom(socket);
    const ms = await dribble(socket, `GET /healthz HTTP/1.1\r\nx: ${"x".repeat(1000)}`, 1, 20);
    expect((await received).status).toBe(408);
    expect(ms).toBeLessThan(5 * PACE.silenceMs);
  });

  it("is not late with a head that came while the server did not listen", async () => {
    const socket = await connectTo(server);
    const received = receivedFrom(socket);
    socket.write("GET /healthz HTTP/1.1\r\nhost: x\r\n");
    // The server has met the connection and the half of a head.
    await isAlive();
    socket.write("connection: close\r\n\r\n");
    for (const until = performance.now() + 2 * PACE.silenceMs; performance.now() < until; );
    expect(await received).toMatchObject({ status: 200 });
  });

  it("that sends half a head behind a stream which goes on is told nothing before that ends, and costs nothing meanwhile", async () => {
    const asked = once(server.http, "request") as Promise<[IncomingMessage, ServerResponse]>;
    const socket = await connectTo(server);
    let received = "";
    socket.on("data", (data) => (received += data));
    socket.write("GET /changes/stream HTTP/1.1\r\nhost: x\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n");
    const [, stream] = await asked;
    const before = stream.listenerCount("finish");
    // It is looked at twenty times when the time for a head is over.
    await wait(PACE.silenceMs + 20 * PACE.everyMs);
    expect(stream.listenerCount("finish")).toBe(before + 1);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200"]);
    socket.destroy();
  });

  it("reads in its own language that its request has not arrived", async () => {
    const { text } = await sendRaw(server, postOf("{", "accept-language: vi\r\n", 100));
    expect(text).toContain("Yêu cầu không đến đủ");
  });

  it("that sends half a file is told so, and leaves its place to the next", async () => {
    const { head, body } = uploadOf(fileOf(10), department);
    const half = () => sendRaw(server, head, body.slice(0, -200));
    for (const each of await Promise.all([half(), half(), half(), half()])) {
      expect(each).toMatchObject({ status: 408, code: "REQUEST_TIMEOUT" });
    }
    // Its place is free a moment after it is told, and never if it kept it.
    let next = await half();
    while (next.status === 429) next = await half();
    expect(next).toMatchObject({ status: 408, code: "REQUEST_TIMEOUT" });
  });

  it("may take much longer over a file than it may be silent", async () => {
    const { head, body } = uploadOf(fileOf(200), { ...department, connection: "close" });
    const socket = await connectTo(server);
    const received = receivedFrom(socket);
    const ms = await dribble(socket, head + body, 150, 50);
    expect((await received).text).toContain('"rows":200');
    expect(ms).toBeGreaterThan(5 * PACE.silenceMs);
  });

  it("that is never silent, but sends next to nothing, is cut off", async () => {
    const { head, body } = uploadOf(fileOf(200), department);
    const socket = await connectTo(server);
    const received = receivedFrom(socket);
    socket.write(head);
    const ms = await dribble(socket, body, 1, 50);
    expect(await received).toMatchObject({ status: 408, code: "REQUEST_TIMEOUT" });
    expect(ms).toBeGreaterThan(PACE.overMs * 0.9);
  });

  it("that asks again on its connection is served, however long it was silent in between", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async () => {
      const [response] = (await once(httpGet(`${server.url}/healthz`, { agent }), "response")) as [IncomingMessage];
      const { localPort } = response.socket;
      response.resume();
      await once(response, "end");
      return localPort;
    };
    const first = await ask();
    // The silence itself is what is tried.
    await wait(3 * PACE.overMs);
    expect(await ask()).toBe(first);
    agent.destroy();
  });

  it.each([
    ["a list", "/export/observations.csv?metric=LINKUPS", 1],
    ["answers to many questions", `/graphql?query=${encodeURIComponent(getIntrospectionQuery())}`, 60],
  ])("that asks for %s and takes nothing of it is cut off", async (_what, path, times) => {
    const meeting = once(server.http, "connection") as Promise<[Socket]>;
    const socket = await connectTo(server);
    socket.pause();
    const [served] = await meeting;
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(times));
    await closed(served);
    await isAlive();
    socket.destroy();
  });

  it.each([
    ["lists", "/export/observations.csv?metric=LINKUPS", 8],
    ["change streams", "/changes/stream", 20],
  ])("that asks for as many %s as it may, behind each other, and leaves, keeps no place", async (_what, path, most) => {
    const taking = jest.spyOn(ConcurrencyLimit.prototype, "take");
    for (let times = 0; times < 2; ) {
      taking.mockClear();
      // Whoever asks whether the server is alive may come on a connection of its own.
      const met: Socket[] = [];
      const meet = (each: Socket) => void met.push(each);
      server.http.on("connection", meet);
      const socket = await connectTo(server);
      socket.pause();
      const isOurs = ({ remotePort }: Socket) => remotePort === socket.localPort;
      while (!met.some(isOurs)) await isAlive();
      const served = met.find(isOurs) as Socket;
      server.http.off("connection", meet);
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(most));
      while (taking.mock.results.length < most && !served.closed) await isAlive();
      // Those who left before may still be leaving, and whom a busy machine makes slow is cut off: then it is tried again.
      const wereAllTaken = !served.closed && taking.mock.results.every(({ value }) => value);
      socket.destroy();
      await closed(served);
      // Were it tried again at once, those who have left just now would be in the way.
      if (wereAllTaken) times += 1;
      else await wait(500);
    }
    let next = await fetch(`${server.url}${path}`);
    // The last who left may still be leaving.
    while (next.status === 429) next = await fetch(`${server.url}${path}`);
    expect(next.status).toBe(200);
    await next.body?.cancel();
  });

  it("that leaves in the middle of a page's files leaves none of them open", async () => {
    const folder = "playground/dist/assets";
    const [largest = ""] = readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size);
    const isOfPage = (fd: string): boolean => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).includes(folder);
      } catch {
        return false;
      }
    };
    const open = () => readdirSync("/proc/self/fd").filter(isOfPage).length;
    const meeting = once(server.http, "connection") as Promise<[Socket]>;
    const socket = await connectTo(server);
    socket.pause();
    const [served] = await meeting;
    socket.write(`GET /playground/assets/${largest} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(20));
    while (open() === 0) await isAlive();
    socket.destroy();
    await closed(served);
    while (open() > 0) await isAlive();
  });

  it("that takes a list slowly gets all of it", async () => {
    const path = `${server.url}/export/observations.csv?metric=LINKUPS`;
    const whole = await (await fetch(path)).arrayBuffer();
    const began = performance.now();
    let bytes = 0;
    const reader = (await fetch(path)).body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      bytes += part.value.length;
      // The slowness itself is what is tried.
      if (performance.now() - began < 3 * PACE.overMs) await wait(100);
    }
    expect(bytes).toBe(whole.byteLength);
    expect(performance.now() - began).toBeGreaterThan(2 * PACE.overMs);
  });

  describe("that still sends when it is refused", () => {
    const large = "x".repeat(40 * MEGABYTE);
    let server: TestServer;
    beforeAll(async () => {
      // So much is made ready here that it would take too long at the pace of the others.
      server = await startTestServer();
    });
    afterAll(() => server.close());

    const refusals = [
      ["without a token", {}, 401, "UNAUTHENTICATED"],
      ["with a token that is not good", { authorization: "Bearer x" }, 401, "UNAUTHENTICATED"],
    ] as const;

    it.each(refusals)("reads why, %s", async (_who, headers, status, code) => {
      const answer = await send(server, formOf({ format: "OBSERVATIONS" }, large, "a.csv"), headers);
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([status, code]);
    });

    it("reads it with the SDK too", async () => {
      const connection = { url: `${server.url}/graphql`, retries: 0 };
      const refused = importFile(connection, new Blob([large]), { format: "OBSERVATIONS" });
      await expect(refused).rejects.toMatchObject({ kind: "unauthenticated", code: "UNAUTHENTICATED", status: 401 });
    });

    it("reads that a question is too large", async () => {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: large }),
      });
      expect([response.status, await response.text()]).toEqual([413, expect.stringContaining("PAYLOAD_TOO_LARGE")]);
    });

    it("reads it though it looks only when it has sent all, and may go on on the same connection", async () => {
      const { head, body } = uploadOf(large, {});
      const socket = await connectTo(server);
      socket.pause();
      await new Promise((resolve) => socket.write(head + body, resolve));
      socket.write("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
      const { text } = await receivedFrom(socket);
      expect(text.match(/HTTP\/1\.1 \d+ \w+/g)).toEqual(["HTTP/1.1 401 Unauthorized", "HTTP/1.1 200 OK"]);
    });
  });

  it("that falls silent while it sends what is refused is cut off", async () => {
    const { head, body } = uploadOf("x", {}, 1000);
    expect((await sendRaw(server, head, body)).status).toBe(401);
  });

  it("that is an editor has so many files on the way, and does not keep the Department waiting", async () => {
    const ample = await startTestServer();
    await addTestAccount(ample.db, "sở", "ADMIN");
    await addTestAccount(ample.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const [{ headers: sở }, { headers: mắt }] = [await signedIn(ample, "sở"), await signedIn(ample, "mắt")];
    const taking = jest.spyOn(ConcurrencyLimit.prototype, "take");
    const begun = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { head, body } = uploadOf(fileOf(10), mắt);
        const socket = await connectTo(ample);
        socket.write(head + body.slice(0, -200));
        return socket;
      }),
    );
    while (taking.mock.results.length < 4) await isAlive();
    const input = { format: "OBSERVATIONS", dryRun: true };
    const upload = (headers: Record<string, string>) => send(ample, formOf(input, fileOf(2), "a.csv"), headers);
    const [own, other] = await Promise.all([upload(mắt), upload(sở)]);
    expect([own.status, own.headers.get("retry-after"), own.errors?.[0]?.extensions.code]).toEqual([
      ...[429, "5", "RATE_LIMITED"],
    ]);
    expect(other.data?.fileImport.report).toMatchObject({ rows: 2 });
    for (const socket of begun) socket.destroy();
    await ample.close();
  });

  it("is answered beside 500 that wait on their connections, and 500 that send at the same moment", async () => {
    const many = await Promise.all(Array.from({ length: 500 }, () => connectTo(server)));
    const answered = (socket: Socket) => once(socket, "data").then(([data]) => String(data).slice(9, 12));
    const first = Promise.all(many.map(answered));
    for (const socket of many) socket.write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    expect(new Set(await first)).toEqual(new Set(["200"]));
    await isAlive();
    const bytes = postOf(QUESTION).toString().replace("connection: close\r\n", "");
    const second = Promise.all(many.map(answered));
    for (const socket of many) socket.write(bytes.slice(0, -5));
    await isAlive();
    for (const socket of many) socket.write(bytes.slice(-5));
    await isAlive();
    expect(new Set(await second)).toEqual(new Set(["200"]));
    for (const socket of many) socket.destroy();
  });
});
