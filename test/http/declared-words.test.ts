import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { IntrospectionQuery } from "graphql";
import { type Data, runQuery } from "../support/run-query.js";
import { committedSchema, introspected, servedSchema } from "../support/served-schema.js";
import { startTestServer, type TestServer } from "../support/server.js";

const ABOUT = '__type(name: "AreaType") { description enumValues { name description } }';
const SAID = {
  en: { description: "Level of an area.", province: "Province or centrally-run city." },
  vi: { description: "Cấp của đơn vị hành chính.", province: "Tỉnh hoặc thành phố trực thuộc trung ương." },
};
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;

describe("What the schema says in words", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const asked = async (acceptLanguage: string | undefined, query = `{ ${ABOUT} }`) => {
    const headers: Record<string, string> = acceptLanguage === undefined ? {} : { "accept-language": acceptLanguage };
    const answer = await runQuery(server, query, {}, headers);
    const { description, enumValues } = answer.data.__type;
    const { description: province } = enumValues.find(({ name }: Data) => name === "PROVINCE");
    return { said: { description, province }, language: answer.headers.get("content-language") };
  };

  it.each(["en", "vi"] as const)("is handed out in one language, as it is committed in both: %s", async (language) => {
    expect(await servedSchema(server, language)).toBe(committedSchema(language));
  });

  it.each([
    [undefined, "en"],
    ["", "en"],
    ["vi", "vi"],
    ["vi-VN,vi;q=0.9,en;q=0.8", "vi"],
    ["en-GB,vi;q=0.5", "en"],
    ["fr", "en"],
    ["*", "en"],
  ] as const)("is in the language of messages: to %p in %s", async (acceptLanguage, language) => {
    expect(await asked(acceptLanguage)).toEqual({ said: SAID[language], language });
  });

  it("is Vietnamese also where GraphQL speaks of itself, but for its own types", async () => {
    const { data } = await introspected(server, { "accept-language": "vi" });
    const { types, directives } = (data as IntrospectionQuery).__schema;
    const english = [...types, ...directives]
      .filter(({ name, description }) => !name.startsWith("__") && !VIETNAMESE.test(description ?? ""))
      .map(({ name }) => name);
    expect(english).toEqual([]);
  });

  it("is never mixed up by what is kept, asked in turn and together with data", async () => {
    const query = `{ ${ABOUT} facility(code: "BV-MAT") { name } }`;
    for (let times = 0; times < 4; times += 1) {
      for (const language of ["vi", "en"] as const) {
        expect(await asked(language, query)).toEqual({ said: SAID[language], language });
      }
    }
  });

  it("may be kept by whatever lies between for one language at a time", async () => {
    const address = `${server.url}/graphql?query=${encodeURIComponent(`{ ${ABOUT} }`)}`;
    const got = (headers: Record<string, string>) => fetch(address, { headers });
    const [inEnglish, inVietnamese] = [await got({ "accept-language": "en" }), await got({ "accept-language": "vi" })];
    for (const answer of [inEnglish, inVietnamese]) expect(answer.headers.get("vary")).toContain("accept-language");
    const tags = [inEnglish, inVietnamese].map((answer) => answer.headers.get("etag") ?? "");
    expect(new Set(tags).size).toBe(2);
    for (const [language, statuses] of [
      ["en", [304, 200]],
      ["vi", [200, 304]],
    ] as const) {
      const again = await Promise.all(tags.map((tag) => got({ "accept-language": language, "if-none-match": tag })));
      expect(again.map(({ status }) => status)).toEqual(statuses);
    }
  });

  it("says its language alone: what is on record is in languages of its own", async () => {
    const languageOf = async (query: string) =>
      (await runQuery(server, query, {}, { "accept-language": "vi" })).headers.get("content-language");
    expect(await languageOf('{ facility(code: "BV-MAT") { __typename name } }')).toBeNull();
    expect(await languageOf("{ ...S } fragment S on Query { __schema { queryType { description } } }")).toBe("vi");
  });

  it("costs the same in either language", async () => {
    const costs = await Promise.all(
      ["en", "vi"].map(async (language) => {
        const { extensions } = await introspected(server, { "accept-language": language, "x-graphql-cost": "1" });
        return [extensions.cost.actual, extensions.cost.statements];
      }),
    );
    expect(costs[0]).toEqual(costs[1]);
    expect(costs[0]?.[1]).toBe(0);
  });
});
