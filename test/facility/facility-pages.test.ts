import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { withCheck } from "../../server/core/schema/pagination.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const LIST = `query ($orderBy: FacilityOrder, $filter: FacilityFilter, $asOf: LocalDate,
    $first: Int, $after: String, $last: Int, $before: String) {
  facilities(orderBy: $orderBy, filter: $filter, asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { code name actualBeds } edges { cursor node { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const FIELDS = ["NAME", "CODE", "ACTUAL_BEDS"] as const;
const ORDERS = FIELDS.flatMap((field) => (["ASC", "DESC"] as const).map((direction) => ({ field, direction })));

describe("A list of facilities", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const list = async (variables: Record<string, unknown>): Promise<Data> =>
    (await dataOf(server, LIST, variables)).facilities;
  const codes = ({ nodes }: Data): string[] => nodes.map(({ code }: Data) => code);
  const whole = (variables: Record<string, unknown>) => list({ ...variables, first: 100 });

  it("is sorted by name as a Vietnamese dictionary sorts, without and with a day", async () => {
    const collator = new Intl.Collator("vi");
    for (const asOf of [null, "2019-08-08"]) {
      const names = (await whole({ asOf })).nodes.map(({ name }: Data) => name);
      expect(names).toHaveLength(42);
      expect(names).toEqual([...names].sort(collator.compare));
    }
  });

  it("puts Bệnh viện Phong before Phổi before Phục hồi, and A Lưới before the thị xã", async () => {
    const names: string[] = (await whole({})).nodes.map(({ name }: Data) => name);
    const among = (...wanted: string[]) => names.filter((name) => wanted.some((end) => name.endsWith(end)));
    expect(among("Da liễu", "Phổi", "chức năng", "Mắt Huế", "A Lưới", "Hương Trà", "Sở Y tế")).toEqual([
      ...["Bệnh viện Mắt Huế", "Bệnh viện Phong - Da liễu", "Bệnh viện Phổi", "Bệnh viện Phục hồi chức năng"],
      ...["Sở Y tế", "Trung tâm Y tế huyện A Lưới", "Trung tâm Y tế thị xã Hương Trà"],
    ]);
  });

  it("is sorted by code, byte by byte", async () => {
    const sorted = codes(await whole({ orderBy: { field: "CODE", direction: "ASC" } }));
    expect(sorted).toEqual([...sorted].sort());
    expect([sorted[0], sorted.at(-1)]).toEqual(["BV-BINHDIEN", "TTYT-TPHUE"]);
  });

  it("is sorted by beds from the 296 of Phú Lộc down to the units without a known number", async () => {
    const { nodes } = await whole({ orderBy: { field: "ACTUAL_BEDS", direction: "DESC" } });
    const beds = nodes.map(({ actualBeds }: Data) => actualBeds);
    expect(nodes[0]).toEqual({ code: "TTYT-PHULOC", name: "Trung tâm Y tế huyện Phú Lộc", actualBeds: 296 });
    expect(beds.slice(0, 18)).toEqual([
      296, 250, 180, 156, 150, 140, 140, 138, 130, 125, 120, 100, 95, 85, 65, 65, 50, 50,
    ]);
    expect(beds.slice(18)).toEqual(Array(24).fill(null));
  });

  it.each(FIELDS)("is by %s the other way round in the other direction, ties included", async (field) => {
    const up = codes(await whole({ orderBy: { field, direction: "ASC" } }));
    expect(codes(await whole({ orderBy: { field, direction: "DESC" } }))).toEqual([...up].reverse());
  });

  it.each(ORDERS)("read forward page by page by $field $direction shows each unit once, in order", async (orderBy) => {
    const all = await whole({ orderBy });
    for (const first of [1, 5, 20, 41, 42]) {
      const read: string[] = [];
      let page = await list({ orderBy, first });
      expect(page.pageInfo.hasPreviousPage).toBe(false);
      for (let pages = 1; ; pages += 1) {
        read.push(...codes(page));
        expect(page.totalCount).toBe(42);
        expect(page.pageInfo.hasNextPage).toBe(read.length < 42);
        if (!page.pageInfo.hasNextPage) break;
        if (pages > 42) throw new Error("The list has no end.");
        page = await list({ orderBy, first, after: page.pageInfo.endCursor });
        expect(page.pageInfo.hasPreviousPage).toBe(true);
      }
      expect(read).toEqual(codes(all));
    }
  });

  it.each(ORDERS)("read backward page by page by $field $direction shows the same from its end", async (orderBy) => {
    const all = await whole({ orderBy });
    for (const last of [5, 42]) {
      const read: string[] = [];
      let page = await list({ orderBy, last });
      expect(page.pageInfo.hasNextPage).toBe(false);
      while (page.nodes.length > 0) {
        read.unshift(...codes(page));
        expect(page.pageInfo.hasPreviousPage).toBe(read.length < 42);
        page = await list({ orderBy, last, before: page.pageInfo.startCursor });
      }
      expect(read).toEqual(codes(all));
    }
  });

  it("has the same units in its edges, each with the cursor after which the rest follows", async () => {
    const { edges, nodes, pageInfo } = await list({ first: 42 });
    expect(edges.map(({ node }: Data) => node.code)).toEqual(codes({ nodes }));
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0].cursor, edges[41].cursor]);
    for (const at of [0, 17, 40, 41]) {
      expect(codes(await list({ first: 100, after: edges[at].cursor }))).toEqual(codes({ nodes }).slice(at + 1));
      expect(codes(await list({ last: 100, before: edges[at].cursor }))).toEqual(codes({ nodes }).slice(0, at));
    }
  });

  it("is 20 long unless the page is given, and has no cursors when it is empty", async () => {
    expect((await list({})).nodes).toHaveLength(20);
    expect(await list({ filter: { search: "%" } })).toEqual({
      ...{ totalCount: 0, nodes: [], edges: [] },
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it("goes on with null for whatever was left out, as Relay asks for its next page", async () => {
    const { endCursor } = (await list({ first: 5, after: null, last: null, before: null })).pageInfo;
    const next = { first: 5, after: endCursor };
    expect(await list({ ...next, last: null, before: null })).toEqual(await list(next));
    const { startCursor } = (await list(next)).pageInfo;
    const back = { last: 5, before: startCursor };
    expect(await list({ ...back, first: null, after: null })).toEqual(await list(back));
  });

  it("goes on where it was, though a unit that stood before has gone", async () => {
    const { edges } = await whole({ asOf: "2019-08-08" });
    const chanMay = edges.findIndex(({ node }: Data) => node.code === "BV-CHANMAY");
    const rest = codes(await list({ asOf: "2022-12-07", first: 100, after: edges[chanMay].cursor }));
    expect(rest[0]).toBe("BV-GTVT");
    expect(rest).toHaveLength(39);
  });

  it("is asked for in pages of 1 to 100, from one side, with a cursor of its own order; all else is refused", async () => {
    const { endCursor } = (await list({ first: 5 })).pageInfo;
    const byCode = (await list({ first: 5, orderBy: { field: "CODE", direction: "ASC" } })).pageInfo.endCursor;
    const descending = (await list({ first: 5, orderBy: { field: "NAME", direction: "DESC" } })).pageInfo.endCursor;
    const inArea = (await dataOf(server, '{ area(code: "46") { facilities(first: 5) { pageInfo { endCursor } } } }'))
      .area;
    const edited = `${endCursor.slice(0, 30)}${endCursor[30] === "A" ? "B" : "A"}${endCursor.slice(31)}`;
    const noCursor = / is no cursor of this list in this order; take one from its `pageInfo` or `edges`\.$/;
    const refusals: [Record<string, unknown>, RegExp][] = [
      [{ first: 101 }, /^`first` is 101; it must be from 1 to 100\.$/],
      [{ first: 0 }, /^`first` is 0; it must be from 1 to 100\.$/],
      [{ first: -1 }, /^`first` is -1; /],
      [{ last: 101 }, /^`last` is 101; it must be from 1 to 100\.$/],
      [{ last: 0 }, /^`last` is 0; /],
      [{ first: 5, last: 5 }, /^Ask for either `first` or `last`, not both\.$/],
      [{ after: endCursor, before: endCursor }, /^Ask for either `after` or `before`, not both\.$/],
      [{ first: 5, before: endCursor }, /^`first` goes with `after`, `last` goes with `before`\.$/],
      [{ last: 5, after: endCursor }, /^`first` goes with `after`, `last` goes with `before`\.$/],
      ...["", "abc", "%", "42", "x".repeat(5000), edited, endCursor.slice(1), byCode, descending].map(
        (after): [Record<string, unknown>, RegExp] => [{ first: 5, after }, noCursor],
      ),
      [{ first: 5, after: inArea.facilities.pageInfo.endCursor }, noCursor],
      [{ last: 5, before: edited }, noCursor],
      ...["{", "null", "[]", '["facilities NAME ASC",{"a":1},1]', '["facilities NAME ASC","a","1"]'].map(
        (madeUp): [Record<string, unknown>, RegExp] => [{ first: 5, after: withCheck(madeUp) }, noCursor],
      ),
    ];
    for (const [variables, sentence] of refusals) {
      const { status, data, errors } = await runQuery(server, LIST, variables);
      expect([variables, status, data, errors?.length, errors?.[0]?.extensions]).toEqual([
        ...[variables, 400, null, 1],
        { code: "BAD_USER_INPUT" },
      ]);
      expect(errors?.[0]?.message).toMatch(sentence);
      expect(errors?.[0]?.message.length).toBeLessThan(150);
    }
  });
});
