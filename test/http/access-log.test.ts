import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type OpenLog, openLog } from "../../server/core/log/pino-log.js";
import { turn } from "../../server/core/time/turn.js";
import { addTestAccount, bearer, issuedKey, PASSWORD, signedIn, startSession } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { loadedDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { type Line, Told } from "../support/told.js";

const documents: Record<string, string> = JSON.parse(
  readFileSync("client-sdk/generated/persisted-documents.json", "utf8"),
);
const [CARD = ""] = Object.entries(documents).find(([, text]) => text.startsWith("query FacilityCard(")) ?? [];

/** What every line has, besides what a test looks at. */
const ANY = { requestId: expect.stringMatching(/^[\w-]{1,64}$/), ms: expect.any(Number) };

describe("The log of requests", () => {
  const told = new Told();
  let server: TestServer;
  let accounts: Record<"sở" | "mắt", { id: number; headers: Record<string, string> }>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), {}, { log: told });
    const ids = [
      await addTestAccount(server.db, "sở", "ADMIN"),
      await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT"),
    ] as const;
    accounts = {
      sở: { id: ids[0], headers: (await signedIn(server, "sở")).headers },
      mắt: { id: ids[1], headers: (await signedIn(server, "mắt")).headers },
    };
  });
  afterAll(() => server.close());
  beforeEach(() => {
    told.take();
  });

  /** So many lines of requests: a client may have its answer before the server has told of it. */
  async function lines(count: number): Promise<Line[]> {
    const found: Line[] = [];
    while (found.length < count) {
      found.push(...told.take().filter(({ msg }) => msg === "answered"));
      await turn();
    }
    return found;
  }

  it("has a line for each: its id, what was asked, how it was answered, at what cost, in which time", async () => {
    await runQuery(server, 'query Name { facility(code: "BV-MAT") { name } }', {}, { "x-request-id": "one-of-mine" });
    expect(await lines(1)).toEqual([
      {
        ...{ ...ANY, level: "info", msg: "answered", requestId: "one-of-mine", role: "PUBLIC", method: "POST" },
        ...{ route: "graphql", operation: "Name", status: 200, cost: expect.any(Number), kept: false },
      },
    ]);
    await runQuery(server, '{ facility(code: "BV-MAT") { name } areas { code } }');
    expect(await lines(1)).toMatchObject([{ operation: "{facility areas}" }]);
  });

  it("tells the document by its id and its name, also where the answer was kept", async () => {
    const ask = () =>
      fetch(`${server.url}/graphql?documentId=${CARD}&variables=${encodeURIComponent('{"code":"BV-MAT"}')}`);
    for (let i = 0; i < 3; i += 1) await (await ask()).text();
    const asked = { document: CARD, operation: "FacilityCard", status: 200 };
    expect(await lines(3)).toMatchObject([
      { ...asked, kept: false },
      { ...asked, kept: false },
      { ...asked, kept: true, cost: 1 },
    ]);
  });

  it("has the name of the document, whatever the address says", async () => {
    const variables = encodeURIComponent('{"code":"BV-MAT"}');
    const ask = async (op: string) => {
      const answer = await fetch(`${server.url}/graphql?op=${op}&documentId=${CARD}&variables=${variables}`);
      return [answer.status, await answer.json()];
    };
    const [[status, named], other] = [await ask("FacilityCard"), await ask("Other&op=<script>%0A")];
    const body = JSON.stringify({ query: 'query Name { facility(code: "BV-MAT") { name } }' });
    const headers = { "content-type": "application/json" };
    await fetch(`${server.url}/graphql?op=Other`, { method: "POST", headers, body });
    expect([status, other]).toEqual([200, [200, named]]);
    const told = await lines(3);
    expect(told.map(({ operation }) => operation)).toEqual(["FacilityCard", "FacilityCard", "Name"]);
    expect(JSON.stringify(told)).not.toMatch(/Other|script/);
  });

  it("tells who asks by account or key, and of the public nothing but that", async () => {
    await runQuery(server, "query A { viewer { role } }", {}, accounts.mắt.headers);
    const key = await issuedKey(server, accounts.sở.headers);
    await lines(2);
    await runQuery(server, "query B { viewer { role } }", {}, key.headers);
    await runQuery(server, "query A { viewer { role } }", {}, accounts.mắt.headers);
    expect(await lines(2)).toMatchObject([
      { operation: "B", role: "INTEGRATOR", key: expect.any(Number), label: "Hue-S" },
      { operation: "A", role: "FACILITY_EDITOR", account: accounts.mắt.id, name: "mắt" },
    ]);
  });

  it("tells who reads what is not public, also where the answer was kept", async () => {
    const read = async (query: string, who: keyof typeof accounts) => {
      await runQuery(server, query, {}, accounts[who].headers);
      return (await lines(1))[0]?.read;
    };
    const department = assessing(server, accounts.sở.headers);
    await openRound(department, "2026");
    await department.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    told.take();
    for (let i = 0; i < 3; i += 1) expect(await read("{ accounts { name } }", "sở")).toEqual(["Query.accounts"]);
    expect(await read('{ facility(code: "BV-MAT") { auditTrail(first: 1) { totalCount } } }', "sở")).toEqual([
      expect.stringMatching(/^Facility\.auditTrail \d+$/),
    ]);
    expect(await read('{ facility(code: "BV-MAT") { name } }', "sở")).toBeUndefined();
    expect(await read("{ accounts { name } }", "mắt")).toBeUndefined();
    const DRAFT = '{ facility(code: "BV-MAT") { assessmentDrafts { version } } }';
    for (let i = 0; i < 3; i += 1)
      expect(await read(DRAFT, "mắt")).toEqual([expect.stringMatching(/^AssessmentDraft \d+$/)]);
  });

  it("tells what is refused by its code", async () => {
    await runQuery(server, "{ viewer { role } }", {}, bearer("hhk_no-key"));
    await fetch(`${server.url}/nothing/here`);
    await fetch(`${server.url}/graphql`, { method: "DELETE" });
    expect(await lines(3)).toMatchObject([
      { status: 401, code: "UNAUTHENTICATED", route: "graphql" },
      { status: 404, code: "NOT_FOUND", route: "nothing" },
      { status: 405, code: "METHOD_NOT_ALLOWED", route: "graphql" },
    ]);
  });

  it("tells to who debugs alone what a load balancer asks", async () => {
    await fetch(`${server.url}/healthz`);
    await fetch(`${server.url}/readyz`);
    expect(await lines(2)).toMatchObject([
      { level: "debug", route: "health" },
      { level: "debug", route: "health" },
    ]);
  });

  it("tells whose password was refused, and from where, and not what was typed", async () => {
    await startSession(server, "mắt", "not the password", { headers: { "x-forwarded-for": "203.0.113.7" } });
    await startSession(server, "a password where a name belongs", "x");
    const passwords = told.take().filter(({ msg }) => msg === "A password was refused.");
    expect(passwords).toEqual([
      {
        ...{ level: "warn", msg: "A password was refused.", requestId: ANY.requestId },
        ...{ account: accounts.mắt.id, accountName: "mắt", address: "203.0.113.7" },
      },
      { level: "warn", msg: "A password was refused.", requestId: ANY.requestId, address: expect.any(String) },
    ]);
  });
});

describe("Nothing that somebody sends stands in the log", () => {
  const SECRET = "Bí-mật-đánh-dấu";
  const PLAIN = "MARKED-SECRET-7391";
  let server: TestServer;
  let log: OpenLog;
  let dir: string;
  let fd: number;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "hue-log-"));
    fd = openSync(join(dir, "log"), "w");
    log = openLog("debug", { fd });
    server = await serve(await loadedDatabase(), {}, { log });
  });
  afterAll(async () => {
    await server.close();
    closeSync(fd);
    rmSync(dir, { recursive: true });
  });

  it("neither tokens, passwords and keys nor variables, texts, files, headers, names of files and addresses", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { headers, accessToken, refreshToken } = await signedIn(server, "sở");
    const { key } = await issuedKey(server, headers);
    const editor = await signedIn(server, "mắt");
    const everything = [SECRET, PLAIN].flatMap((mark) => [
      runQuery(server, "query ($x: String!) { facility(code: $x) { name } }", { x: mark }),
      runQuery(server, `{ facility(code: "${mark}") { name } }`, {}, headers),
      runQuery(server, `{ facility(code: "${mark}" `),
      runQuery(server, `# ${mark}\n{ nothing }`),
      runQuery(server, "query ($x: Int!) { facilities(first: $x) { totalCount } }", { x: mark }),
      runQuery(
        server,
        '{ matchNames(names: ["x"]) { status } }',
        {},
        { authorization: `Bearer ${PLAIN}`, cookie: PLAIN },
      ),
      runQuery(server, "{ viewer { role } }", {}, { "user-agent": PLAIN, referer: PLAIN, "x-forwarded-for": PLAIN }),
      startSession(server, mark, mark),
      startSession(server, "sở", mark, { newPassword: mark }),
      new Acting(server, editor.headers, {}).ask("observationRecord", {
        metric: mark,
        subject: "BV-MAT",
        on: "2026-01-01",
        value: 1,
        clientMutationId: mark,
      }),
      new Acting(server, headers, {}).ask("accountAdd", { name: mark, role: "ADMIN", password: mark }),
      new Acting(server, headers, {}).ask("passwordChange", { currentPassword: mark, newPassword: mark }),
      new Acting(server, headers, {}).ask("fileImport", { format: "OBSERVATIONS", text: mark, fileName: mark }),
      new Acting(server, headers, {}).ask("sessionRefresh", { refreshToken: mark }),
      ofPage("start", { name: mark, password: mark }),
      ofPage("start", { name: "sở", password: mark, newPassword: mark }),
      ofPage("start", { name: mark }),
      ofPage("refresh", {}, mark),
      ofPage("refresh", { refreshToken: mark }),
      ofPage("end", {}, mark),
      fetch(`${server.url}/${encodeURIComponent(mark)}?x=${encodeURIComponent(mark)}`),
      fetch(`${server.url}/graphql?query=${encodeURIComponent(`{ facility(code: "${mark}") { name } }`)}`),
      fetch(`${server.url}/graphql?documentId=${encodeURIComponent(mark)}`),
      fetch(`${server.url}/graphql?documentId=${CARD}&op=${encodeURIComponent(mark)}`),
      fetch(`${server.url}/graphql?documentId=${CARD}&operationName=${encodeURIComponent(mark)}`),
      fetch(`${server.url}/export/${encodeURIComponent(mark)}.csv?areaCode=${encodeURIComponent(mark)}`, { headers }),
      fetch(`${server.url}/export/facilities.csv?areaCode=${encodeURIComponent(mark)}`),
      upload(mark, headers),
    ]);
    await Promise.all(everything);
    await runQuery(server, "{ viewer { role } }", {}, bearer(key));
    log.flush();
    const text = readFileSync(join(dir, "log"), "utf8");
    expect(text.split("\n").length).toBeGreaterThan(40);
    for (const line of text.trim().split("\n")) expect(Object.keys(JSON.parse(line))).toContain("level");
    for (const secret of [SECRET, encodeURIComponent(SECRET), PLAIN, PASSWORD, accessToken, refreshToken, key]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  const ofPage = (address: string, body: object, mark = "") =>
    fetch(`${server.url}/session/${address}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `hue_health_session=${encodeURIComponent(mark)}` },
      body: JSON.stringify(body),
    });

  function upload(mark: string, headers: Record<string, string>): Promise<Response> {
    const form = new FormData();
    const query = new Acting(server, headers, {}).documentOf("fileImport");
    const variables = { input: { format: "OBSERVATIONS", file: null } };
    form.set("operations", JSON.stringify({ query, variables }));
    form.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
    form.set("0", new Blob([mark]), `${mark}.csv`);
    return fetch(`${server.url}/graphql`, { method: "POST", body: form, headers });
  }
});
