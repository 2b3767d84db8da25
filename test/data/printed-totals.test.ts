import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";

/** The files as they lie there, header first: read without the importer, so that both can be wrong only apart. */
const cellsOf = (file: string): string[][] =>
  parse(readFileSync(`data/${file}`, "utf8"), { relax_column_count: false });
const rowsOf = (file: string): string[][] => cellsOf(file).slice(1);
const column = (rows: string[][], at: number): string[] => rows.map((row) => row[at] ?? "");
/** 1.084.417 → 1084417. */
const whole = (cell: string | undefined): number => Number((cell ?? "").replaceAll(".", ""));
const sum = (rows: string[][], at: number): number => column(rows, at).reduce((total, cell) => total + whole(cell), 0);
const LETTER = "letter-2019-08-08";
const BRIEFING = "briefing-2022-12-07";

describe("Appendix 2 of letter 1999/SYT-VP", () => {
  const rows = rowsOf(`${LETTER}/appendix-2.csv`);
  const [units, total] = [rows.filter(([stt]) => stt !== ""), rows.find(([stt]) => stt === "") ?? []];

  it("numbers 35 units from 1 to 35", () => {
    expect(column(units, 0)).toEqual(Array.from({ length: 35 }, (_, i) => String(i + 1)));
    expect(total[1]).toBe("TỔNG SỐ");
  });

  it("adds up to the printed 1.084.417 link-ups, 1.029.841 of them successful and 54.576 failed", () => {
    expect(total.slice(4, 7)).toEqual(["1.084.417", "1.029.841", "54.576"]);
    expect([4, 5, 6].map((at) => sum(units, at))).toEqual([1_084_417, 1_029_841, 54_576]);
  });

  it("has successes and errors add up to the link-ups in each row and in the total", () => {
    const wrong = rows.filter(([, , , , all, good, bad]) => whole(good) + whole(bad) !== whole(all));
    expect(wrong).toEqual([]);
  });

  it("says RỒI to an account for 34 units, as printed, and to the link-up for 34 units, where it prints 33", () => {
    const count = (at: number) => column(units, at).filter((cell) => cell === "RỒI").length;
    expect([total[2], count(2)]).toEqual(["34", 34]);
    expect([total[3], count(3)]).toEqual(["33", 34]);
  });

  it("says CHƯA twice, for the family doctor clinic alone", () => {
    const not = units.filter((row) => row.includes("CHƯA"));
    expect(not).toEqual([
      [
        "35",
        "Phòng khám Bác sĩ gia đình thuộc Trung tâm Y học gia đình - Trường ĐH Y Dược Huế",
        ...["CHƯA", "CHƯA", "0", "0", "0", "", "", ""],
      ],
    ]);
  });

  it("leaves the three columns of 2019 blank in all 36 rows", () => {
    expect(rows).toHaveLength(36);
    expect(new Set(rows.flatMap((row) => row.slice(7)))).toEqual(new Set([""]));
  });
});

describe("Appendix 3 of letter 1999/SYT-VP", () => {
  const rows = rowsOf(`${LETTER}/appendix-3.csv`);
  const [districts, total] = [rows.slice(0, -1), rows.at(-1) ?? []];

  it("adds nine districts up to the printed 19.683 children under 1 and 168.798 link-ups", () => {
    expect(districts).toHaveLength(9);
    expect(total.slice(0, 4)).toEqual(["", "Tổng cộng:", "19.683", "168.798"]);
    expect([2, 3].map((at) => sum(districts, at))).toEqual([19_683, 168_798]);
  });

  it("leaves the three columns of 2019 blank", () => {
    expect(new Set(rows.flatMap((row) => row.slice(4)))).toEqual(new Set([""]));
  });
});

describe("Appendix 1 of letter 1999/SYT-VP", () => {
  const rows = rowsOf(`${LETTER}/appendix-1.csv`);

  it("is a blank form: nine districts and a total, seven columns without a single figure", () => {
    expect(rows.map(([stt, name]) => [stt, name])).toEqual([
      ...rowsOf(`${LETTER}/appendix-3.csv`).map(([stt, name]) => [stt, name]),
    ]);
    expect(rows).toHaveLength(10);
    expect(new Set(rows.flatMap((row) => row.slice(2)))).toEqual(new Set([""]));
  });

  it("numbers nine columns, three of them computed from others", () => {
    const columns = rowsOf(`${LETTER}/appendix-1-columns.csv`);
    expect(column(columns, 1)).toEqual(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"]);
    expect(column(columns, 3).filter(Boolean)).toEqual(["(5)=(4)-(3)", "(7)=(6)/(3)*100", "(9)=(8)/(3)*100"]);
    expect(column(columns, 2)).toEqual(cellsOf(`${LETTER}/appendix-1.csv`)[0]);
  });
});

describe("The briefing of 7 December 2022", () => {
  const survey = rowsOf(`${BRIEFING}/survey-facilities.csv`);
  const levels = rowsOf(`${BRIEFING}/level-table.csv`);
  const needs = rowsOf(`${BRIEFING}/stated-needs.csv`);

  it("lists 26 surveyed units: 18 with a class and beds, 8 with neither", () => {
    expect(column(survey, 0)).toEqual(Array.from({ length: 26 }, (_, i) => String(i + 1)));
    expect(survey.filter(([, , , , hospitalClass, beds]) => hospitalClass && beds)).toHaveLength(18);
    expect(survey.filter(([, , , , hospitalClass, beds]) => !hospitalClass && !beds)).toHaveLength(8);
  });

  it("gives 19 units a level of 2022 and all but the first a level of 2020", () => {
    expect(levels).toHaveLength(19);
    expect(column(levels, 8).filter((cell) => /^Mức [23] ?\([1-4]\)$/.test(cell))).toHaveLength(18);
    expect(levels[0]?.[8]).toBe("Mức 3 ()");
  });

  it("leaves RIS/PACS and EMR blank for all 19 units", () => {
    expect(new Set(levels.flatMap((row) => row.slice(4, 6)))).toEqual(new Set([""]));
  });

  it("asks 19 units about 10 systems and prints Có in 137 of the 190 cells", () => {
    expect(cellsOf(`${BRIEFING}/stated-needs.csv`)[0]?.slice(2)).toHaveLength(10);
    const cells = needs.flatMap((row) => row.slice(2));
    expect([needs.length, cells.length, cells.filter((cell) => cell === "Có").length]).toEqual([19, 190, 137]);
    expect(cells.filter((cell) => cell !== "Có" && cell !== "")).toEqual([]);
  });

  it("prints both forms with ten criteria and exactly one ticked answer each", () => {
    for (const form of ["form-management", "form-lis"]) {
      const rows = rowsOf(`${BRIEFING}/${form}.csv`);
      expect(rows.map((row) => row.slice(1).filter((cell) => cell === "x").length)).toEqual(Array(10).fill(1));
    }
  });

  it("prints shares of levels for two rounds that add up to 100%", () => {
    const shares = rowsOf(`${BRIEFING}/level-shares.csv`);
    for (const [round, printed] of [
      ["2020", ["16%", "42%", "37%", "5%"]],
      ["2022", ["0%", "74%", "26%", "0%"]],
    ] as const) {
      const cells = shares.filter(([of, , share]) => of === round && share?.endsWith("%")).map(([, , share]) => share);
      expect(cells).toEqual(printed);
      expect(cells.reduce((total, share) => total + Number.parseInt(share ?? "", 10), 0)).toBe(100);
    }
  });
});

describe("data/index.csv", () => {
  const [header, ...entries] = cellsOf("index.csv");
  const listed = entries.map(([file = ""]) => file);

  it("names every table in data/ once, and no table that is not there", () => {
    const there = readdirSync("data", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".csv"));
    expect(header).toEqual(["file", "reader", "document", "section"]);
    expect([...listed].sort()).toEqual(there.filter((file) => file !== "index.csv").sort());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it("cites for every table a document of the register and a section", () => {
    const documents = column(rowsOf("register/source-documents.csv"), 0);
    expect(entries.filter(([, , document = "", section]) => !documents.includes(document) || !section)).toEqual([]);
  });

  it("has every cell in NFC and without blanks around it", () => {
    const odd = ["index.csv", ...listed].flatMap((file) =>
      cellsOf(file)
        .flat()
        .filter((cell) => cell !== cell.normalize("NFC") || cell !== cell.trim())
        .map((cell) => `${file}: ${cell}`),
    );
    expect(odd).toEqual([]);
  });

  it("brings no telephone number, e-mail address or name of an official along", () => {
    const found = listed.flatMap((file) =>
      cellsOf(file)
        .flat()
        .filter((cell) => /\b0\d{9}\b|[\w.]+@[\w.]+\.\w+|đồng chí|ths\.|bác sĩ ck|giám đốc/i.test(cell)),
    );
    expect(found).toEqual([]);
  });
});
