import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { newSeed, randomOf } from "../support/random.js";
import { connectTo } from "../support/raw-client.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const PACE = { silenceMs: 300, leastBytes: 100, overMs: 1000, everyMs: 20 };
const CONNECTIONS = 600;
const AT_ONCE = 12;

describe("Whatever a client sends", () => {
  let server: TestServer;
  let authorization: string;
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), {}, { pace: PACE });
    await addTestAccount(server.db, "sở", "ADMIN");
    authorization = (await signedIn(server, "sở")).headers.authorization ?? "";
  });
  afterAll(() => server.close());

  const below = randomOf(newSeed("raw requests"));
  const oneOf = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => below(256))).toString("latin1");
  const chance = (percent: number) => below(100) < percent;

  const QUESTIONS = [
    "{ viewer { role } }",
    "{ facilities { nodes { name } } }",
    "{ __schema { types { name } } }",
    "subscription { x }",
    "mutation { x }",
    "{",
    "",
  ];
  const PATHS = [
    ...[
      "/graphql",
      "/graphql?query={viewer{role}}",
      "/graphql?query=%",
      "/graphql?query=%ff&query",
      "/graphql?documentId=x",
    ],
    ...[
      "/healthz",
      "/readyz",
      "/",
      "/playground",
      "/playground/",
      "/playground/index.html",
      "/playground/%E0%A4%A",
      "/playground/../../x",
    ],
    ...[
      "/changes/stream",
      "/session/start",
      "/session/refresh",
      "/export/facilities.csv",
      "/export/facilities.xlsx?areaCode=%zz",
      "/export/observations.csv",
    ],
    ...[
      "/template/areas-list.xlsx",
      "/export/",
      "//",
      "/%",
      "*",
      "http://x/graphql",
      "x:1",
      "/graphql?\x80\xff",
      "/export/league.csv?metric=LINKUPS?",
    ],
  ];
  const METHODS = [
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "OPTIONS",
    "DELETE",
    "CONNECT",
    "PUT",
    "TRACE",
    "PRI",
    "get",
    "\x00",
  ];
  const HEADERS = (): string[] => [
    "connection: close",
    "connection: keep-alive, upgrade",
    "upgrade: websocket",
    "upgrade: h2c",
    "expect: 100-continue",
    "expect: 200-maybe",
    "accept: text/html",
    "accept: text/event-stream",
    "accept: ;;;q=",
    "accept-language: vi",
    `accept-language: ${bytes(5).replace(/[\r\n]/g, "")}`,
    "accept-encoding: br",
    "accept-encoding: gzip;q=x",
    "range: bytes=9-2",
    "range: bytes=-1",
    "if-none-match: *",
    "cache-control: no-cache",
    `authorization: ${authorization}`,
    "authorization: Bearer x.y.z",
    "authorization: \xff",
    "access-control-request-headers: x\x7f",
    "access-control-request-headers: \xe9, a",
    "access-control-request-headers: a\tb",
    "x-request-id: a\tb",
    "__proto__: x",
    "constructor: x",
    "x-forwarded-for: ,,,",
    `x-long: ${"x".repeat(20_000)}`,
    " folded: x",
    "content-length: 5",
    "transfer-encoding: chunked",
    "transfer-encoding: gzip, chunked",
    "trailer: x",
    "host: y",
    "no colon",
    ": blank",
  ];
  const form = (operations: string) =>
    `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${operations}\r\n--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n--x\r\ncontent-disposition: form-data; name="0"; filename="${oneOf(["a.csv", "\xff", ""])}"\r\n\r\nmetric\r\n--x--\r\n`;

  function request(): string {
    const isForm = chance(25);
    const question = JSON.stringify({
      query: oneOf(QUESTIONS),
      variables: { input: { format: "OBSERVATIONS", dryRun: true, file: null } },
    });
    const body = isForm
      ? form(oneOf([question, `[${question}]`, "{"]))
      : oneOf([question, `[${question}]`, "", '{"query":', bytes(40), "[".repeat(5000)]);
    const isChunked = chance(15);
    const type = isForm
      ? "multipart/form-data; boundary=x"
      : oneOf(["application/json", "text/plain", "multipart/form-data"]);
    const headers = ["host: x", `content-type: ${type}`, ...(isForm ? [`authorization: ${authorization}`] : [])];
    for (let more = below(4); more > 0; more -= 1) headers.push(oneOf(HEADERS()));
    if (isChunked) headers.push("transfer-encoding: chunked");
    else headers.push(`content-length: ${chance(85) ? body.length : oneOf([-1, 0, body.length + 7, 1e12, "x"])}`);
    const sent = isChunked
      ? `${body.length.toString(16)}\r\n${body}\r\n${oneOf(["0\r\n\r\n", "0\r\nx: y\r\n\r\n", "zz\r\n", ""])}`
      : body;
    return `${oneOf(METHODS)} ${oneOf(PATHS)} ${chance(95) ? "HTTP/1.1" : oneOf(["HTTP/1.0", "HTTP/9", ""])}\r\n${headers.join("\r\n")}\r\n\r\n${sent}`;
  }

  /** Requests behind each other, with bytes that are others, missing, or too many. */
  function stream(): Buffer {
    let text = Array.from({ length: 1 + below(3) }, request).join("");
    for (let times = chance(40) ? 1 + below(4) : 0; times > 0; times -= 1) {
      const at = below(text.length + 1);
      text = oneOf([
        () => text.slice(0, at),
        () => text.slice(0, at) + bytes(1 + below(8)) + text.slice(at),
        () => text.slice(0, at) + text.slice(at + 1 + below(8)),
        () => text + bytes(20),
      ])();
    }
    return Buffer.from(text, "latin1");
  }

  const closed = (socket: Socket) =>
    socket.closed ? undefined : new Promise((resolve) => socket.once("close", resolve));

  async function misbehave(): Promise<void> {
    const socket = await connectTo(server);
    const whole = stream();
    const halves = chance(50) ? [whole] : [whole.subarray(0, below(whole.length + 1)), whole];
    if (chance(80)) socket.resume();
    else socket.pause();
    for (const [i, half] of halves.entries()) socket.write(i === 0 ? half : half.subarray(halves[0]?.length));
    const leave = oneOf([
      () => socket.destroy(),
      () => socket.resetAndDestroy(),
      () => void socket.end(() => setImmediate(() => socket.destroy())),
      () => void socket.once("data", () => socket.resetAndDestroy()),
      () => undefined,
    ]);
    leave();
    // Who stays is ended by the server; a change stream and what is not read are given up here.
    const timer = setTimeout(() => socket.destroy(), 3 * PACE.silenceMs);
    await closed(socket);
    clearTimeout(timer);
  }

  it("others are answered all the while, and nothing is recorded as an error of the server", async () => {
    let isOver = false;
    let answered = 0;
    const other = (async () => {
      while (!isOver) {
        expect((await runQuery(server, "{ viewer { role } }")).data).toEqual({ viewer: { role: "PUBLIC" } });
        expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
        answered += 1;
      }
    })();
    let left = CONNECTIONS;
    const work = async () => {
      for (; left > 0; left -= 1) await misbehave();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    isOver = true;
    await other;
    expect(server.reported).toEqual([]);
    expect(answered).toBeGreaterThan(20);
    const open = await new Promise((resolve) => server.http.getConnections((_error, count) => resolve(count)));
    expect(open).toBeLessThan(AT_ONCE + 10);
  }, 120_000);
});
