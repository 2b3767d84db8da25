import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compareLevel } from "../../server/concepts/assessment/level/level-discrepancy.js";
import { importFile } from "../../server/concepts/import/importer.js";
import { dataIndex, readerNamed } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CHECK = "id kind statement stated recomputed difference status explanationEn explanationVi source { section }";
const TABLE = "briefing-2022-12-07/level-table.csv";

describe("The reported level beside the computed one", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const ofRound = async (round: string): Promise<Data[]> => {
    const query = `query ($round: String!) { facilities(first: 100) { nodes { code assessment(round: $round) {
      discrepancies { ${CHECK} } } } } }`;
    const { facilities } = await dataOf(server, query, { round });
    return facilities.nodes.filter(({ assessment }: Data) => assessment !== null);
  };
  const of = async (code: string, round: string): Promise<Data> =>
    (await ofRound(round)).find((each) => each.code === code).assessment.discrepancies;

  it("is the same for all 19 units of 2022, by HUE-2022-OBSERVED", async () => {
    const units = await ofRound("2022");
    const outcomes = units.map(({ assessment }) => assessment.discrepancies.map(({ status }: Data) => status));
    expect(outcomes).toEqual(Array.from({ length: 19 }, () => ["MATCH"]));
    expect(await of("PK-BVSKCB", "2022")).toMatchObject([
      {
        statement: "Mức năm 2022 của Phòng khám Bảo vệ sức khỏe cán bộ",
        ...{ stated: "Mức 2", recomputed: "Mức 2 (HUE-2022-OBSERVED)" },
        source: { section: "Kết quả đánh giá mức ứng dụng công nghệ thông tin năm 2022 (năm 2020)" },
      },
    ]);
  });

  it("of 2020 cannot be computed for 18 units, and is not printed for the first", async () => {
    const units = await ofRound("2020");
    const outcomes = units.flatMap(({ assessment }) =>
      assessment.discrepancies.map(({ recomputed, status }: Data) => [recomputed, status]),
    );
    expect(outcomes).toEqual(Array.from({ length: 18 }, () => [null, "NOT_COMPUTABLE"]));
    expect(await of("BV-GTVT", "2020")).toEqual([]);
  });

  it("stands among all discrepancies as well, under the same id", async () => {
    const { discrepancies } = await dataOf(server, `{ discrepancies { ${CHECK} } }`);
    const own = [...(await ofRound("2020")), ...(await ofRound("2022"))].flatMap(
      ({ assessment }) => assessment.discrepancies,
    );
    expect(own).toHaveLength(37);
    for (const each of own) expect(discrepancies).toContainEqual(each);
  });

  it("is a conflict where the components say otherwise, and neither is changed for the other", async () => {
    const entry = (await dataIndex()).find(({ file }) => file === TABLE);
    const content = await readFile(`data/${TABLE}`, "utf8");
    const load = async (text: string) => {
      const [document, section] = [entry?.document ?? "", entry?.section ?? ""];
      await importFile(server.db, readerNamed("level-table"), { file: TABLE, content: text, document, section });
    };
    await load(content.replace("Bệnh viện Y học cổ truyền,Mức 3,Cơ bản", "Bệnh viện Y học cổ truyền,Mức 3,"));
    expect(await of("BV-YHCT", "2022")).toMatchObject([
      {
        ...{ stated: "Mức 3", recomputed: "Mức 2 (HUE-2022-OBSERVED)", difference: "1", status: "CONFLICT" },
        explanationEn: "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).",
        explanationVi: "Mức 3 cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II).",
      },
    ]);
    const { facility } = await dataOf(
      server,
      '{ facility(code: "BV-YHCT") { assessment(round: "2022") { reportedLevel computedLevel { level } } } }',
    );
    expect(facility.assessment).toEqual({ reportedLevel: 3, computedLevel: { level: 2 } });
    await load(content);
    expect(await of("BV-YHCT", "2022")).toMatchObject([{ status: "MATCH" }]);
  });
});

describe("A reported level", () => {
  it.each([
    ["the computed one", 3, 3, 3, "MATCH"],
    ["the computed one, though more is not ruled out", 3, 3, 5, "MATCH"],
    ["below the computed one", 2, 3, 3, "CONFLICT"],
    ["above what is not ruled out", 4, 3, 3, "CONFLICT"],
    ["above the computed one, but not ruled out", 4, 3, 5, "NOT_COMPUTABLE"],
    ["not ruled out where nothing can be asserted", 3, null, 3, "NOT_COMPUTABLE"],
    ["ruled out where nothing can be asserted", 4, null, 3, "CONFLICT"],
    ["where no component was reported", 4, null, null, "NOT_COMPUTABLE"],
  ] as const)("that is %s", (_what, reported, level, atMost, status) => {
    expect(compareLevel(reported, { level, atMost, stops: [] })).toBe(status);
  });
});
