import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Client, everyNode, type Page, toArray } from "../../client-sdk/index.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("The SDK against the real server", ({ createClient }, needing) => {
  let server: TestServer;
  let client: Client;
  let requests = 0;

  beforeAll(async () => {
    server = await startTestServer();
    client = createClient({
      url: `${server.url}/graphql`,
      fetch: (url, init) => {
        requests += 1;
        return fetch(url, init);
      },
    });
  });
  afterAll(() => server.close());

  const once = async <T>(call: () => Promise<T>): Promise<T> => {
    requests = 0;
    const answer = await call();
    expect(requests).toBe(1);
    return answer;
  };

  it("shows Phú Vang's page of 7 December 2022 in one request", async () => {
    const { area, roadmap } = await once(() => client.districtPage({ code: "478", asOf: "2022-12-07" }));
    expect(area?.name).toBe("Huyện Phú Vang");
    expect(
      area?.facilities.nodes.map(({ code, assessments }) => [code, assessments.map((each) => each.reportedLevel)]),
    ).toEqual([["TTYT-PHUVANG", [3, 3]]]);
    expect(roadmap).toMatchObject({ fromYear: 2022, toYear: 2030 });
  });

  it("shows Bình Điền's card and what it lacks for level 3", async () => {
    const { facility } = await once(() => client.facilityCard({ code: "BV-BINHDIEN" }));
    expect(facility).toMatchObject({ name: "Bệnh viện Đa khoa Bình Điền", actualBeds: 65 });
    const assessed = await once(() => client.facilityAssessment({ code: "BV-BINHDIEN", round: "2022", gapTo: 3 }));
    expect(assessed.facility?.assessment?.gap.unmet.map(({ requirement }) => requirement)).toEqual([
      "HIS at level 3 or higher.",
    ]);
  });

  needing("levelMatrix")("shows which units changed their level between the rounds", async () => {
    const { assessmentRound } = await once(() => client.levelMatrix({ from: "2020", to: "2022", under: "478" }));
    expect(assessmentRound?.comparison.transitions).toMatchObject([
      { from: 3, to: 3, count: 1, facilities: [{ code: "TTYT-PHUVANG" }] },
    ]);
  });

  needing("whatIf")("shows that basic LIS would lift the health protection clinic to level 3", async () => {
    const assumptions = [{ facility: "PK-BVSKCB", component: "LIS", grade: "BASIC" }] as const;
    const { whatIf } = await once(() => client.whatIf({ round: "2022", assumptions }));
    expect(whatIf.facilities).toMatchObject([{ reportedLevel: 2, before: { level: 2 }, after: { level: 3 } }]);
    expect(whatIf.after.distribution.map(({ level, count }) => [level, count])).toEqual([
      [2, 13],
      [3, 6],
    ]);
  });

  needing("ruleSets", "gradeOfAnswers")(
    "shows the rule sets with their gates, and the grade that answers give",
    async () => {
      const { ruleSets } = await once(() => client.ruleSets({}));
      expect(ruleSets.map(({ code, gates }) => [code, gates.length])).toEqual([
        ["HUE-2022-OBSERVED", 12],
        ["TT54-DOCUMENTED", 11],
      ]);
      const answers = [80, 81, 82, 83, 84, 85].map((n) => ({ criterion: `LIS_${n}`, answer: "MET" }) as const);
      const { gradeOfAnswers } = await once(() => client.gradeOfAnswers({ group: "LIS", answers }));
      expect(gradeOfAnswers).toMatchObject({ grade: "BASIC", atMost: "ADVANCED" });
      expect(gradeOfAnswers.unanswered).toHaveLength(4);
    },
  );

  it("lists facilities by beds, Phú Lộc first with 296", async () => {
    const { facilities } = await once(() =>
      client.facilityList({ orderBy: { field: "ACTUAL_BEDS", direction: "DESC" }, first: 1 }),
    );
    expect(facilities.totalCount).toBe(42);
    expect(facilities.nodes[0]).toMatchObject({ code: "TTYT-PHULOC", actualBeds: 296 });
  });

  it("shows 14 units at level 2 and 5 at level 3 in 2022, and the change from 2020", async () => {
    const { assessmentRound } = await once(() => client.levelDistribution({ round: "2022" }));
    expect(assessmentRound?.levelDistribution.map(({ level, count }) => [level, count])).toEqual([
      [2, 14],
      [3, 5],
    ]);
    const change = await once(() => client.levelChange({ from: "2020", to: "2022" }));
    expect(change.to?.comparison).toEqual({ up: 3, down: 4, same: 11, unknown: 1 });
  });

  needing("matchNames")(
    "recognises Phú Vang as the survey list writes it, and offers both clinics called Medic without taking one",
    async () => {
      const { matchNames } = await once(() => client.matchNames({ names: ["TTYThuyện Phú Vang", "Medic"] }));
      expect(matchNames.map(({ status, facility, candidates }) => [status, facility?.code, candidates.length])).toEqual(
        [
          ["MATCHED", "TTYT-PHUVANG", 0],
          ["UNKNOWN", undefined, 2],
        ],
      );
    },
  );

  needing("systemDemand")(
    "shows that two units ask for LIS and lack it, and that 12 ask for it though they have it",
    async () => {
      const { assessmentRound } = await once(() => client.systemDemand({ round: "2022" }));
      const lis = assessmentRound?.systemDemand.find(({ system }) => system.code === "LIS");
      expect(lis?.situations.map(({ situation, count }) => [situation, count])).toEqual([
        ["NEEDED_MISSING", 2],
        ["NEEDED_PRESENT", 12],
        ["UNASKED_MISSING", 2],
        ["UNASKED_PRESENT", 3],
      ]);
      const missing = lis?.cells.filter(({ situation }) => situation === "NEEDED_MISSING");
      expect(missing?.map(({ facility }) => facility.name)).toEqual(["Bệnh viện Phổi", "Bệnh viện Răng Hàm Mặt Huế"]);
    },
  );

  it("shows link-up counts of all 35 units of the letter of 2019", async () => {
    const { facilities } = await once(() => client.linkupLeagueTable());
    const reported = facilities.nodes.filter(({ latestObservations }) => latestObservations.length > 0);
    expect(reported).toHaveLength(35);
  });

  needing(
    "leagueTable",
    "reportingCompleteness",
    "targetProgress",
  )(
    "ranks the error rates of the link-up and says what is known of the reports and how far the targets are",
    async () => {
      const { metric } = await once(() => client.leagueTable({ code: "LINKUPS_FAILED", first: 100 }));
      const last = metric?.league.nodes.filter(({ rank }) => rank !== null).at(-1);
      expect([last?.rank, last?.subject, last?.observation?.ratio?.percent]).toEqual([
        33,
        expect.objectContaining({ code: "BV-BINHDIEN" }),
        38.81,
      ]);
      const { reportingCampaigns } = await once(() => client.reportingCompleteness());
      expect(reportingCampaigns[0]?.completeness).toEqual({ numerator: null, denominator: 45, percent: null });
      const { targets } = await once(() => client.targetProgress({ year: 2030, on: "2022-12-07" }));
      expect(targets.map(({ progress }) => progress.distance)).toEqual([null, null, null, null, null, 97]);
      const conflicts = await once(() => client.targetConflicts({ year: 2030 }));
      expect(conflicts.targets.at(-1)?.conflictsWith.map(({ value }) => value)).toEqual([50]);
      await expect(
        client.metricPair({ numerator: "IMMUNISATION_LINKUPS", denominator: "CHILDREN_UNDER_1", subject: "478" }),
      ).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    },
  );

  needing(
    "areaChildren",
    "facilityChildren",
    "metricSeriesPage",
    "targetPage",
  )("goes page by page through what lists have whole", async () => {
    const through = <Node>(ask: (after: string | null) => Promise<Page<Node> | undefined>) =>
      toArray(everyNode(ask), { max: 100 });
    const asOf = "2022-12-07";

    const targets = await through(async (after) => (await client.targetPage({ first: 4, after })).targetConnection);
    expect(targets.map(({ id }) => id)).toEqual((await client.targetsAgainstMetrics()).targets.map(({ id }) => id));

    const districts = await through(
      async (after) => (await client.areaChildren({ code: "46", asOf, first: 4, after })).area?.childConnection,
    );
    expect(districts.map(({ name }) => name)).toEqual(
      (await client.areaTree({ asOf })).areas.flatMap(({ children }) => children.map(({ name }) => name)),
    );

    const of = { code: "IMMUNISATION_LINKUPS", subject: "478" };
    const figures = await through(
      async (after) => (await client.metricSeriesPage({ ...of, first: 1, after })).metric?.seriesConnection,
    );
    expect(figures).toEqual((await client.metricSeries(of)).metric?.series);
    expect(figures.map(({ on }) => on)).toEqual(["2018-12-31", "2019-12-31"]);

    const units = await through(
      async (after) =>
        (await client.facilityChildren({ code: "SYT", asOf, first: 7, after })).facility?.childConnection,
    );
    const { facilities } = await client.facilityList({ filter: { under: "SYT" }, asOf, first: 100 });
    // Under the Department is the Department as well.
    expect(["SYT", ...units.map(({ code }) => code)].sort()).toEqual(facilities.nodes.map(({ code }) => code).sort());
    expect(units).toHaveLength(25);
  });

  it("tells whoever has not signed in that they are the public", async () => {
    expect((await once(() => client.viewer())).viewer.role).toBe("PUBLIC");
  });
});
