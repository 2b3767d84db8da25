import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, isInputObjectType } from "graphql";
import { type Data, runQuery } from "../support/run-query.js";
import { introspected } from "../support/served-schema.js";
import { startTestServer, type TestServer } from "../support/server.js";

const KEYS = ["MilestoneKeyInput", "TargetKeyInput"];
const BY = "query ($by: MilestoneKeyInput!) { milestone(by: $by) { titleVi } }";
const TITLE = "Xây dựng kho dữ liệu ngành Y tế";

describe("An input of which exactly one field is given", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("says so in schema.graphql and by introspection", async () => {
    const types = Object.values(buildSchema(readFileSync("schema.graphql", "utf8")).getTypeMap());
    expect(types.filter((type) => isInputObjectType(type) && type.isOneOf).map(({ name }) => name)).toEqual(KEYS);
    const served = (await introspected(server)).data.__schema.types.filter(({ isOneOf }: Data) => isOneOf);
    expect(served.map(({ name }: Data) => name).sort()).toEqual(KEYS);
  });

  it.each([{}, { id: "x", titleVi: TITLE }, { id: null }, { id: "x", titleVi: null }])(
    "is refused as variables %p, new and asked again, with nothing of it sent back",
    async (by) => {
      for (let times = 0; times < 3; times += 1) {
        const { data, errors } = await runQuery(server, BY, { by });
        expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([undefined, ["BAD_USER_INPUT"]]);
        expect(errors?.[0]?.message).toMatch(/MilestoneKeyInput|must be non-null|non-nullable/i);
        expect(errors?.[0]?.message).not.toContain(TITLE);
        const vi = (await runQuery(server, BY, { by }, { "accept-language": "vi" })).errors?.[0]?.message;
        expect(vi).toMatch(/^Phải nêu đúng một trường|^Giá trị đầu vào không hợp lệ/);
      }
    },
  );

  it.each(["{}", `{ id: "x", titleVi: "${TITLE}" }`, "{ id: null }", '{ nothing: "x" }'])(
    "is refused where %s stands in the document",
    async (by) => {
      const { data, errors } = await runQuery(server, `{ milestone(by: ${by}) { titleVi } }`);
      expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, "GRAPHQL_VALIDATION_FAILED"]);
    },
  );

  it("takes the one field as a variable, and refuses it where that is null or left out", async () => {
    const query = "query ($titleVi: String!) { milestone(by: { titleVi: $titleVi }) { titleVi } }";
    for (let times = 0; times < 3; times += 1) {
      const { data, errors } = await runQuery(server, query, { titleVi: TITLE });
      expect([data, errors]).toEqual([{ milestone: { titleVi: TITLE } }, undefined]);
    }
    for (const variables of [{ titleVi: null }, {}]) {
      const { data, errors } = await runQuery(server, query.replace("String!", "String"), variables);
      expect([data, errors?.[0]?.extensions.code]).toEqual([{ milestone: null }, "BAD_USER_INPUT"]);
    }
  });
});
