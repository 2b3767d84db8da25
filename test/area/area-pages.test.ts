import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PAGE = `query ($filter: AreaFilter, $asOf: LocalDate, $first: Int, $after: String, $last: Int, $before: String) {
  areas(filter: $filter, asOf: $asOf) { id code name }
  areaConnection(filter: $filter, asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id code name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe("Areas page by page", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each([
    [{}, 20, 100],
    [{ asOf: "2022-12-07" }, 4, 7],
    [{ filter: { areaType: "COMMUNE" }, asOf: "2026-01-01" }, 15, 40],
    [{ filter: { areaType: "COMMUNE" }, asOf: "2022-12-07" }, 5, 5],
  ])("by %j are those of the list, in its order, forward by %d and backward by %d", async (asked, first, last) => {
    const { areas } = await dataOf(server, PAGE, { ...asked, first });
    const forward: Data[] = [];
    for (let after: string | null = null; ; ) {
      const { areaConnection: page } = await dataOf(server, PAGE, { ...asked, first, after });
      forward.push(...page.nodes);
      expect([page.totalCount, page.pageInfo.hasNextPage]).toEqual([areas.length, forward.length < areas.length]);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const backward: Data[] = [];
    for (let before: string | null = null; ; ) {
      const { areaConnection: page } = await dataOf(server, PAGE, { ...asked, last, before });
      backward.unshift(...page.nodes);
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor;
    }
    expect([forward, backward]).toEqual([areas, areas]);
  });

  it("go on in another world where the area that was read last stands there, or stood", async () => {
    const read = (await dataOf(server, PAGE, { asOf: "2022-12-07", first: 5 })).areaConnection;
    const { areas, areaConnection } = await dataOf(server, PAGE, {
      asOf: "2025-02-01",
      first: 100,
      after: read.pageInfo.endCursor,
    });
    expect(areaConnection.nodes[0]).toEqual(areas.find(({ code }: Data) => code > read.nodes.at(-1).code));
  });

  it("are refused with a page that there is not", async () => {
    const { errors } = await runQuery(server, PAGE, { first: 0 });
    expect(errors?.[0]?.message).toBe("`first` is 0; it must be from 1 to 100.");
  });
});
