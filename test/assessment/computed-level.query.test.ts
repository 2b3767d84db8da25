import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A computed level", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const facility = async (code: string, fields: string): Promise<Data> =>
    (await dataOf(server, `query ($code: String!) { facility(code: $code) { ${fields} } }`, { code })).facility;

  const gap = (args: string) =>
    `latestAssessment { gap(${args}) { to met unmet { component requirement } unevaluable { component } } }`;

  it("has no gap to the level reached; to level 3 the health protection clinic lacks LIS alone", async () => {
    const none = { unmet: [], unevaluable: [] };
    expect(await facility("TTYT-PHUVANG", gap("to: 3"))).toEqual({
      latestAssessment: { gap: { to: 3, met: true, ...none } },
    });
    expect(await facility("PK-BVSKCB", gap("to: 2"))).toEqual({
      latestAssessment: { gap: { to: 2, met: true, ...none } },
    });
    const lis = "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).";
    expect(await facility("PK-BVSKCB", gap("to: 3"))).toEqual({
      latestAssessment: {
        gap: { to: 3, met: false, unmet: [{ component: "LIS", requirement: lis }], unevaluable: [] },
      },
    });
  });

  it("is not judged above level 3 by what was observed up to level 3", async () => {
    const { latestAssessment } = await facility("BV-YHCT", gap("to: 4"));
    expect(latestAssessment.gap).toEqual({
      ...{ to: 4, met: false, unevaluable: [{ component: null }] },
      unmet: [{ component: "HIS", requirement: "HIS at level 4 or higher." }],
    });
  });

  it("says what capped it in the language of the reader", async () => {
    const query = '{ facility(code: "PK-BVSKCB") { latestAssessment { computedLevel { level reasons } } } }';
    const { data } = await runQuery(server, query, {}, { "accept-language": "vi-VN,vi;q=0.9" });
    expect(data.facility.latestAssessment.computedLevel).toEqual({
      level: 2,
      reasons: ["Mức 3 cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II)."],
    });
  });

  it.each([
    ["gap(to: 9) { met }", "`to` is 9; a level is from 1 to 7."],
    ["gap(to: 0) { met }", "`to` is 0; a level is from 1 to 7."],
    ['gap(to: 3, ruleSet: "TT54") { met }', /^No rule set has code "TT54"\. Did you mean "HUE-2022-OBSERVED"\?$/],
    ['computedLevel(ruleSet: "HUE-2021") { level }', /^No rule set has code "HUE-2021"\. /],
  ])("refuses %s with a sentence", async (field, sentence) => {
    const { errors } = await runQuery(server, `{ facility(code: "BV-PHOI") { latestAssessment { ${field} } } }`);
    expect(errors).toHaveLength(1);
    expect([errors?.[0]?.extensions, errors?.[0]?.path?.slice(0, 2)]).toEqual([
      { code: "BAD_USER_INPUT" },
      ["facility", "latestAssessment"],
    ]);
    expect(errors?.[0]?.message).toMatch(sentence);
  });
});
