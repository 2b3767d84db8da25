import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { withCheck } from "../../server/core/schema/pagination.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures } from "../support/figures.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const PAGE = `query ($filter: DiscrepancyFilter, $first: Int, $after: String, $last: Int, $before: String) {
  discrepancyConnection(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { code status stated recomputed } edges { cursor node { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe("Checks page by page", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  const page = async (variables: Record<string, unknown>): Promise<Data> =>
    (await dataOf(server, PAGE, variables)).discrepancyConnection;
  const whole = async (filter: Record<string, unknown> = {}): Promise<Data[]> =>
    (
      await dataOf(
        server,
        "query ($filter: DiscrepancyFilter) { discrepancies(filter: $filter) { code status stated recomputed } }",
        { filter },
      )
    ).discrepancies;

  it.each([{}, { status: ["CONFLICT"] }, { kind: ["LEVEL", "SHARE"], document: "BRIEFING-2022-12-07" }])(
    "by %j are the whole list, in its order, forward and backward",
    async (filter) => {
      const all = await whole(filter);
      expect(all.length).toBeGreaterThan(10);
      const forward: Data[] = [];
      for (let found = await page({ filter, first: 30 }); ; ) {
        forward.push(...found.nodes);
        expect([found.totalCount, found.pageInfo.hasNextPage]).toEqual([all.length, forward.length < all.length]);
        if (!found.pageInfo.hasNextPage) break;
        found = await page({ filter, first: 30, after: found.pageInfo.endCursor });
      }
      const backward: Data[] = [];
      for (let found = await page({ filter, last: 100 }); ; ) {
        backward.unshift(...found.nodes);
        if (!found.pageInfo.hasPreviousPage) break;
        found = await page({ filter, last: 100, before: found.pageInfo.startCursor });
      }
      expect([forward, backward]).toEqual([all, all]);
    },
  );

  it("go on where they were, though a check that stood before has come, or the one that was read last has gone", async () => {
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    const filter = { kind: ["PART_OF_PERIOD"] };
    const one = await figures.record({ subject: "BV-RHM", from: "2026-01-01", on: "2026-03-31", value: 5 });
    await figures.record({ subject: "BV-RHM", from: "2026-01-01", on: "2026-01-31", value: 4 });
    await figures.record({ subject: "BV-MAT", from: "2026-01-01", on: "2026-03-31", value: 5 });
    await figures.record({ subject: "BV-MAT", from: "2026-01-01", on: "2026-01-31", value: 6 });
    const [first, second] = (await whole(filter)).map(({ code }: Data) => code);
    expect([first, second]).toEqual([
      "PART_OF_PERIOD.LINKUPS.BV-RHM.2026-01-01.2026-03-31",
      "PART_OF_PERIOD.LINKUPS.BV-MAT.2026-01-01.2026-03-31",
    ]);
    const read = await page({ filter, first: 1 });
    expect(read.nodes.map(({ code }: Data) => code)).toEqual([first]);
    await figures.withdraw(one);
    const { nodes } = await page({ filter, first: 1, after: read.pageInfo.endCursor });
    expect(nodes.map(({ code, status }: Data) => [code, status])).toEqual([[second, "CONFLICT"]]);
  });

  it("cost no statement until anything changes: the checks are made together, and kept", async () => {
    await page({ first: 5 });
    const before = server.db.statements;
    await page({ last: 7 });
    // That which reads the counts of changes.
    expect(server.db.statements - before).toBe(1);
  });

  it("of levels stay as they are when a figure is recorded, which none of them looks at; the others do not", async () => {
    const statements = async (kind: string): Promise<number> => {
      const before = server.db.statements;
      await page({ filter: { kind: [kind] } });
      return server.db.statements - before;
    };
    await page({});
    const figures = new Figures(server, (await signedIn(server, "sở")).headers);
    await figures.record({ subject: "BV-MAT", from: "2026-02-01", on: "2026-02-28", value: 1 });
    await dataOf(server, '{ terms(vocabulary: "UNIT") { code } }');
    expect([await statements("LEVEL"), await statements("DATE"), await statements("DATE")]).toEqual([1, 12, 1]);
    const one = { code: ["LEVEL.2022.BV-MAT"], kind: ["DATE"] };
    expect((await page({ filter: one })).totalCount).toBe(0);
    expect((await page({ filter: { code: one.code } })).nodes).toMatchObject([{ code: one.code[0], status: "MATCH" }]);
  });

  it("are the only way to all of a larger record: more than 5,000 at once are refused, and pages go on", async () => {
    const before = (await page({ first: 1 })).totalCount;
    await addSyntheticFacilities(server.db, 2500);
    const found = await page({ first: 100 });
    expect([found.totalCount, found.nodes.length]).toEqual([before + 5000, 100]);
    const { errors } = await runQuery(server, "{ discrepancies { code } }", {}, { "accept-language": "vi" });
    expect(errors?.[0]?.message).toMatch(/^5\.\d{3} mục đối chiếu vượt quá 5\.000 mục một lần: /);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await whole({ kind: ["LEVEL_SHARE"] })).length).toBe(14);
  });

  it("are refused for what the filter does not know, and for cursors that are none", async () => {
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ filter: { code: ["LEVEL_SHARE.2020.9"] } }, /"LEVEL_SHARE\.2020\.9"/],
      [{ filter: { document: "B" } }, /"B"/],
      [{ first: 101 }, /^`first` is 101; it must be from 1 to 100\.$/],
      [{ after: withCheck('["observations","a",1]') }, / is no cursor of this list in this order; /],
      [{ first: 1, last: 1 }, /^Ask for either `first` or `last`, not both\.$/],
    ];
    for (const [variables, sentence] of refused) {
      const { status, errors } = await runQuery(server, PAGE, variables);
      expect([variables, status, errors?.[0]?.extensions.code]).toEqual([variables, 400, "BAD_USER_INPUT"]);
      expect(errors?.[0]?.message).toMatch(sentence);
    }
    expect((await page({ after: withCheck('["discrepancies","NO.SUCH.CHECK",100000]') })).nodes).toEqual([]);
  });
});
