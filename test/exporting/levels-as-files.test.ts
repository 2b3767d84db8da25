import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { csvAt, download } from "../support/downloads.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** "Kết quả đánh giá mức ứng dụng công nghệ thông tin năm 2022 (năm 2020)" of the briefing, as printed. */
const PRINTED: string[][] = parse(readFileSync("data/briefing-2022-12-07/level-table.csv"), { bom: true });

describe("Levels as files", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const rowsOf = async (path: string) => (await csvAt(server, path)).slice(1);
  const refusal = async (path: string) => {
    const response = await download(server, path);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    return [response.status, errors[0]?.message];
  };

  describe("level-changes", () => {
    it("has who fell from 2020 to 2022 first, then who rose, stayed and is unknown, with both levels", async () => {
      const [header = [], ...rows] = await csvAt(server, "/export/level-changes.csv?from=2020&to=2022");
      expect(header).toEqual([
        ...["Thay đổi", "Mã cơ sở", "Tên cơ sở", "Mức đợt 2020", "Mức đợt 2022"],
        ...["Tài liệu nguồn", "Đề mục", "Tên tài liệu nguồn"],
      ]);
      const counts = new Map<string, number>();
      for (const [change = ""] of rows) counts.set(change, (counts.get(change) ?? 0) + 1);
      expect([...counts]).toEqual([
        ["Tụt mức", 4],
        ["Lên mức", 3],
        ["Giữ nguyên", 11],
        ["Không rõ", 1],
      ]);
      expect(rows.slice(0, 4).map((row) => row.slice(1, 5))).toEqual([
        ["BV-RHM", "Bệnh viện Răng Hàm Mặt Huế", "Mức 3", "Mức 2"],
        ["TTYT-PHULOC", "Trung tâm Y tế huyện Phú Lộc", "Mức 3", "Mức 2"],
        ["TTYT-HUONGTRA", "Trung tâm Y tế thị xã Hương Trà", "Mức 3", "Mức 2"],
        ["TTYT-HUONGTHUY", "Trung tâm Y tế thị xã Hương Thủy", "Mức 4", "Mức 2"],
      ]);
      expect(rows.at(-1)?.slice(0, 6)).toEqual([
        ...["Không rõ", "BV-GTVT", "Bệnh viện Giao thông vận tải Huế", "Không rõ", "Mức 3", "BRIEFING-2022-12-07"],
      ]);
      expect(rows).toHaveLength(PRINTED.length - 1);
    });

    it("has those of one area or managing body, and the way back", async () => {
      const rows = await rowsOf("/export/level-changes.csv?from=2022&to=2020&under=479");
      expect(rows.map((row) => row.slice(0, 5))).toEqual([
        ["Lên mức", "TTYT-HUONGTHUY", "Trung tâm Y tế thị xã Hương Thủy", "Mức 2", "Mức 4"],
      ]);
    });

    it.each([
      ["from=2020", /`to` is missing/],
      ["from=2020&to=2021", /2021/],
      ["from=2020&to=2022&under=SYTE", /SYTE.*SYT/],
    ])("refuses %s", async (search, said) => {
      expect(await refusal(`/export/level-changes.csv?${search}`)).toEqual([400, expect.stringMatching(said)]);
    });
  });

  describe("what-if", () => {
    it("has the levels that GraphQL computes, with and without the assumptions", async () => {
      const rows = await rowsOf("/export/what-if.csv?round=2022&assume=PK-BVSKCB.LIS.BASIC&assume=BV-MAT.HIS.3");
      expect(rows).toHaveLength(19);
      const { whatIf } = await dataOf(
        server,
        `query ($assumptions: [AssumedResultInput!]!) {
          whatIf(round: "2022", assumptions: $assumptions) {
            facilities { facility { code } reportedLevel before { level } after { level cappedBy { textVi } } }
            before { distribution { level count } } after { distribution { level count } }
          }
        }`,
        {
          assumptions: [
            { facility: "PK-BVSKCB", component: "LIS", grade: "BASIC" },
            { facility: "BV-MAT", component: "HIS", level: 3 },
          ],
        },
      );
      const byCode = new Map(rows.map((row) => [row[0], row]));
      expect(byCode.get("PK-BVSKCB")?.[2]).toBe("LIS: Cơ bản");
      for (const { facility, reportedLevel, before, after } of whatIf.facilities) {
        expect(byCode.get(facility.code)?.slice(3, 7)).toEqual([
          ...[`Mức ${reportedLevel}`, `Mức ${before.level}`, `Mức ${after.level}`],
          after.cappedBy.map(({ textVi }: { textVi: string }) => textVi).join(" "),
        ]);
      }
      for (const [column, side] of [
        [4, whatIf.before],
        [5, whatIf.after],
      ] as const) {
        for (const { level, count } of side.distribution)
          expect(rows.filter((row) => row[column] === `Mức ${level}`)).toHaveLength(count);
      }
    });

    it("takes * for all units, and what is assumed of one by name before it", async () => {
      const rows = await rowsOf("/export/what-if.csv?round=2022&assume=PK-BVSKCB.LIS.BASIC&assume=*.LIS.NONE");
      expect(rows.filter((row) => row[5] === "Mức 3").map((row) => [row[0], row[2]])).toEqual([
        ["PK-BVSKCB", "LIS: Cơ bản"],
      ]);
      expect(rows.filter((row) => row[2] === "LIS: không có")).toHaveLength(18);
    });

    it("is as reported without an assumption", async () => {
      const rows = await rowsOf("/export/what-if.csv?round=2022");
      expect(rows.filter((row) => row[2] === "" && row[4] === row[5])).toHaveLength(19);
    });

    it.each([
      ["round=2022&assume=PK-BVSKCB.LIS", /PK-BVSKCB\.LIS/],
      ["round=2022&assume=PK-BVSKCB.LIS.8", /PK-BVSKCB\.LIS\.8/],
      ["round=2022&assume=PK-BVSKCB.XYZ.2", /XYZ/],
      ["round=2022&assume=BV-MATT.HIS.3", /BV-MATT/],
      ["round=2022&assume=BV-MAT.HIS.BASIC", /HIS/],
      ["round=2022&assume=BV-MAT.HIS.3&assume=BV-MAT.HIS.4", /BV-MAT/],
      ["round=2022&ruleSet=NONE", /NONE/],
      ["assume=BV-MAT.HIS.3", /`round` is missing/],
    ])("refuses %s", async (search, said) => {
      expect(await refusal(`/export/what-if.csv?${search}`)).toEqual([400, expect.stringMatching(said)]);
    });
  });

  describe("facilities by their level in a round", () => {
    it.each([
      ["round=2022&level=3", [3]],
      ["round=2022&level=2&level=3", [2, 3]],
      ["round=2020&level=BLANK", [null]],
      ["round=2022", undefined],
    ])("has what GraphQL answers for %s", async (search, reportedLevel) => {
      const { facilities } = await dataOf(
        server,
        "query ($level: FacilityLevelFilter!) { facilities(first: 100, filter: { level: $level }) { nodes { code } } }",
        { level: { round: search.slice(6, 10), reportedLevel } },
      );
      const codes = facilities.nodes.map(({ code }: { code: string }) => code);
      expect(codes.length).toBeGreaterThan(0);
      expect((await rowsOf(`/export/facilities.csv?${search}`)).map(([code]) => code)).toEqual(codes);
    });

    it.each([
      ["level=3", /give `round`/],
      ["round=2022&level=8", /"8"/],
      ["round=2021", /2021/],
    ])("refuses %s", async (search, said) => {
      expect(await refusal(`/export/facilities.csv?${search}`)).toEqual([400, expect.stringMatching(said)]);
    });
  });
});
