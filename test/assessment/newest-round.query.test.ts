import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("Where no round is named", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("the newest with published results is meant, and compared with the one before", async () => {
    const asked = `levelDistribution { level count } comparison`;
    const { newest, named } = await dataOf(
      server,
      `{ newest: assessmentRound { code ${asked} { from { code } up down same unknown } }
        named: assessmentRound(code: "2022") { code ${asked}(with: "2020") { from { code } up down same unknown } } }`,
    );
    expect(newest).toEqual(named);
    expect(newest.comparison).toEqual({ from: { code: "2020" }, up: 3, down: 4, same: 11, unknown: 1 });
  });

  it("a round before which nothing is published is compared with itself", async () => {
    const { assessmentRound } = await dataOf(
      server,
      `{ assessmentRound(code: "2020") { comparison { from { code } up down } } }`,
    );
    expect(assessmentRound.comparison).toEqual({ from: { code: "2020" }, up: 0, down: 0 });
  });

  it("facilities are asked for by their level in the newest", async () => {
    const { newest, named } = await dataOf(
      server,
      `{ newest: facilities(first: 100, filter: { level: { reportedLevel: [3] } }) { nodes { code } }
        named: facilities(first: 100, filter: { level: { round: "2022", reportedLevel: [3] } }) { nodes { code } } }`,
    );
    expect(newest.nodes).toHaveLength(5);
    expect(newest).toEqual(named);
  });

  it("only those who fell are asked for, or who rose, stayed or is not known", async () => {
    const query = `query ($movement: LevelMovement) { assessmentRound { comparison {
      transitions(movement: $movement) { from to count facilities { code } } } } }`;
    const of = async (movement?: string): Promise<Data[]> =>
      (await dataOf(server, query, { movement })).assessmentRound.comparison.transitions;
    const counts = async (movement?: string) => (await of(movement)).reduce((sum, { count }) => sum + count, 0);
    expect(await counts()).toBe(19);
    const each = ["DOWN", "UP", "SAME", "UNKNOWN"];
    expect(await Promise.all(each.map(counts))).toEqual([4, 3, 11, 1]);
    expect((await of("DOWN")).flatMap(({ facilities }) => facilities.map(({ code }: Data) => code)).sort()).toEqual([
      ...["BV-RHM", "TTYT-HUONGTHUY", "TTYT-HUONGTRA", "TTYT-PHULOC"],
    ]);
    for (const { from, to } of await of("DOWN")) expect(to).toBeLessThan(from);
    const { errors } = await runQuery(server, query, { movement: "SIDEWAYS" });
    expect(errors).toHaveLength(1);
  });

  it("a round that nobody has is none, as before", async () => {
    expect(await dataOf(server, `{ assessmentRound(code: "2021") { code } }`)).toEqual({ assessmentRound: null });
    const { errors } = await runQuery(server, `{ assessmentRound { comparison(with: "2021") { up } } }`);
    expect(errors?.[0]?.message).toMatch(/2021/);
  });
});
