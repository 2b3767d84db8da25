import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { problemsOf, readerNamed } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const HEADER = "code,kind,section,stated,statement,legal_document,metrics,compared_with,note_vi,note_en";
const LETTER = "LETTER-1999-2019";
const APPENDIX_2 = "Phụ lục 2: Kết quả liên thông dữ liệu khám chữa bệnh vào hệ thống hồ sơ sức khỏe điện tử";
const APPENDIX_3 = "Phụ lục 3: Kết quả liên thông dữ liệu Tiểm chủng vào hệ thống hồ sơ sức khỏe điện tử";

describe("A file of statements", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  const load = (lines: readonly string[], document = "REGISTER", reader = "statements", section = "Kiểm tra") =>
    importFile(server.db, readerNamed(reader), {
      file: "own.csv",
      content: `${lines.join("\n")}\n`,
      document,
      section,
    });
  const checks = async (document: string): Promise<Data[]> =>
    (
      await dataOf(
        server,
        "query ($document: String) { discrepancies(filter: { document: $document }) { code stated recomputed status difference explanationEn } }",
        { document },
      )
    ).discrepancies;

  it("adds a check by a row, and takes the place of the former file of its document", async () => {
    await load([
      HEADER,
      "ROUNDS_SAID,COUNT,Kiểm tra,ba đợt (3),Số đợt,,,ROUNDS,,",
      "LAW,DATE,Kiểm tra,30/12/2017,Ngày,54/2017/TT-BYT,,,,",
    ]);
    expect(await checks("REGISTER")).toEqual([
      {
        ...{ code: "COUNT.ROUNDS_SAID", stated: "ba đợt (3)", recomputed: "2", status: "CONFLICT", difference: "1" },
        explanationEn: null,
      },
      {
        ...{ code: "DATE.LAW", stated: "30/12/2017", recomputed: "29/12/2017", status: "CONFLICT", difference: "1" },
        explanationEn: "“CĂN CỨ” prints 2017-12-29, as the register has it.",
      },
    ]);
    await load([HEADER, "ROUNDS_SAID,COUNT,Kiểm tra,2 đợt,Số đợt,,,ROUNDS,,"]);
    expect((await checks("REGISTER")).map(({ code, status }) => [code, status])).toEqual([
      ["COUNT.ROUNDS_SAID", "MATCH"],
    ]);
    expect(await checks("BRIEFING-2022-12-07")).not.toEqual([]);
  });

  it("finds days that are out of order, of other figures or another deadline, and years without a round", async () => {
    const figures = "MỘT SỐ NỘI DUNG VỀ ĐỀ ÁN 06 NGÀNH Y TẾ CHỈ ĐẠO PHỐI HỢP THỰC HIỆN";
    await load(
      [
        HEADER,
        "LATER,DAY_ORDER,Kiểm tra,ngày 08/12/2022,Ngày,,,NOT_AFTER,,",
        "EARLIER,DAY_ORDER,Kiểm tra,tháng 11/2022,Tháng,,,NOT_BEFORE,,",
        "TURNED,DAY_ORDER,Kiểm tra,từ 02/10/2022 đến 01/10/2022,Kỳ,,,NOT_AFTER,,",
        `OTHER_DAY,FIGURE_DATE,${figures},ngày 28/10/2022,Ngày,,COVID_DOSES_GIVEN,,,`,
        "OTHER_DUE,DEADLINE,Kiểm tra,trước ngày 15/8/2019,Hạn,,,Trung tâm Kiểm soát bệnh tật tỉnh,,",
        "OTHER_ROUND,PERIOD,Kiểm tra,năm 2020 & năm 2021,Đợt,,,,,",
      ],
      "BRIEFING-2022-12-07",
    );
    const own = /^(DAY_ORDER|FIGURE_DATE|DEADLINE|PERIOD)\./;
    const found = (await checks("BRIEFING-2022-12-07")).filter(({ code }) => own.test(code));
    expect(found.map(({ code, recomputed, status, difference }) => [code, recomputed, status, difference])).toEqual([
      ["DAY_ORDER.LATER", "≤ 07/12/2022", "CONFLICT", null],
      ["DAY_ORDER.EARLIER", "≥ 07/12/2022", "CONFLICT", null],
      ["DAY_ORDER.TURNED", "≤ 07/12/2022", "CONFLICT", null],
      ["FIGURE_DATE.OTHER_DAY", "27/10/2022", "CONFLICT", null],
      ["DEADLINE.OTHER_DUE", "14/08/2019", "CONFLICT", "1"],
      ["PERIOD.OTHER_ROUND", "2020", "CONFLICT", null],
    ]);
  });

  it("tells words that the levels and results on record contradict, and nothing of what cannot be told", async () => {
    await load(
      [
        HEADER,
        "FALLS,DIRECTION,Kiểm tra,mức 2 giảm xuống,Chiều,,,LEVEL 2 2020 2022,,",
        "STAYS,DIRECTION,Kiểm tra,mức 7 tăng lên,Chiều,,,LEVEL 7 2020 2022,,",
        "NO_WORD,DIRECTION,Kiểm tra,mức 2 là 74%,Chiều,,,LEVEL 2 2020 2022,,",
        "NO_ROUND,DIRECTION,Kiểm tra,mức 2 tăng lên,Chiều,,,LEVEL 2 2018 2022,,",
        // All nineteen cells of the table are blank: nobody says that they have none.
        "PACS,MAJORITY,Kiểm tra,đa số đã có RIS/PACS,Đa số,,,COMPONENT RIS_PACS,,",
      ],
      "BRIEFING-2022-12-07",
    );
    const found = (await checks("BRIEFING-2022-12-07")).filter(({ code }) => /^(DIRECTION|MAJORITY)/.test(code));
    expect(found.map(({ code, recomputed, status }) => [code, recomputed, status])).toEqual([
      ["DIRECTION.FALLS", "50% (9/18) → 73,68% (14/19)", "CONFLICT"],
      ["DIRECTION.STAYS", "0% (0/18) → 0% (0/19)", "CONFLICT"],
      ["DIRECTION.NO_WORD", null, "NOT_COMPUTABLE"],
      ["DIRECTION.NO_ROUND", null, "NOT_COMPUTABLE"],
      ["MAJORITY.PACS", null, "NOT_COMPUTABLE"],
    ]);
  });

  it("tells a match with what is on record only where another place prints the same", async () => {
    const own = async (...lines: string[]) => {
      await load([HEADER, ...lines]);
      return (await checks("REGISTER")).map(({ code, status }) => [code, status]);
    };
    const once = "ONCE,DATE,Kiểm tra,06/01/2022,Ngày,06/QĐ-TTg,,,,";
    expect(await own(once)).toEqual([]);
    expect(await own(once.replace("06/01", "07/01"))).toEqual([["DATE.ONCE", "CONFLICT"]]);
    expect(await own(once, "AGAIN,DATE,Kiểm tra,6/1/2022,Ngày,06/QĐ-TTg,,,,")).toEqual([
      ["DATE.ONCE", "MATCH"],
      ["DATE.AGAIN", "MATCH"],
    ]);
  });

  it("is refused for a kind, a metric or a law that nobody knows, for what a kind needs, and for a code used twice", async () => {
    const problems = await problemsOf(
      load([
        HEADER,
        "A,COUNTS,Kiểm tra,2,Số đợt,,,ROUNDS,,",
        "B,PARTS,Kiểm tra,,Tổng,,LINKUPS LINKUPS_FINE,,,",
        "C,DATE,Kiểm tra,01/01/2020,Ngày,1/2020/TT-BYT,,,,",
        "D,COUNT,Kiểm tra,,Số đợt,,,,,",
        "E,COUNT,Kiểm tra,2,Số đợt,,,ROUNDS,,",
        "E,COUNT,Kiểm tra,2,Số đợt,,,ROUNDS,,",
        "NEEDS,COUNT,Kiểm tra,2,Số đợt,,,ROUNDS,,",
        "F,COUNT,Kiểm tra,2,Số đợt,,,ROUND,,",
      ]),
    );
    expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, "kind", "NOT_A_CHOICE"],
      [3, "metrics", "UNKNOWN_NAME"],
      [4, "legal_document", "UNKNOWN_NAME"],
      [5, "stated", "MISSING_VALUE"],
      [5, "compared_with", "MISSING_VALUE"],
      [7, "code", "DUPLICATE"],
      [8, "code", "DUPLICATE"],
      [9, "compared_with", "NOT_A_CHOICE"],
    ]);
  });

  const linesOf = (file: string, change: (line: string) => string): string[] =>
    readFileSync(`data/letter-2019-08-08/${file}`, "utf8").trim().split(/\r?\n/).map(change);
  const total = async (code: string): Promise<Data> => (await checks(LETTER)).find((check) => check.code === code);

  it("explains a total by the one row that it leaves out, or by the number of rows", async () => {
    const withoutNamDong = linesOf("appendix-3.csv", (line) => line.replace("19.683", "19.171"));
    await load(withoutNamDong, LETTER, "appendix-3", APPENDIX_3);
    expect(await total("TOTAL.CHILDREN_UNDER_1.VALUE.2018-12-31")).toMatchObject({
      ...{ stated: "19.171", recomputed: "19.683", status: "CONFLICT", difference: "-512" },
      explanationEn: "Without Huyện Nam Đông the rows add up to 19,171.",
    });
    const allRows = linesOf("appendix-2.csv", (line) => line.replace(",TỔNG SỐ,34,", ",TỔNG SỐ,35,"));
    await load(allRows, LETTER, "appendix-2", APPENDIX_2);
    expect(await total("TOTAL.LINKUP_ACCOUNT.VALUE.2019-08-08")).toMatchObject({
      ...{ stated: "35", recomputed: "34", status: "CONFLICT", explanationEn: "The number of rows is 35." },
    });
  });

  it("compares sums near 10^15 exactly", async () => {
    const children = async (...counts: string[]) => {
      const lines = linesOf("appendix-3.csv", (line) => {
        if (line.includes("19.683")) return line.replace("19.683", counts[9] ?? "");
        const number = /^(\d),/.exec(line)?.[1];
        return number === undefined ? line : line.replace(/^(\d,[^,]*),[^,]*/, `$1,${counts[Number(number) - 1]}`);
      });
      await load(lines, LETTER, "appendix-3", APPENDIX_3);
      const { stated, recomputed, status } = await total("TOTAL.CHILDREN_UNDER_1.VALUE.2018-12-31");
      return [stated, recomputed, status];
    };
    const [most, one] = ["1.000.000.000.000.000", "1"];
    const nines = Array.from({ length: 8 }, () => "100.000.000.000.000");
    // 8 × 10^14 + 1
    expect(await children(...nines, one, "800.000.000.000.001")).toEqual([
      ...["800.000.000.000.001", "800.000.000.000.001", "MATCH"],
    ]);
    // 9 × 10^15 is below 2^53.
    const full = Array.from({ length: 9 }, () => most);
    expect(await children(...full, most)).toEqual([most, "9.000.000.000.000.000", "CONFLICT"]);
  });

  it("explains nothing that no reading of the rows gives", async () => {
    const wrong = linesOf("appendix-3.csv", (line) => line.replace("168.798", "168.799"));
    await load(wrong, LETTER, "appendix-3", APPENDIX_3);
    expect(await total("TOTAL.IMMUNISATION_LINKUPS.VALUE.2018-12-31")).toMatchObject({
      ...{ recomputed: "168.798", status: "CONFLICT", difference: "1", explanationEn: null },
    });
  });

  it("finds a row whose parts do not make the whole", async () => {
    const wrong = linesOf("appendix-2.csv", (line) => line.replace("7.697,4.710", "7.967,4.710"));
    await load(wrong, LETTER, "appendix-2", APPENDIX_2);
    const found = (await checks(LETTER)).filter(
      ({ code, status }) => /^(PARTS|TOTAL)/.test(code) && status !== "MATCH",
    );
    expect(found.map(({ code, stated, recomputed, difference }) => [code, stated, recomputed, difference])).toEqual([
      ["TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08", "33", "34", "-1"],
      ["TOTAL.LINKUPS.VALUE.2018-12-31", "1.084.417", "1.084.687", "-270"],
      ["PARTS.LINKUPS.BV-BINHDIEN.2018-12-31", "7.967", "7.697", "270"],
    ]);
  });

  it("finds link-ups of a unit that is said not to be linked up", async () => {
    const wrong = linesOf("appendix-2.csv", (line) => line.replace(",CHƯA,CHƯA,0,0,0", ",CHƯA,CHƯA,12,12,0"));
    await load(wrong, LETTER, "appendix-2", APPENDIX_2);
    const found = (await checks(LETTER)).filter(({ code }) => code.startsWith("NONE_WITHOUT"));
    expect(found.map(({ code, stated, recomputed, status }) => [code, stated, recomputed, status])).toEqual([
      ["NONE_WITHOUT.ACCOUNT.LINKUP_CONNECTED.PK-BSGD-DHYD.2019-08-08", "CHƯA", "0", "MATCH"],
      ["NONE_WITHOUT.CONNECTED.LINKUPS.PK-BSGD-DHYD.2019-08-08", "CHƯA", "12", "CONFLICT"],
      ["NONE_WITHOUT.CONNECTED.LINKUPS_SUCCEEDED.PK-BSGD-DHYD.2019-08-08", "CHƯA", "12", "CONFLICT"],
      ["NONE_WITHOUT.CONNECTED.LINKUPS_FAILED.PK-BSGD-DHYD.2019-08-08", "CHƯA", "0", "MATCH"],
    ]);
  });
});
