import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import type { Client, Page } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { done } from "../support/done.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("A list that comes in pages", ({ createClient, everyNode, toArray }, needing) => {
  let server: TestServer;
  let client: Client;
  let asked: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    const ask = (url: string, init: RequestInit) => {
      asked.push(url);
      return fetch(url, init);
    };
    client = createClient({ url: `${server.url}/graphql`, fetch: ask });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
  });

  needing("everyNode")("is walked to its end, page after page, or as far as is wanted", async () => {
    const facilities = (take?: number) =>
      everyNode(
        async (after) => (await client.facilityList({ first: 10, after })).facilities,
        take === undefined ? {} : { take },
      );
    expect((await toArray(facilities(), { max: 100 })).length).toBe(42);
    expect(asked).toHaveLength(5);
    asked = [];
    expect((await toArray(facilities(12), { max: 100 })).length).toBe(12);
    expect(asked).toHaveLength(2);
    asked = [];
    expect(await toArray(facilities(0), { max: 100 })).toEqual([]);
    expect(asked).toHaveLength(0);
    await expect(toArray(facilities(), { max: 20 })).rejects.toThrow("There are more than 20");
  });

  needing("everyNode")(
    "ends where a cursor comes again, be it that of the page it began with, and where there is none",
    async () => {
      const pageUpTo = (endCursor: string): Page<string> => ({
        nodes: [endCursor],
        pageInfo: { hasNextPage: true, endCursor },
      });
      const walked = (cursors: string[], from?: Page<string>) => {
        const all = cursors.values();
        return toArray(
          everyNode(async () => pageUpTo(all.next().value ?? "too far"), { from }),
          { max: 10 },
        );
      };
      expect(await walked(["a", "a"])).toEqual(["a", "a"]);
      expect(await walked(["a", "b", "a"])).toEqual(["a", "b", "a"]);
      expect(await walked(["a"], pageUpTo("a"))).toEqual(["a", "a"]);
      expect(
        await toArray(
          everyNode(async () => null),
          { max: 10 },
        ),
      ).toEqual([]);
    },
  );

  /** What the server has of it in one page, and what walking by pages of `first` gives; both of the world of that day. */
  async function facilitiesOf(code: string, asOf: string | undefined, first: number) {
    const whole = await client.districtPage({ code, asOf });
    asked = [];
    const { area } = await client.districtPage({ code, asOf, first });
    const { id = "" } = area ?? {};
    const facilities = everyNode(
      async (after) => (await client.areaFacilities({ id, asOf, first, after })).node?.facilities,
      { from: area?.facilities },
    );
    return { whole: whole.area?.facilities.nodes, walked: await toArray(facilities, { max: 100 }) };
  }

  for (const { code, asOf, facilities } of [
    { code: "46", asOf: "2019-08-08", facilities: 42 },
    { code: "46", asOf: "2022-12-07", facilities: 41 },
    { code: "46", asOf: undefined, facilities: 42 },
    { code: "474", asOf: "2022-12-07", facilities: 1 },
    { code: "VN", asOf: "2026-01-01", facilities: 41 },
  ])
    needing("everyNode")(`goes on with the facilities of the area ${code} by its id, as of ${asOf}`, async () => {
      const { whole, walked } = await facilitiesOf(code, asOf, 10);
      expect(walked).toEqual(whole);
      expect(walked.length).toBe(facilities);
      expect(asked.length).toBe(Math.ceil(facilities / 10));
    });

  needing("everyNode")("asks for no further page where the first one is all", async () => {
    const { whole, walked } = await facilitiesOf("478", "2022-12-07", 100);
    expect(walked).toEqual(whole);
    expect(asked).toHaveLength(1);
  });

  needing("everyNode", "leagueLines")(
    "goes on with a league table by the id of its metric, over the same units and of the same day",
    async () => {
      const table = { code: "LINKUPS_FAILED", on: "2019-12-31", under: "46" };
      const whole = (await client.leagueTable({ ...table, first: 100 })).metric?.league;
      const { metric } = await client.leagueTable({ ...table, first: 10 });
      const { code, ...same } = { ...table, id: metric?.id ?? "", first: 10 };
      const lines = everyNode(async (after) => (await client.leagueLines({ ...same, after })).node?.league, {
        from: metric?.league,
      });
      expect(await toArray(lines, { max: 100 })).toEqual(whole?.nodes);
      expect(whole?.totalCount).toBe(whole?.nodes.length);
      expect(whole?.nodes.length).toBeGreaterThan(20);
    },
  );

  needing(
    "everyNode",
    "facilityProgress",
    "milestoneProgress",
  )("goes on with the reports of a facility by its id, up to the same day", async () => {
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { accessToken } = await signedIn(server, "mắt");
    const editor = createClient({ url: `${server.url}/graphql`, token: accessToken });
    const [milestone] = (await client.roadmapByYear({})).roadmap.milestones;
    for (const day of [1, 2, 3, 4, 5]) {
      const input = { milestone: milestone?.id ?? "", facility: "BV-MAT", on: `2026-01-0${day}`, status: "PLANNED" };
      done(await editor.recordMilestoneProgress({ input: input as typeof input & { status: "PLANNED" } }));
    }
    const daysOf = async (asOf: string | undefined) => {
      const { facility } = await client.facilityMilestones({ code: "BV-MAT", asOf, first: 2 });
      const reports = everyNode(
        async (after) =>
          (await client.facilityProgress({ id: facility?.id ?? "", asOf, first: 2, after })).node?.milestoneProgress,
        { from: facility?.milestoneProgress },
      );
      return (await toArray(reports, { max: 100 })).map(({ on }) => Number(on.slice(-1)));
    };
    expect(await daysOf("2026-01-03")).toEqual([3, 2, 1]);
    expect(await daysOf(undefined)).toEqual([5, 4, 3, 2, 1]);
    const ofMilestone = everyNode(
      async (after) => (await client.milestoneProgress({ id: milestone?.id ?? "", first: 2, after })).node?.progress,
    );
    expect((await toArray(ofMilestone, { max: 100 })).map(({ on }) => Number(on.slice(-1)))).toEqual([5, 4, 3, 2, 1]);
  });

  needing("areaFacilities")("finds nothing more by the id of something else, or of nothing", async () => {
    const { facility } = await client.facilityCard({ code: "BV-MAT" });
    for (const id of [facility?.id ?? "", "unknown"]) {
      expect((await client.areaFacilities({ id })).node?.facilities).toBeUndefined();
    }
  });
});
