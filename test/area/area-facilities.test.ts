import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PAGE = `query ($code: String!, $asOf: LocalDate, $first: Int, $after: String) { area(code: $code, asOf: $asOf) {
  facilities(first: $first, after: $after) { totalCount nodes { code name } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;

describe("The facilities in an area", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const page = async (variables: Record<string, unknown>): Promise<Data> =>
    (await dataOf(server, PAGE, { code: "46", asOf: "2022-12-07", ...variables })).area.facilities;

  it("are those of the list, in its order, read in one page or in pages of nine", async () => {
    const { facilities } = await dataOf(
      server,
      '{ facilities(asOf: "2022-12-07", filter: { areaCode: "46" }, first: 100) { nodes { code name } } }',
    );
    expect(facilities.nodes).toHaveLength(41);
    expect((await page({ first: 100 })).nodes).toEqual(facilities.nodes);
    const read: Data[] = [];
    let after: string | undefined;
    for (const expected of [9, 9, 9, 9, 5]) {
      const { totalCount, nodes, pageInfo } = await page({ first: 9, after });
      expect([totalCount, nodes.length, pageInfo.hasNextPage, pageInfo.hasPreviousPage]).toEqual([
        ...[41, expected, expected === 9],
        after !== undefined,
      ]);
      read.push(...nodes);
      after = pageInfo.endCursor;
    }
    expect(read).toEqual(facilities.nodes);
  });

  it("are paged for each area on its own when several areas are asked at once", async () => {
    const { areas } = await dataOf(
      server,
      '{ areas(asOf: "2025-03-01") { code facilities(first: 1) { totalCount nodes { code } pageInfo { hasNextPage } } } }',
    );
    const pages = areas.map(({ code, facilities: { totalCount, nodes, pageInfo } }: Data) => [
      ...[code, totalCount, nodes.map((node: Data) => node.code).join()],
      pageInfo.hasNextPage,
    ]);
    expect(pages).toEqual([
      ["46", 41, "BV-CTCH", true],
      ["474", 0, "", false],
      ["475", 0, "", false],
      ["476", 1, "TTYT-PHONGDIEN", false],
      ["477", 1, "TTYT-QUANGDIEN", false],
      ["478", 1, "TTYT-PHUVANG", false],
      ["479", 1, "TTYT-HUONGTHUY", false],
      ["480", 1, "TTYT-HUONGTRA", false],
      ["481", 1, "TTYT-ALUOI", false],
      ["482", 2, "TTYT-NAMDONG", true],
      ["VN", 41, "BV-CTCH", true],
    ]);
  });

  it("may be asked for another day than the area, which then has none if it had gone", async () => {
    const { area } = await dataOf(
      server,
      `{ area(code: "483", asOf: "2022-12-07") { facilities { nodes { code area { name } } }
         later: facilities(asOf: "2025-03-01") { totalCount nodes { code } } } }`,
    );
    expect(area).toEqual({
      facilities: { nodes: [{ code: "TTYT-NAMDONG", area: { name: "Huyện Nam Đông" } }] },
      later: { totalCount: 0, nodes: [] },
    });
  });

  it.each([
    [{ first: 0 }, /^`first` is 0; it must be from 1 to 100\.$/],
    [{ first: 101 }, /^`first` is 101; it must be from 1 to 100\.$/],
    [{ after: "abc" }, /^"abc" is no cursor of this list in this order; /],
  ])("are refused for %j, and the error says where", async (variables, sentence) => {
    const { errors } = await runQuery(server, PAGE, { code: "46", ...variables });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(sentence),
        path: ["area", "facilities"],
        extensions: { code: "BAD_USER_INPUT" },
      }),
    ]);
  });
});
