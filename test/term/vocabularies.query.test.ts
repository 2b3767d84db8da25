import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { VOCABULARY_NAMES } from "../../server/concepts/term/vocabulary-names.js";
import { moveWholeRevision } from "../../server/core/snapshot/revision.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const ALL = "{ vocabularies { code nameVi nameEn termCount terms { code labelVi labelEn } } }";

describe("The vocabularies", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("are eleven, each with its names and how many terms it has", async () => {
    const { vocabularies: all } = await dataOf(server, "{ vocabularies { code nameVi nameEn termCount } }");
    expect(all.map(({ code, termCount }: Data) => [code, termCount])).toEqual([
      ...[
        ["AIM", 3],
        ["CRITERION_GROUP", 6],
        ["FACILITY_TYPE", 8],
        ["FINDING_KIND", 9],
        ["HOSPITAL_CLASS", 3],
      ],
      ...[
        ["LEGAL_KIND", 9],
        ["PROGRAMME", 4],
        ["SERVICE_LEVEL", 2],
        ["SYSTEM", 10],
        ["TRACK", 5],
        ["UNIT", 13],
      ],
    ]);
    expect(all[2]).toEqual({
      code: "FACILITY_TYPE",
      nameVi: "Hình thức tổ chức của cơ sở",
      nameEn: "Types of facilities",
      termCount: 8,
    });
    expect(all.map(({ code }: Data) => code)).toEqual(Object.keys(VOCABULARY_NAMES));
  });

  it("have the terms that `terms` has, in their order", async () => {
    const { vocabularies: all } = await dataOf(server, ALL);
    for (const { code, termCount, terms } of all) {
      const asked = "query ($code: String!) { terms(vocabulary: $code) { code labelVi labelEn } }";
      expect(await dataOf(server, asked, { code })).toEqual({ terms });
      expect(terms).toHaveLength(termCount);
    }
  });

  it("cost no statement beyond the revision, and are of now when a term has come", async () => {
    const costOf = async (query: string) => {
      const { extensions } = await runQuery(server, query, {}, { "x-graphql-cost": "1" });
      const { actual, requested, statements } = extensions.cost;
      return { statements, isEnough: actual <= requested };
    };
    for (const query of [ALL, "{ vocabularies { code } }"])
      expect(await costOf(query)).toEqual({ statements: 1, isEnough: true });
    for (let times = 0; times < 3; times += 1) await runQuery(server, ALL);
    await server.db.transaction(async (tx) => {
      await tx.query("INSERT INTO term (vocabulary, code, label_vi, position) VALUES ('TRACK', 'MADE_UP', 'bịa', 99)");
      await tx.query("INSERT INTO term (vocabulary, code, label_vi, position) VALUES ('MADE_UP', 'ONE', 'một', 0)");
      await moveWholeRevision(tx, "REFERENCE");
    });
    const { vocabularies: all } = (await runQuery(server, ALL)).data;
    expect(all.find(({ code }: Data) => code === "TRACK")).toMatchObject({ termCount: 6 });
    expect(all.find(({ code }: Data) => code === "MADE_UP")).toEqual({
      ...{ code: "MADE_UP", nameVi: "MADE_UP", nameEn: "MADE_UP", termCount: 1 },
      terms: [{ code: "ONE", labelVi: "một", labelEn: null }],
    });
  });
});
