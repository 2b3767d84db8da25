import { once } from "node:events";
import { get, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { DistrictPage, LevelDistribution } from "../../client-sdk/index.js";
import { SMALLEST_CODED } from "../../server/http/coding.js";
import { addTestAccount, PASSWORD } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** An answer as it comes over the wire: nothing unpacks it on the way. */
interface Wire {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  bytes: Buffer;
}

const UNPACK: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (bytes) => bytes,
};

describe("Compression", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  async function ask(path: string, headers: OutgoingHttpHeaders, question?: object, method?: string): Promise<Wire> {
    const body = question && JSON.stringify(question);
    const asked = request(`${server.url}${path}`, {
      agent: false,
      method: method ?? (body ? "POST" : "GET"),
      headers: { ...(body && { "content-type": "application/json" }), ...headers },
    }).end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
  }
  const accepting = (coding?: string) => (coding === undefined ? {} : { "accept-encoding": coding });
  const addressOf = (id = "", variables: object = {}) =>
    `/graphql?documentId=${id}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  const PAGE = addressOf(DistrictPage.id, { code: "478" });
  const unpacked = ({ headers, bytes }: Wire) => UNPACK[headers["content-encoding"] ?? "identity"]?.(bytes);

  it.each([
    ["gzip, deflate, br", "br"],
    ["br;q=0.5, gzip", "gzip"],
    ["GZIP", "gzip"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["gzip;q=0.5, identity", undefined],
    ["deflate, zstd", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("accepted as %p comes as %p, to the byte the same, also when it is kept", async (accepted, coding) => {
    const plain = await ask(PAGE, {});
    for (let times = 0; times < 4; times += 1) {
      for (const again of [
        await ask(PAGE, accepting(accepted)),
        await ask("/graphql", accepting(accepted), { documentId: DistrictPage.id, variables: { code: "478" } }),
      ]) {
        const { status, headers, bytes } = again;
        expect([status, headers["content-encoding"], headers["content-length"]]).toEqual([
          ...[200, coding, String(bytes.length)],
        ]);
        expect(unpacked(again)).toEqual(plain.bytes);
        if (coding) expect(headers.vary).toContain("accept-encoding");
        if (coding) expect(bytes.length).toBeLessThan(plain.bytes.length / 3);
      }
    }
  });

  it("leaves the tag as it is: what is known in one coding holds in all", async () => {
    const answers = await Promise.all([undefined, "gzip", "br"].map((coding) => ask(PAGE, accepting(coding))));
    const [etag, ...others] = answers.map(({ headers }) => headers.etag);
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(others).toEqual([etag, etag]);
    for (const coding of [undefined, "gzip", "br"]) {
      const { status, headers, bytes } = await ask(PAGE, { ...accepting(coding), "if-none-match": etag });
      expect([status, bytes.length, headers.etag, headers.vary, headers["content-encoding"]]).toEqual([
        ...[304, 0, etag, "accept, accept-encoding, accept-language, authorization", undefined],
      ]);
    }
  });

  it("is not for what is small, refused or wrong", async () => {
    for (const [path, status] of [
      [addressOf(LevelDistribution.id, { round: "2022" }), 200],
      [addressOf("unknown"), 400],
      ["/healthz", 200],
      ["/nowhere", 404],
    ] as const) {
      const answer = await ask(path, accepting("br"));
      expect([path, answer.status, answer.headers["content-encoding"]]).toEqual([path, status, undefined]);
      expect(JSON.parse(answer.bytes.toString())).toBeTruthy();
    }
    const head = await ask(PAGE, accepting("br"), undefined, "HEAD");
    expect([head.status, head.bytes.length, head.headers["content-encoding"]]).toEqual([405, 0, undefined]);
  });

  it("is never for what an act answers: there may be a secret in it", async () => {
    const tokens = Array.from({ length: 12 }, (_, i) => `t${i}: accessToken`).join(" ");
    const query = `mutation ($name: String!, $password: Secret!) {
      sessionStart(input: { name: $name, password: $password }) { session { ${tokens} } } }`;
    for (let times = 0; times < 3; times += 1) {
      const question = { query, variables: { name: "sở", password: PASSWORD } };
      const { status, headers, bytes } = await ask("/graphql", accepting("br, gzip"), question);
      expect([status, headers["content-encoding"], headers.vary]).toEqual([200, undefined, undefined]);
      expect(JSON.parse(bytes.toString()).data.sessionStart.session.t11.length).toBeGreaterThan(20);
      expect(bytes.length).toBeGreaterThan(SMALLEST_CODED);
    }
  });

  it("is for what is new to the server as well, by POST and by GET in words", async () => {
    const query = getIntrospectionQuery();
    const plain = await ask("/graphql", {}, { query });
    const posted = await ask("/graphql", accepting("br"), { query: `${query} ` });
    const search = `/graphql?query=${encodeURIComponent("{ facilities { nodes { code name aliases } } }")}`;
    const got = await ask(search, accepting("gzip"));
    expect([posted.headers["content-encoding"], got.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(unpacked(posted)).toEqual(plain.bytes);
    expect(JSON.parse(String(unpacked(got))).data.facilities.nodes).toHaveLength(20);
  });

  it("is for CSV files, as they are made, and not for workbooks, which are packed in themselves", async () => {
    const plain = await ask("/export/observations.csv", {});
    for (const coding of ["br", "gzip"]) {
      const answer = await ask("/export/observations.csv", accepting(coding));
      expect([answer.status, answer.headers["content-encoding"], answer.headers.vary]).toEqual([
        ...[200, coding, "accept-encoding"],
      ]);
      expect(unpacked(answer)).toEqual(plain.bytes);
      expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 4);
    }
    const workbook = await ask("/export/areas.xlsx", accepting("br, gzip"));
    expect([workbook.headers["content-encoding"], workbook.bytes.subarray(0, 2).toString()]).toEqual([undefined, "PK"]);
  });

  it("leaves the stream of changes alone: each event arrives when it is told", async () => {
    const listening = get(`${server.url}/changes/stream`, { agent: false, headers: accepting("br, gzip") });
    const [response] = (await once(listening, "response")) as [IncomingMessage];
    const [event] = (await once(response, "data")) as [Buffer];
    expect([response.headers["content-encoding"], event.toString()]).toEqual([
      undefined,
      expect.stringMatching(/^retry: 5000\ndata: /),
    ]);
    response.destroy();
  });
});
