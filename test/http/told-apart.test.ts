import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { connectTo, postOf, sendRaw } from "../support/raw-client.js";
import type { Data } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT, send } from "../support/uploads.js";

const QUESTION = "{ viewer { role } }";
const ANSWER = { data: { viewer: { role: "PUBLIC" } } };

describe("A request that is none that is served", () => {
  let server: TestServer;
  let department: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = (await signedIn(server, "sở")).headers;
  });
  afterEach(() => {
    // Whatever a client does wrong is no error of the server.
    expect(server.reported.splice(0)).toEqual([]);
  });
  afterAll(() => server.close());

  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const get = (search: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql${search}`, { headers, redirect: "manual" });
  const toldBy = async (response: Response): Promise<[number, string, string]> => {
    // Of several questions each has the same answer.
    const [answer, ...others] = [await response.json()].flat() as Data[];
    for (const other of others) expect(other).toEqual(answer);
    const { errors } = answer;
    expect(errors).toHaveLength(1);
    return [response.status, errors[0].extensions.code, errors[0].message];
  };
  const json = (value: unknown) => JSON.stringify(value);

  describe.each(["application/json", "application/graphql-response+json"])("by a client that accepts %s", (accept) => {
    it.each([
      ["a subscription", json({ query: "subscription { x }" }), 400, "SUBSCRIPTION_NOT_SUPPORTED", /\/changes\/stream/],
      [
        "a subscription beside a query",
        json({ query: `subscription A { x } query B ${QUESTION}`, operationName: "A" }),
        400,
        "SUBSCRIPTION_NOT_SUPPORTED",
        /\/changes\/stream/,
      ],
      ["a batch", json([{ query: QUESTION }, { query: QUESTION }]), 400, "BATCH_NOT_SUPPORTED", /one at a time/],
      ["an empty batch", "[]", 400, "BATCH_NOT_SUPPORTED", /one at a time/],
      ["no query", "{}", 400, "BAD_REQUEST", /`query` is missing/],
      ["a query of null", '{"query":null}', 400, "BAD_REQUEST", /`query` is missing/],
      ["an empty query", '{"query":""}', 400, "BAD_REQUEST", /`query` is missing/],
      ["a query of blanks", '{"query":" \\n\\t"}', 400, "BAD_REQUEST", /`query` is missing/],
      ["a query that is a number", '{"query":7}', 400, "BAD_REQUEST", /`query` must be a text/],
      ["a query that is a document", '{"query":{"kind":"Document"}}', 400, "BAD_REQUEST", /`query` must be a text/],
      ["a name that is a list", json({ query: QUESTION, operationName: [] }), 400, "BAD_REQUEST", /`operationName`/],
      ["variables that are a text", json({ query: QUESTION, variables: "{}" }), 400, "BAD_REQUEST", /`variables` must/],
      ["variables that are a list", json({ query: QUESTION, variables: [] }), 400, "BAD_REQUEST", /`variables` must/],
      ["extensions that are false", json({ query: QUESTION, extensions: false }), 400, "BAD_REQUEST", /`extensions`/],
      ["a text", '"{}"', 400, "BAD_REQUEST", /could not be read/],
      ["nothing", "", 400, "BAD_REQUEST", /could not be read/],
      ["half of a JSON text", '{"query":"{', 400, "BAD_REQUEST", /could not be read/],
      ["a JSON text with more behind it", `${json({ query: QUESTION })}x`, 400, "BAD_REQUEST", /could not be read/],
    ])("is told so in both languages: %s", async (_what, body, status, code, words) => {
      expect(await toldBy(await post(body, { accept }))).toEqual([status, code, expect.stringMatching(words)]);
      const [, sameCode, vietnamese] = await toldBy(await post(body, { accept, "accept-language": "vi" }));
      expect([sameCode, vietnamese]).toEqual([code, expect.stringMatching(/[ạảấầẩẫậắằặẹếềệịọốồộớờợụứừựỹ]/)]);
    });
  });

  it.each([
    [1, 1],
    [2, 2],
    [100, 100],
    [101, undefined],
    [0, undefined],
  ])(
    "of a batch of %s has as many answers as whoever asked looks for, unless they are too many: %s",
    async (n, many) => {
      const answer = (await (await post(json(Array(n).fill({ query: QUESTION })))).json()) as Data;
      expect(Array.isArray(answer) ? answer.length : undefined).toBe(many);
    },
  );

  it("leaves a query beside a subscription to be asked", async () => {
    const body = json({ query: `subscription A { x } query B ${QUESTION}`, operationName: "B" });
    for (let times = 0; times < 3; times += 1) expect(await (await post(body)).json()).toEqual(ANSWER);
  });

  it.each([
    ["in a text of a variable", Buffer.from(json({ query: QUESTION, variables: { a: "M\xe3t" } }), "latin1")],
    ["in a key that is not asked for", Buffer.from(`{"query":"${QUESTION}","\xe3":1}`, "latin1")],
    ["cut within a letter", Buffer.from(json({ query: QUESTION, variables: { a: "ệ" } })).fill(0x20, 50, 51)],
    ["half of a pair of UTF-16", Buffer.from([...Buffer.from('{"query":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
  ])("says that bytes are not UTF-8, %s", async (where, bytes) => {
    const body = new Uint8Array(bytes);
    if (where.startsWith("cut")) body[body.indexOf(0xe1) + 1] = 0x20;
    expect(await toldBy(await post(body))).toEqual([400, "BAD_REQUEST", expect.stringMatching(/not in UTF-8/)]);
  });

  it("takes U+FFFD itself, which is a letter like any other", async () => {
    expect(await (await post(json({ query: QUESTION, variables: { a: "\ufffd" } }))).json()).toEqual(ANSWER);
  });

  it.each([
    [
      "a query with a raw question mark",
      `?query=${encodeURIComponent('{ areas(search: "')}?${encodeURIComponent('") { name } }')}`,
    ],
    ["a raw question mark in a comment", `?query=${encodeURIComponent(`${QUESTION} # why`)}?`],
  ])("is asked by GET whole: %s", async (_what, search) => {
    const whole = new URLSearchParams(search.slice(1)).get("query") ?? "";
    expect(whole).toContain("?");
    expect(await (await get(search)).json()).toEqual(await (await post(json({ query: whole }))).json());
  });

  it.each([
    ["no query", "", "BAD_REQUEST", /`query` is missing/],
    ["a query twice", `?query=${QUESTION}&query=${QUESTION}`, "BAD_REQUEST", /`query` is given more than once/],
    ["bytes that are not UTF-8", `?query=${QUESTION}%23%e3`, "BAD_REQUEST", /not in UTF-8/],
    ["a percent sign that means nothing", `?query=${QUESTION}%2`, "BAD_REQUEST", /not in UTF-8/],
    ["variables that are no JSON", `?query=${QUESTION}&variables={`, "BAD_USER_INPUT", /`variables`.* JSON/],
    ["variables that are a list", `?query=${QUESTION}&variables=[]`, "BAD_REQUEST", /`variables` must be an object/],
    ["extensions that are no JSON", `?query=${QUESTION}&extensions={`, "BAD_USER_INPUT", /`extensions`.* JSON/],
    ["a subscription", "?query=subscription{x}", "SUBSCRIPTION_NOT_SUPPORTED", /\/changes\/stream/],
  ])("is told so by GET: %s", async (_what, search, code, words) => {
    expect(await toldBy(await get(search))).toEqual([400, code, expect.stringMatching(words)]);
  });

  it.each([
    'mutation { sessionEnd(input: { refreshToken: "x" }) { userErrors { code } } }',
    ' # an act\nmutation M { sessionEnd(input: { refreshToken: "x" }) { userErrors { code } } }',
  ])("never acts by GET: %s", async (query) => {
    const body = json({ query });
    for (let times = 0; times < 3; times += 1) {
      const response = await get(`?query=${encodeURIComponent(query)}`, department);
      expect(response.headers.get("allow")).toBe("POST");
      expect(await toldBy(response)).toEqual([405, "METHOD_NOT_ALLOWED", "An act is sent by POST."]);
      await post(body); // known to the server from the second time on
    }
  });

  it("reads no cookie", async () => {
    const cookie = { cookie: `token=${department.authorization}; authorization=${department.authorization}` };
    const response = await get(`?query=${encodeURIComponent(QUESTION)}`, cookie);
    expect(await response.json()).toEqual(ANSWER);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "does not act for a form of another site's page, which sends %s",
    async (type) => {
      const body = json({ query: 'mutation { sessionEnd(input: { refreshToken: "x" }) { userErrors { code } } }' });
      const headers: Record<string, string> = { ...department, "content-type": type };
      const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: Buffer.from(body) });
      expect([400, 415]).toContain(response.status);
    },
  );

  it("says that there are no WebSockets, and serves whoever would like another protocol beside", async () => {
    const upgrade = (protocol: string) =>
      sendRaw(
        server,
        postOf(json({ query: QUESTION }), `upgrade: ${protocol}\r\nsec-websocket-version: 13\r\n`)
          .toString()
          .replace("connection: close", "connection: upgrade, close"),
      );
    expect(await upgrade("websocket")).toMatchObject({ status: 400, code: "WEBSOCKET_NOT_SUPPORTED" });
    expect((await upgrade("h2c")).text).toContain(json(ANSWER));
  });

  it("that is given up midway is no error of the server", async () => {
    for (const part of [postOf("{", "", 100), `POST /graphql HTTP/1.1\r\nhost`, postOf(json({ query: QUESTION }))]) {
      const socket = await connectTo(server);
      await new Promise((resolve) => socket.write(part, resolve));
      socket.resetAndDestroy();
    }
    expect(await (await post(json({ query: QUESTION }))).json()).toEqual(ANSWER);
  });

  describe("with a file", () => {
    const operations = json({ query: FILE_IMPORT, variables: { input: { format: "OBSERVATIONS", file: null } } });
    const map = json({ 0: ["variables.input.file"] });
    /** A form of just these bytes. */
    const formOf = (fields: Record<string, Uint8Array<ArrayBuffer> | string>, disposition = 'filename="4.csv"') => {
      const parts = Object.entries(fields).map(([name, value]) =>
        Buffer.concat([
          Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`),
          Buffer.from(value),
          Buffer.from("\r\n"),
        ]),
      );
      const file = Buffer.from(
        `--x\r\ncontent-disposition: form-data; name="0"; ${disposition}\r\n\r\nmetric\r\n--x--\r\n`,
        "latin1",
      );
      return new Uint8Array(Buffer.concat([...parts, file]));
    };
    const upload = (body: Uint8Array<ArrayBuffer>) =>
      post(body, {
        ...department,
        "content-type": "multipart/form-data; boundary=x",
        accept: "application/graphql-response+json",
      });

    it("is told apart as well", async () => {
      const broken = new Uint8Array(Buffer.from(operations.replace("OBSERVATIONS", "M\xe3t"), "latin1"));
      const told = async (...given: Parameters<typeof formOf>) => toldBy(await upload(formOf(...given)));
      expect(await told({ operations: `[${operations}]`, map })).toMatchObject([
        400,
        "BATCH_NOT_SUPPORTED",
        expect.anything(),
      ]);
      expect(await told({ operations: broken, map })).toMatchObject([
        400,
        "BAD_REQUEST",
        expect.stringMatching(/not in UTF-8/),
      ]);
      expect(await told({ operations, map }, 'filename="th\xe1ng.csv"')).toMatchObject([
        400,
        "BAD_REQUEST",
        expect.stringMatching(/not in UTF-8/),
      ]);
      expect((await upload(formOf({ operations, map }))).status).toBe(200);
    });

    it.each([
      "__proto__.polluted",
      "variables.__proto__.polluted",
      "variables.constructor.prototype.polluted",
      "variables.input.__proto__.polluted",
      "variables.input.constructor",
      "constructor",
      "",
      "variables",
      "variables.input.file.x",
    ])("puts it nowhere else: %s", async (path) => {
      const form = new FormData();
      form.set("operations", operations);
      form.set("map", json({ 0: [path] }));
      form.set("0", new Blob(["x"]), "x.csv");
      expect((await send(server, form, department)).status).toBe(400);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });
  });

  describe("of hostile JSON", () => {
    const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const lookUp =
      "query ($code: String, $search: FacilityFilter) { facility(code: $code) { code } facilities(filter: $search) { totalCount } }";
    const asked = (variables: string) => `{"query":${json(lookUp)},"variables":${variables}}`;
    it.each([
      ["a million lists that are never closed", "[".repeat(1_000_000)],
      ["a million objects that are never closed", '{"a":'.repeat(200_000)],
      ["lists within each other", deep(499_000)],
      ["variables of lists within each other", asked(`{"code":${deep(400_000)}}`)],
      ["an unknown variable of lists within each other", asked(`{"x":${deep(400_000)},"code":1}`)],
      ["an object of lists within each other", asked(`{"search":{"search":${deep(400_000)}}}`)],
      ["objects within each other", asked(`{"search":${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}}`)],
      ["a number without end", asked(`{"code":1e999999,"search":${"9".repeat(500_000)}}`)],
      ["a prototype as a variable", asked('{"search":{"__proto__":{"search":"x"},"constructor":1}}')],
    ])("is refused as what it is: %s", async (_what, body) => {
      for (let times = 0; times < 3; times += 1) {
        const { status } = await post(body, { accept: "application/graphql-response+json" });
        expect(status).toBe(400);
      }
    });

    it("does no harm by keys that objects have of themselves, or by keys that are given twice", async () => {
      const own = `{"__proto__":{"query":"{ x }"},"constructor":1,"query":"{ x }","query":${json(QUESTION)},"variables":{"__proto__":{"a":1},"hasOwnProperty":1},"extensions":{"__proto__":1}}`;
      for (let times = 0; times < 4; times += 1) expect(await (await post(own)).json()).toEqual(ANSWER);
      expect(await (await post('{"__proto__":{"query":"{ viewer { role } }"}}')).status).toBe(400);
    });
  });
});
