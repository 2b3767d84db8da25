import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PAGE =
  "totalCount edges { cursor node { ...F } } nodes { ...F } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
const ARGS = "first: $first, after: $after, last: $last, before: $before";
const VARIABLES = "$first: Int, $after: String, $last: Int, $before: String";

/** Lists that have a connection beside them: the type, the owner, the list, the connection, and what is read of each. */
const LISTS: readonly (readonly [
  name: string,
  type: string,
  owner: string,
  list: string,
  connection: string,
  fields: string,
])[] = [
  [
    "what the Department manages",
    "Facility",
    'facility(code: "SYT")',
    "children",
    `childConnection(${ARGS})`,
    "id name",
  ],
  [
    "what it managed on a day",
    "Facility",
    'facility(code: "SYT", asOf: "2022-12-07")',
    "children",
    `childConnection(${ARGS})`,
    "id name parent { name }",
  ],
  [
    "the areas in the province",
    "Area",
    'area(code: "46")',
    "children",
    `childConnection(${ARGS})`,
    "id code parent { code }",
  ],
  [
    "the areas in a district on another day",
    "Area",
    'area(code: "46")',
    'children(asOf: "2022-12-07")',
    `childConnection(${ARGS}, asOf: "2022-12-07")`,
    "id code",
  ],
  [
    "the figures of a metric",
    "Observation",
    'metric(code: "LINKUPS")',
    "series",
    `seriesConnection(${ARGS})`,
    "id on value subject { __typename }",
  ],
  [
    "some of the figures of a metric",
    "Observation",
    'metric(code: "LINKUPS")',
    'series(subject: "BV-MAT", from: "2019-01-01", to: "2024-12-31")',
    `seriesConnection(${ARGS}, subject: "BV-MAT", from: "2019-01-01", to: "2024-12-31")`,
    "id on value",
  ],
];

describe("Lists below something, page by page", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** Goes through a list from one end to the other; answers what it has met. */
  async function walk(query: string, pageIn: (data: Data) => Data, backward: boolean): Promise<Data[]> {
    const met: Data[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = pageIn(
        await dataOf(server, query, backward ? { last: 3, before: cursor } : { first: 3, after: cursor }),
      );
      expect(page.edges.map(({ node }: Data) => node)).toEqual(page.nodes);
      met[backward ? "unshift" : "push"](...page.nodes);
      if (!page.pageInfo[backward ? "hasPreviousPage" : "hasNextPage"]) {
        expect(page.totalCount).toBe(met.length);
        return met;
      }
      cursor = page.pageInfo[backward ? "startCursor" : "endCursor"];
    }
  }

  it.each(LISTS)(
    "%s: the list, in its order, forward and backward",
    async (_, type, owner, list, connection, fields) => {
      const fragment = `fragment F on ${type} { ${fields} }`;
      const whole = (await dataOf(server, `{ of: ${owner} { all: ${list} { ...F } } } ${fragment}`)).of.all;
      const query = `query (${VARIABLES}) { of: ${owner} { page: ${connection} { ${PAGE} } } } ${fragment}`;
      const pageIn = (data: Data) => data.of.page;
      expect([await walk(query, pageIn, false), await walk(query, pageIn, true)]).toEqual([whole, whole]);
    },
  );

  it.each(["{}", "{ year: 2025 }", "{ year: 1999 }"])("targets by %s: the list, in its order", async (filter) => {
    const fragment = "fragment F on Target { id year statementVi legalDocument { number } }";
    const whole = (await dataOf(server, `{ targets(filter: ${filter}) { ...F } } ${fragment}`)).targets;
    const query = `query (${VARIABLES}) { page: targetConnection(filter: ${filter}, ${ARGS}) { ${PAGE} } } ${fragment}`;
    const pageIn = ({ page }: Data) => page;
    expect([await walk(query, pageIn, false), await walk(query, pageIn, true)]).toEqual([whole, whole]);
  });

  it("cost as many statements for every metric, unit and area as for one", async () => {
    const costOf = async (query: string): Promise<number> => {
      const before = server.db.statements;
      await dataOf(server, query);
      return server.db.statements - before;
    };
    const series = "seriesConnection(first: 2) { totalCount nodes { value subject { ... on Area { name } } } }";
    expect(await costOf(`{ metrics { code ${series} } }`)).toBe(
      await costOf(`{ metric(code: "LINKUPS") { code ${series} } }`),
    );
    const below = "childConnection(last: 2) { totalCount nodes { name parent { name } } }";
    expect(await costOf(`{ facilities(first: 100) { nodes { ${below} } } areas { ${below} } }`)).toBe(1);
  });
});
