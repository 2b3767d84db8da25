import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { withCheck } from "../../server/core/schema/pagination.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures } from "../support/figures.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const LIST = `query ($filter: ObservationFilter, $asOf: LocalDate, $first: Int, $after: String, $last: Int, $before: String) {
  observations(filter: $filter, asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { id on from value reported metric { code } subject { ... on Area { code name } ... on Facility { code name } } }
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe("Figures of many subjects", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  const list = async (variables: Record<string, unknown>): Promise<Data> =>
    (await dataOf(server, LIST, variables)).observations;
  const count = async (filter: Record<string, unknown>, asOf: string | null = null): Promise<number> =>
    (await list({ filter, asOf, first: 1 })).totalCount;
  const ids = ({ nodes }: Data): string[] => nodes.map(({ id }: Data) => id);

  it("are all on record, each once, forward and backward, whatever the size of the pages", async () => {
    const total = await count({});
    const [row] = await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM observation");
    expect(total).toBe(Number(row?.n));
    const forward: string[] = [];
    for (let page = await list({ first: 97 }); ; ) {
      forward.push(...ids(page));
      expect(page.edges.map(({ node }: Data) => node.id)).toEqual(ids(page));
      expect(page.pageInfo.hasNextPage).toBe(forward.length < total);
      if (!page.pageInfo.hasNextPage) break;
      page = await list({ first: 97, after: page.pageInfo.endCursor });
      expect(page.pageInfo.hasPreviousPage).toBe(true);
    }
    const backward: string[] = [];
    for (let page = await list({ last: 100 }); ; ) {
      backward.unshift(...ids(page));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await list({ last: 100, before: page.pageInfo.startCursor });
      expect(page.pageInfo.hasNextPage).toBe(true);
    }
    expect([new Set(forward).size, backward]).toEqual([total, forward]);
  });

  it("come metric by metric and subject by subject, oldest first", async () => {
    const filter = { metrics: ["LINKUPS", "CHILDREN_UNDER_1", "CHILDREN_UNDER_1_SOFTWARE"], subjectType: ["DISTRICT"] };
    const { nodes } = await list({ filter, first: 100 });
    const places = nodes.map(({ metric, subject, on }: Data) => [metric.code, subject.code, on]);
    const metrics = places.map(([metric]: string[]) => metric);
    expect(metrics).toEqual([...metrics].sort((one, other) => metrics.indexOf(one) - metrics.indexOf(other)));
    for (const [metric, subject] of places) {
      const days = places
        .filter((place: string[]) => place[0] === metric && place[1] === subject)
        .map((place: string[]) => place[2]);
      expect(days).toEqual([...days].sort());
    }
  });

  it("on Đề án 06 are those of the overview, each of its own day", async () => {
    const filter = { programme: "PROJECT_06", year: 2022, reported: true };
    const { nodes } = await list({ filter, first: 100 });
    const { metrics } = await dataOf(server, '{ metrics(filter: { programme: "PROJECT_06" }) { latest { id } } }');
    const latest = metrics.flatMap((metric: Data) => metric.latest?.id ?? []);
    expect(latest.filter((id: string) => !ids({ nodes }).includes(id))).toEqual([]);
    // Of the doses whose records are owed the three districts are told beside.
    expect(nodes.filter(({ metric }: Data) => metric.code === "COVID_RECORDS_OWED")).toHaveLength(3);
    expect([nodes.length, latest.length]).toEqual([16, 13]);
    expect(new Set(nodes.map(({ on }: Data) => on))).toEqual(new Set(["2022-10-27", "2022-11-01", "2022-10-02"]));
    expect(await count({ programme: "PROJECT_06", from: "2022-10-27", to: "2022-10-27" })).toBe(
      nodes.filter(({ on }: Data) => on === "2022-10-27").length,
    );
    expect(await count({ programme: "PROJECT_06", kind: ["COUNT"] })).toBeLessThan(
      await count({ programme: "PROJECT_06" }),
    );
  });

  it("of a grid are the same as the series of each of its subjects", async () => {
    const subjects = ["BV-MAT", "TTYT-PHUVANG", "46", "474"];
    const metrics = ["LINKUPS", "LINKUPS_SUCCEEDED", "CHILDREN_UNDER_1"];
    const { nodes } = await list({ filter: { metrics, subjects }, first: 100 });
    const series: string[] = [];
    for (const subject of subjects) {
      const query = `query ($subject: String!) { ${metrics.map((code) => `${code}: metric(code: "${code}") { series(subject: $subject) { id } }`).join(" ")} }`;
      for (const { series: each } of Object.values(await dataOf(server, query, { subject })) as Data[])
        series.push(...ids({ nodes: each }));
    }
    expect(ids({ nodes }).sort()).toEqual(series.sort());
    expect(nodes.length).toBeGreaterThan(3);
  });

  it("under an area are its own and those of whatever lies and stands in it; under a managing body, those of its units", async () => {
    const metrics = ["LINKUPS", "CHILDREN_UNDER_1"];
    const under = async (code: string, asOf: string | null) =>
      (await list({ filter: { metrics, under: code }, asOf, first: 100 })).nodes.map(
        ({ metric, subject }: Data) => `${metric.code} ${subject.code}`,
      );
    expect(new Set(await under("478", "2022-12-07"))).toEqual(
      new Set(["LINKUPS TTYT-PHUVANG", "CHILDREN_UNDER_1 478"]),
    );
    expect(new Set(await under("TTYT-PHUVANG", "2022-12-07"))).toEqual(new Set(["LINKUPS TTYT-PHUVANG"]));
    expect((await under("SYT", "2022-12-07")).length).toBeGreaterThan(20);
  });

  it("of a day are those until that day, of whom they are about as they were then", async () => {
    const filter = { metrics: ["COVID_DOSES_NOT_ENTERED"] };
    expect((await list({ filter })).nodes).toMatchObject([{ subject: { code: "46", name: "Tỉnh Thừa Thiên Huế" } }]);
    expect((await list({ filter, asOf: "2025-08-01" })).nodes).toMatchObject([{ subject: { name: "Thành phố Huế" } }]);
    expect((await list({ filter, asOf: "2022-10-27" })).nodes).toHaveLength(1);
    expect((await list({ filter, asOf: "2022-10-26" })).nodes).toEqual([]);
  });

  it("are reported, or blank cells that were asked for", async () => {
    const filter = { metrics: ["LINKUPS"] };
    const [all, reported, blank] = [
      await count(filter),
      await count({ ...filter, reported: true }),
      await count({ ...filter, reported: false }),
    ];
    expect(reported + blank).toBe(all);
    const { nodes } = await list({ filter: { ...filter, reported: false }, first: 100 });
    for (const node of nodes) expect(node).toMatchObject({ reported: false, value: null });
  });

  it("are none where a filter leaves none, and a page of none has no cursors", async () => {
    for (const filter of [
      { metrics: [] },
      { subjects: [] },
      { from: "2023-01-01", to: "2022-01-01" },
      { year: 2001 },
    ]) {
      expect(await list({ filter })).toEqual({
        ...{ totalCount: 0, nodes: [], edges: [] },
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
    }
  });

  it("have a figure that was just recorded, corrected or withdrawn, also where the answer was kept", async () => {
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    const filter = { metrics: ["LINKUPS"], subjects: ["BV-MAT"], year: 2026 };
    const values = async () => (await list({ filter })).nodes.map(({ value }: Data) => value);
    for (let i = 0; i < 3; i += 1) expect(await values()).toEqual([]);
    const known = await figures.record({ from: "2026-01-01", on: "2026-01-31", value: 7 });
    for (let i = 0; i < 3; i += 1) expect(await values()).toEqual([7]);
    const corrected = await figures.correct(known, 8);
    for (let i = 0; i < 3; i += 1) expect(await values()).toEqual([8]);
    await figures.withdraw(corrected);
    expect(await values()).toEqual([]);
  });

  it("are refused for codes that there are not, for too many, and for cursors that are none", async () => {
    const { pageInfo } = await list({ first: 1 });
    const made = (...place: unknown[]) => withCheck(JSON.stringify(place));
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ filter: { metrics: ["LINKUP"] } }, /"LINKUP".*"LINKUPS"/],
      [{ filter: { subjects: ["BV-MATT"] } }, /"BV-MATT".*"BV-MAT"/],
      [{ filter: { under: "SYTT" } }, /"SYTT".*"SYT"/],
      [{ filter: { programme: "PROJECT_6" } }, /"PROJECT_6".*"PROJECT_06"/],
      [{ filter: { year: 20 } }, /^A year is from 2000 to 2100\.$/],
      [{ filter: { subjects: Array(101).fill("BV-MAT") } }, /^101 subjects are too many; at most 100 at once\.$/],
      [{ first: 0 }, /^`first` is 0; it must be from 1 to 100\.$/],
      [{ first: 1, before: pageInfo.endCursor }, /^`first` goes with `after`/],
      ...[
        made("facilities NAME ASC", "a", 1),
        made("observations", 5, 1),
        made("observations", "1 F1 2022-13-01 1000-01-01", 1),
        made("observations", "1 X1 2022-01-01 1000-01-01", 1),
        made("observations", "1 F1 2022-01-01", 1),
      ].map((after): [Record<string, unknown>, RegExp] => [{ after }, / is no cursor of this list in this order; /]),
    ];
    for (const [variables, sentence] of refused) {
      const { status, errors } = await runQuery(server, LIST, variables);
      expect([variables, status, errors?.[0]?.extensions.code]).toEqual([variables, 400, "BAD_USER_INPUT"]);
      expect(errors?.[0]?.message).toMatch(sentence);
    }
  });

  it("take as many statements and give the same however many there are, also under a body of thousands", async () => {
    const statements = async (filter: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<number> => {
      const before = server.db.statements;
      await list({ filter, first: 100, ...more });
      return server.db.statements - before;
    };
    const filter = { metrics: ["LINKUPS"], under: "TTYT-PHUVANG" };
    const few = [
      await statements(filter),
      await statements({ under: "46" }),
      await statements({}, { asOf: "2022-12-07" }),
    ];
    expect(await count(filter)).toBeLessThan(10);
    await addSyntheticFacilities(server.db, 600);
    await count({}); // what is held in memory is there before counting
    expect([
      await statements(filter),
      await statements({ under: "46" }),
      await statements({}, { asOf: "2022-12-07" }),
    ]).toEqual(few);
    // The centre has one of 2018 as well.
    expect(await count({ ...filter, year: 2018 })).toBe(601);
    const walked: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await list({ filter: { ...filter, year: 2018 }, first: 100, after });
      walked.push(...page.nodes.map(({ subject }: Data) => subject.code));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect([walked.length, new Set(walked).size]).toEqual([601, 601]);
  });
});
