import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** A question for one object by what people call it, and what is in the answer. */
const ONE: readonly [name: string, question: string, found: object][] = [
  [
    "legal document",
    'one: legalDocument(number: "5316/QĐ-BYT") { number issuedOn kind { code } }',
    { number: "5316/QĐ-BYT", issuedOn: "2020-12-22", kind: { code: "DECISION" } },
  ],
  [
    "rule set",
    'one: ruleSet(code: "HUE-2022-OBSERVED") { code judgesUpTo }',
    { code: "HUE-2022-OBSERVED", judgesUpTo: 3 },
  ],
  [
    "check",
    'one: discrepancy(code: "LEVEL_SHARE.2020.1") { code status source { document { code } } }',
    { code: "LEVEL_SHARE.2020.1", status: "CONFLICT", source: { document: { code: "BRIEFING-2022-12-07" } } },
  ],
  [
    "source document",
    'one: sourceDocument(code: "BRIEFING-2022-12-07") { code issuedOn }',
    { code: "BRIEFING-2022-12-07", issuedOn: "2022-12-07" },
  ],
  [
    "milestone",
    'one: milestone(by: { titleVi: "Xây dựng kho dữ liệu ngành Y tế" }) { titleVi box }',
    { titleVi: "Xây dựng kho dữ liệu ngành Y tế", box: "A" },
  ],
  [
    "target",
    'one: target(by: { statementVi: "90% người dân có hồ sơ sức khỏe điện tử." }) { year metric { code } value }',
    { year: 2025, metric: { code: "HEALTH_RECORD_COVERAGE" }, value: 90 },
  ],
];

const BY_WORDS = `query ($m: MilestoneKeyInput!, $t: TargetKeyInput!) {
  milestone(by: $m) { id titleVi } target(by: $t) { id statementVi } }`;

describe("One object", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  it.each(ONE)("is found: a %s", async (_, question, found) => {
    expect(await dataOf(server, `{ ${question} }`)).toEqual({ one: found });
  });

  it("is the one that its list and its id lead to", async () => {
    const { legalDocuments, sourceDocuments, discrepancies, ruleSets, targets, roadmap } = await dataOf(
      server,
      `{ legalDocuments { id number } sourceDocuments { id code } discrepancies { id code } ruleSets { code }
         targets { id statementVi } roadmap { milestones { id titleVi } } }`,
    );
    const each = async (rows: object[], query: string, variablesOf: (row: never) => object) => {
      for (const row of rows) {
        const { one } = await dataOf(server, query, variablesOf(row as never) as Record<string, unknown>);
        expect(one).toEqual(row);
      }
      expect(rows.length).toBeGreaterThan(1);
    };
    type Row = Record<"id" | "number" | "code" | "titleVi" | "statementVi", string>;
    await each(legalDocuments, "query ($n: String!) { one: legalDocument(number: $n) { id number } }", (row: Row) => ({
      n: row.number,
    }));
    await each(sourceDocuments, "query ($c: String!) { one: sourceDocument(code: $c) { id code } }", (row: Row) => ({
      c: row.code,
    }));
    await each(discrepancies, "query ($c: String!) { one: discrepancy(code: $c) { id code } }", (row: Row) => ({
      c: row.code,
    }));
    await each(ruleSets, "query ($c: String!) { one: ruleSet(code: $c) { code } }", (row: Row) => ({ c: row.code }));
    const milestone = "query ($by: MilestoneKeyInput!) { one: milestone(by: $by) { id titleVi } }";
    const target = "query ($by: TargetKeyInput!) { one: target(by: $by) { id statementVi } }";
    for (const key of ["id", "titleVi"] as const)
      await each(roadmap.milestones, milestone, (row: Row) => ({ by: { [key]: row[key] } }));
    for (const key of ["id", "statementVi"] as const)
      await each(targets, target, (row: Row) => ({ by: { [key]: row[key] } }));
  });

  it.each([
    'legalDocument(number: "9999/NO")',
    'legalDocument(number: "")',
    'ruleSet(code: "HUE-2022")',
    'ruleSet(code: "hue-2022-observed")',
    'discrepancy(code: "LEVEL_SHARE.2020.99")',
    'sourceDocument(code: "__proto__")',
    'milestone(by: { titleVi: "Không có mốc này" })',
    'milestone(by: { titleVi: "" })',
    'target(by: { statementVi: "100%" })',
    'target(by: { id: "x" })',
  ])("that there is not is null, as of its neighbours: %s", async (question) => {
    const { data, errors } = await runQuery(server, `{ one: ${question} { __typename } }`);
    expect([data, errors]).toEqual([{ one: null }, undefined]);
  });

  it("is not taken for one of another type with its id", async () => {
    const { targets, roadmap } = await dataOf(server, "{ targets { id } roadmap { milestones { id } } }");
    const ids = { m: { id: targets[0].id }, t: { id: roadmap.milestones[0].id } };
    expect(await dataOf(server, BY_WORDS, ids)).toEqual({ milestone: null, target: null });
  });

  it("is known by its words in capitals, with blanks and in NFD", async () => {
    const words = {
      m: "  XÂY DỰNG  kho dữ liệu\u00a0ngành y tế ",
      t: "90% người dân có hồ sơ sức khỏe điện tử.".normalize("NFD"),
    };
    const { milestone, target } = await dataOf(server, BY_WORDS, {
      m: { titleVi: words.m },
      t: { statementVi: words.t },
    });
    expect([milestone.titleVi, target.statementVi]).toEqual([
      "Xây dựng kho dữ liệu ngành Y tế",
      "90% người dân có hồ sơ sức khỏe điện tử.",
    ]);
    const { one } = await dataOf(server, '{ one: legalDocument(number: " 54/2017/tt-byt ") { number } }');
    expect(one).toEqual({ number: "54/2017/TT-BYT" });
  });

  it("is named by its id where several have the same words, and is of now after an act", async () => {
    const { headers } = await signedIn(server, "sở");
    const acting = new Acting(server, headers, { target: "id statementVi version" });
    const statementVi = "Một mục tiêu bịa ra cho phép thử.";
    const ask = () =>
      runQuery(server, "query ($by: TargetKeyInput!) { target(by: $by) { id } }", { by: { statementVi } });
    for (let times = 0; times < 3; times += 1) expect((await ask()).data).toEqual({ target: null });
    const made = { legalDocument: "54/2017/TT-BYT", statementVi };
    const first = await acting.done("targetAdd", { ...made, year: 2030 });
    expect((await ask()).data).toEqual({ target: { id: first.id } });
    const second = await acting.done("targetAdd", { ...made, year: 2035 });
    const { data, errors } = await ask();
    expect([data, errors?.map(({ message, extensions }) => [message, extensions.code])]).toEqual([
      { target: null },
      [[`2 have the words "${statementVi}"; name one by its id.`, "BAD_USER_INPUT"]],
    ]);
    const byId = await dataOf(server, "query ($by: TargetKeyInput!) { target(by: $by) { year } }", {
      by: { id: second.id },
    });
    expect(byId).toEqual({ target: { year: 2035 } });
  });

  it("costs no statement beyond the revision; of checks all are worked out once for a revision", async () => {
    const costs = [];
    for (const [, question] of ONE) {
      await dataOf(server, `{ ${question} }`);
      const { extensions } = await runQuery(server, `{ ${question} }`, {}, { "x-graphql-cost": "1" });
      costs.push([extensions.cost.statements, extensions.cost.actual <= extensions.cost.requested]);
    }
    expect(costs).toEqual(ONE.map(() => [1, true]));
  });

  it("hands down the day on which it was asked about", async () => {
    const query = `query ($asOf: LocalDate) { milestone(by: { titleVi: "Xây dựng kho dữ liệu ngành Y tế" }, asOf: $asOf) { asOf } }`;
    expect(await dataOf(server, query, { asOf: "2023-05-01" })).toEqual({ milestone: { asOf: "2023-05-01" } });
    expect(await dataOf(server, query)).toEqual({ milestone: { asOf: null } });
  });
});
