import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { DEFAULT_LIMITS, type Limits, readLimits } from "../../server/core/limits/limits.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { chain, REFUSED, repeat } from "../support/refused-documents.js";
import { type Answer, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { longestTurnDuring } from "../support/turns.js";

describe("What asks for too much", () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(database.db, "sở", "ADMIN");
    // Whatever is made once is there before times are measured.
    await runQuery(server, getIntrospectionQuery());
    await runQuery(server, "{ facilities { totalCount } }");
  });
  afterAll(() => server.close());

  it.each(REFUSED)(
    "is refused by the name of its limit, in little time and few words: %s",
    async (_what, query, limit, variables = {}) => {
      let leastMs = Number.POSITIVE_INFINITY;
      for (let time = 1; time <= 3; time += 1) {
        const [statements, cpu] = [server.db.statements, process.cpuUsage()];
        const { data, errors } = await runQuery(server, query, variables);
        const { user, system } = process.cpuUsage(cpu);
        expect({ data, code: errors?.map(({ extensions }: { extensions: object }) => extensions) }).toEqual({
          data: undefined,
          code: [{ code: "QUERY_TOO_COMPLEX" }],
        });
        expect(errors?.[0]?.message).toContain(`limit \`${limit}\``);
        expect(errors?.[0]?.message.length).toBeLessThan(200);
        leastMs = Math.min(leastMs, (user + system) / 1000);
        expect(server.db.statements).toBe(statements);
      }
      // A machine that does other work beside has a budget of ten times what bench/ holds.
      expect(leastMs).toBeLessThan(500);
    },
  );

  it("answers what is just within: the whole schema, and fragments that are spread again within one object", async () => {
    expect((await runQuery(server, getIntrospectionQuery())).data.__schema.types.length).toBeGreaterThan(200);
    expect((await runQuery(server, chain(40, 2))).data).toEqual({ __typename: "Query" });
    expect((await runQuery(server, `{ ${repeat(100, (i) => `a${i}: __typename`)} }`)).data.a99).toBe("Query");
  });

  it("says it in Vietnamese too, and numbers as each language writes them", async () => {
    const query = `{ ${repeat(60, () => `... on Query { viewer { role ${repeat(18, () => "role")} } }`)} }`;
    const said = async (language: string) =>
      (await runQuery(server, query, {}, { "accept-language": language })).errors?.[0]?.message;
    expect([await said("en"), await said("vi")]).toEqual([
      "The query has more than 1,000 fields (limit `fields`).",
      "Câu hỏi có hơn 1.000 trường (giới hạn `fields`).",
    ]);
  });

  it("a document with many mistakes is answered with ten of them", async () => {
    const { errors } = await runQuery(server, `{ ${repeat(80, (i) => `nothing${i}`)} }`);
    expect(errors).toHaveLength(DEFAULT_LIMITS.errors);
  });

  it("tells what a question costs to whoever asks for it: never less than what was handed out", async () => {
    const query = `query ($n: Int) { facilities(first: $n) { nodes { name children { name } } } }`;
    const told = async (n: number): Promise<Answer> => runQuery(server, query, { n }, { "x-graphql-cost": "1" });
    const [few, many] = [await told(2), await told(40)];
    for (const { extensions } of [few, many]) {
      expect(extensions.cost).toEqual({
        requested: expect.any(Number),
        actual: expect.any(Number),
        statements: 1,
        remaining: expect.any(Number),
      });
      expect(extensions.cost.actual).toBeLessThanOrEqual(extensions.cost.requested);
    }
    expect(few.extensions.cost.requested).toBeLessThan(many.extensions.cost.requested);
    expect(few.extensions.cost.remaining).toBeGreaterThan(many.extensions.cost.remaining);
    expect((await runQuery(server, query, { n: 2 })).extensions).toBeUndefined();
  });

  it("is read from the settings of the server, and a wrong setting is named", () => {
    const problems: string[] = [];
    const limits = readLimits({ LIMIT_DEPTH: "7", LIMIT_COST: "many", LIMIT_SECONDS: "" }, problems);
    expect(limits).toEqual({ ...DEFAULT_LIMITS, depth: 7 });
    expect(problems).toEqual(['LIMIT_COST is "many"; it must be a whole number from 1.']);
  });

  describe("on a server with little to give", () => {
    const little = async (limits: Partial<Limits>) => {
      const own = await serve(await loadedDatabase(), {}, { limits });
      await addTestAccount(own.db, "sở", "ADMIN");
      return own;
    };

    it("what holds more than was thought is ended while it is answered", async () => {
      const own = await little({ cost: 2_500 });
      const { data, errors } = await runQuery(own, "{ discrepancies { statement stated recomputed status } }");
      expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, "QUERY_TOO_COMPLEX"]);
      expect(errors?.[0]?.message).toContain("limit `cost`");
      await own.close();
    });

    it("who has used up a budget is refused with 429 until it is renewed; who has another one is not", async () => {
      const own = await little({ ratePublic: 5_000 });
      const { headers } = await signedIn(own, "sở");
      const ask = (address: string, more = {}) =>
        fetch(`${own.url}/graphql`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "cache-control": "no-cache",
            "x-forwarded-for": address,
            ...more,
          },
          body: JSON.stringify({ query: "{ facilities { nodes { name } } }" }),
        });
      const statuses: number[] = [];
      while (statuses.at(-1) !== 429 && statuses.length < 500) statuses.push((await ask("192.0.2.1")).status);
      expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
      expect(statuses.length).toBeLessThan(500);
      const refused = await ask("192.0.2.1");
      const seconds = Number(refused.headers.get("retry-after"));
      expect([seconds >= 1 && seconds <= 60, (await refused.json()).errors[0].extensions]).toEqual([
        true,
        { code: "RATE_LIMITED" },
      ]);
      const exported = await fetch(`${own.url}/export/facilities.csv`, { headers: { "x-forwarded-for": "192.0.2.1" } });
      expect(exported.status).toBe(429);
      expect((await ask("192.0.2.2")).status).toBe(200);
      expect((await ask("192.0.2.1", headers)).status).toBe(200);
      await own.close();
    });

    it("a question that is waited for too long is ended with a code, and others go on", async () => {
      const own = await little({ seconds: 0.2 });
      const { query } = own.db;
      let end = () => {};
      const stuck = new Promise<void>((resolve) => {
        end = resolve;
      });
      own.db.query = async <Row>(sql: string, params?: readonly (string | number | null)[]) => {
        if (sql.includes("stated_need")) await stuck;
        return query.call(own.db, sql, params) as Promise<Row[]>;
      };
      const { errors } = await runQuery(own, '{ facility(code: "BV-MAT") { statedNeeds { needed } } }');
      expect(errors?.[0]?.extensions).toEqual({ code: "DEADLINE_EXCEEDED" });
      expect((await runQuery(own, '{ facility(code: "BV-MAT") { name } }')).errors).toBeUndefined();
      end();
      await own.close();
    });
  });
});

it("no exception of a request ends the process: a document of every limit at once, and another client beside", async () => {
  const server = await serve(await loadedDatabase());
  const beside = runQuery(server, "{ facilities { totalCount } }");
  const answers = await Promise.all(REFUSED.map(([, query, , variables]) => runQuery(server, query, variables ?? {})));
  expect(answers.every(({ errors }) => errors?.length === 1)).toBe(true);
  expect((await beside).data.facilities.totalCount).toBe(42);
  expect(server.reported).toEqual([]);
  await server.close();
});

/** Opens so many connections, waits for a line, and sends a question on all of them; prints how each was answered. */
const AT_ONCE = `
const [url, count, body] = process.argv.slice(1);
const { Agent, request } = require("node:http");
const agent = new Agent({ keepAlive: true, maxFreeSockets: 1000 });
const headers = { "content-type": "application/json", accept: "application/graphql-response+json" };
const ask = (body) => new Promise((resolve) => {
  const sent = request(url + "/graphql", { method: "POST", headers, agent }, (answer) => {
    let text = "";
    answer.on("data", (more) => { text += more; });
    answer.on("end", () => resolve([answer.statusCode, answer.headers["retry-after"], JSON.parse(text).errors?.[0].extensions.code].join(" ")));
  });
  sent.end(body);
});
const all = (body) => Promise.all(Array.from({ length: Number(count) }, () => ask(body)));
all('{"query":"{ __typename }"}').then(() => console.log("open"));
process.stdin.once("data", async () => {
  console.log(JSON.stringify(await all(body)));
  process.exit();
});
`;

describe("Of 500 heavy questions that come at once", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve(await loadedDatabase());
  });
  afterAll(() => server.close());

  it("some are answered and the others told to come again, and whoever asks something light does not wait", async () => {
    const names = Array.from({ length: 5 }, (_, i) => `benh vien mat so ${i} hue`);
    const query = "query ($names: [String!]!) { matchNames(names: $names) { __typename } }";
    const body = JSON.stringify({ query, variables: { names } });
    // Whatever is made once is there before times are measured.
    await runQuery(server, query, { names });
    const asking = spawn(process.execPath, ["-e", AT_ONCE, server.url, "500", body], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: asking.stdout });
    expect(await once(lines, "line")).toEqual(["open"]);
    let answers = "";
    const longestMs = await longestTurnDuring(async () => {
      asking.stdin.end("now\n");
      [answers] = await once(lines, "line");
    });
    const counts = new Map<string, number>();
    for (const each of JSON.parse(answers)) counts.set(each, (counts.get(each) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(["200  ", "503 5 DEADLINE_EXCEEDED"]);
    expect(longestMs).toBeLessThan(150);
  });
});
