import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Client, createClient } from "./sdk.cjs";
import { startTestServer, type TestServer } from "../../../test/support/server.js";

describe("The SDK against the real server", () => {
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

  it("shows link-up counts of all 35 units of the letter of 2019", async () => {
    const { facilities } = await once(() => client.linkupLeagueTable());
    const reported = facilities.nodes.filter(({ latestObservations }) => latestObservations.length > 0);
    expect(reported).toHaveLength(35);
  });

  it("answers every operation for every code on record without a null error", async () => {
    const { facilities } = await client.facilityList({ first: 100 });
    const days = ["2019-08-08", "2022-12-07", "2025-03-01", "2026-01-01", undefined];
    for (const asOf of days) {
      await client.areaTree({ asOf });
      await client.linkupLeagueTable({ asOf });
      for (const { code } of facilities.nodes) await client.facilityCard({ code, asOf });
      for (const code of ["VN", "46", "474", "475", "478", "483"]) await client.districtPage({ code, asOf });
    }
    for (const { code } of facilities.nodes) {
      for (const round of ["2020", "2022"]) await client.facilityAssessment({ code, round, gapTo: 7 });
    }
    const metrics = await server.db.query<{ code: string }>("SELECT code FROM metric");
    for (const { code } of metrics) {
      await client.metricTotals({ code });
      for (const subject of [undefined, "478", "474", "BV-MAT"]) await client.metricSeries({ code, subject });
    }
    await client.statedNeeds({ round: "2022" });
    await client.roadmapByYear({});
    for (const year of [undefined, 2019, 2025, 2030]) await client.targetsAgainstMetrics({ year });
    await client.project06Overview();
    await client.legalBasis();
    await client.discrepancies({});
    await client.criteria({});
    await client.sourceDocuments();
    expect((await client.viewer()).viewer.role).toBe("PUBLIC");
    expect(server.reported).toEqual([]);
  });
});
