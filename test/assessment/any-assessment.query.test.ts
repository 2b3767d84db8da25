import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { assessing, openRound } from "../support/assessments.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const SHOWN = `fragment Shown on AnyAssessment { __typename id asOf status version reportedLevel
  components { component level grade } answers { criterion { code } answer }
  computedLevel { level byRuleSet { code } } facility { code } round { code } }`;

describe("An assessment, published or worked on", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  const ids: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
    const department = assessing(server, headers);
    await openRound(department, "2026");
    const query = '{ facility(code: "BV-MAT") { latestAssessment { id } } }';
    ids.push((await runQuery(server, query)).data.facility.latestAssessment.id);
    const started = await department.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    const { id } = await department.done("assessmentSave", {
      ...{ id: started.id, expectedVersion: started.version },
      components: [{ component: "HIS", level: 2 }],
      answers: [{ criterion: "LIS_80", answer: "MET" }],
    });
    ids.push(id);
  });
  afterAll(() => server.close());

  const shown = async (who: Record<string, string>): Promise<Data> => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ...Shown } } ${SHOWN}`;
    const { data, errors } = await runQuery(server, query, { ids }, who);
    expect(errors).toBeUndefined();
    return data.nodes;
  };

  it("is asked for in the same words", async () => {
    const [published, draft] = await shown(headers);
    expect(published).toMatchObject({
      ...{ __typename: "Assessment", status: "PUBLISHED", reportedLevel: 2, asOf: null, answers: [] },
      computedLevel: { level: 2, byRuleSet: { code: "HUE-2022-OBSERVED" } },
      ...{ facility: { code: "BV-MAT" }, round: { code: "2022" } },
    });
    expect(published.components).toHaveLength(6);
    expect(draft).toMatchObject({
      ...{ __typename: "AssessmentDraft", status: "DRAFT", version: 2, reportedLevel: null, asOf: null },
      answers: [{ criterion: { code: "LIS_80" }, answer: "MET" }],
      computedLevel: { byRuleSet: { code: "HUE-2022-OBSERVED" } },
      ...{ facility: { code: "BV-MAT" }, round: { code: "2026" } },
    });
    expect(draft.components).toContainEqual({ component: "HIS", level: 2, grade: null });
  });

  it("is the same as asked for by its own type", async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Assessment { __typename facility { code } round { code } computedLevel { level } }
      ... on AssessmentDraft { __typename facility { code } round { code } computedLevel { level } } } }`;
    const { data } = await runQuery(server, query, { ids }, headers);
    const nodes = (await shown(headers)).map(({ __typename, facility, round, computedLevel }: Data) => ({
      ...{ __typename, facility, round, computedLevel: { level: computedLevel.level } },
    }));
    expect(data.nodes).toEqual(nodes);
  });

  it("is still for those alone to see who may", async () => {
    const [published, draft] = await shown({});
    expect([published.__typename, draft]).toEqual(["Assessment", null]);
  });

  it("costs as many statements for many as for one", async () => {
    const costOf = async (first: number) => {
      const query = `{ facilities(first: ${first}) { nodes { assessments { ...Shown } } } } ${SHOWN}`;
      const { extensions } = await runQuery(server, query, {}, { "x-graphql-cost": "1" });
      return extensions.cost.statements;
    };
    await costOf(42);
    expect(await costOf(42)).toBe(await costOf(2));
  });
});
