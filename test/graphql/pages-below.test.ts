import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importLines } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
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
    // One letter alone is no list.
    for (const code of ["2022-T3", "2022-T4", "2022-T5"])
      await importLines(server.db, "campaigns-list", `${code}.csv`, [
        "campaign,line,form,number,title,recipient,facility,due_before,metric,on",
        `${code},CAMPAIGN,,12/SYT-VP,Báo cáo ${code},,,,,`,
        `${code},FORM,Mẫu 1,,Liên thông,,,,,`,
        `${code},COLUMN,Mẫu 1,(1),Kỳ này,,,,LINKUPS,2022-03-31`,
        `${code},RECIPIENT,,,,Bệnh viện,BV-MAT,,,`,
        `${code},DUE,Mẫu 1,,,Bệnh viện,,2022-04-10,,`,
      ]);
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

  it.each([
    ["legalDocuments", "", "LegalDocument", "id number kind { code } targets { id }"],
    ["metrics", "", "Metric", "id code unit { code }"],
    ["metrics", 'filter: { programme: "PROJECT_06" }', "Metric", "id code"],
    ["metrics", 'filter: { programme: "EMR_NATIONAL" }', "Metric", "id code"],
    ["reportingCampaigns", "", "ReportingCampaign", "id code document { code } forms { code }"],
    ["findings", "", "Finding", "number textVi kind { code } source { section }"],
    ["findings", 'kind: "RECOMMENDATION"', "Finding", "number textVi"],
    ["importedFiles", "", "ImportedFile", "file rowCount loadedAt"],
  ])("%s by %s: the list, in its order", async (list, given, type, fields) => {
    const fragment = `fragment F on ${type} { ${fields} }`;
    const { all } = await dataOf(server, `{ all: ${list}${given && `(${given})`} { ...F } } ${fragment}`);
    const connection = `${list.replace(/s$/, "")}Connection(${[given, ARGS].filter(Boolean).join(", ")})`;
    const query = `query (${VARIABLES}) { page: ${connection} { ${PAGE} } } ${fragment}`;
    const pageIn = ({ page }: Data) => page;
    expect([await walk(query, pageIn, false), await walk(query, pageIn, true)]).toEqual([all, all]);
    expect(all.length).toBeGreaterThan(3);
  });

  it("the facilities of a transition: each list, in its order, forward and backward", async () => {
    const asked = (fields: string) =>
      `of: assessmentRound(code: "2022") { comparison(with: "2020") { transitions { from to ${fields} } } }`;
    const fragment = "fragment F on Facility { id name area { code } }";
    const whole: Data[] = (await dataOf(server, `{ ${asked("all: facilities { ...F }")} } ${fragment}`)).of.comparison
      .transitions;
    expect(whole.map(({ all }) => all.length)).toEqual([1, 2, 8, 1, 3, 3, 1]);
    const query = `query (${VARIABLES}) { ${asked(`page: facilityConnection(${ARGS}) { ${PAGE} }`)} } ${fragment}`;
    for (const [i, { all }] of whole.entries()) {
      const pageIn = ({ of }: Data) => of.comparison.transitions[i].page;
      expect([await walk(query, pageIn, false), await walk(query, pageIn, true)]).toEqual([all, all]);
    }
  });

  it("cost no statement where they are held in memory, and one for a page of files, however long it is", async () => {
    const costOf = async (query: string): Promise<number> => {
      const before = server.db.statements;
      await dataOf(server, query);
      return server.db.statements - before;
    };
    const held = (first: number) =>
      `{ legalDocumentConnection(first: ${first}) { totalCount nodes { number kind { code } } } findingConnection(first: ${first}) {
        totalCount nodes { textVi source { section } } } metricConnection(first: ${first}) { totalCount nodes { code } }
        reportingCampaignConnection(first: ${first}) { totalCount nodes { code } } assessmentRound(code: "2022") {
        comparison(with: "2020") { transitions { facilityConnection(first: ${first}) { totalCount nodes { name } } } } } }`;
    // That which reads the counts of changes.
    expect([await costOf(held(1)), await costOf(held(40))]).toEqual([1, 1]);
    const files = (first: number, more: string) =>
      `{ importedFileConnection(first: ${first}) { ${more} nodes { file } } }`;
    expect([await costOf(files(2, "")), await costOf(files(31, ""))]).toEqual([2, 2]);
    expect([await costOf(files(3, "totalCount")), await costOf(files(32, "totalCount"))]).toEqual([3, 3]);
  });

  it("are taken to cost at least what they do", async () => {
    for (const list of ["legalDocument", "metric", "reportingCampaign", "finding", "importedFile"]) {
      const query = `{ ${list}Connection(first: 100) { totalCount nodes { __typename } edges { cursor } } }`;
      const { extensions } = await runQuery(server, query, {}, { "x-graphql-cost": "1" });
      expect([list, extensions.cost.actual <= extensions.cost.requested]).toEqual([list, true]);
    }
  });

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
