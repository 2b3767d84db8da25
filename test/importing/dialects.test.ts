import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OBSERVATIONS } from "../../server/concepts/metric/observation/observation.format.js";
import { columnsIn } from "../../server/files/format.js";
import { OpenFile } from "../../server/files/reading/content.js";
import { ImportRefused, Problems } from "../../server/files/reading/problems.js";
import { readRows } from "../../server/files/reading/sheet.js";
import { type Below, type Plain, textIn, workbookIn } from "../support/dialects.js";
import { newSeed, randomOf } from "../support/random.js";
import { saved } from "../support/workbooks.js";

const TIMES = 300;
const { columns, needed } = OBSERVATIONS;

/** A table of figures by chance: its columns in any order and in either language, some left out. */
function tableBy(below: Below): { plain: Plain; expected: Record<string, string | null>[] } {
  const chosen = columns.filter(({ name }) => needed.includes(name) || name === "value" || below(2) === 0);
  const ordered = chosen.map((column) => [below(1000), column] as const).sort(([a], [b]) => a - b);
  const all = ordered.map(([, column]) => column);
  const isVietnamese = below(2) === 0;
  const called = (text: string) => (below(3) === 0 ? text.toUpperCase() : below(3) === 0 ? ` ${text} ` : text);
  const cellOf = ({ name, holds }: (typeof columns)[number]): string => {
    if (holds === "DAY")
      return name === "on" || below(2) === 0
        ? new Date(Date.UTC(1960, 0, 1) + below(25_000) * 86_400_000).toISOString().slice(0, 10)
        : "";
    if (holds === "NUMBER") return below(4) === 0 ? "" : `${below(100_000)}${below(3) === 0 ? ",5" : ""}`;
    if (name === "metric") return "LINKUPS";
    if (name === "subject") return ["Bệnh viện Mắt", "TTYThuyện Phú Vang", "478", 'Cơ sở "A"; B, C'][below(4)] ?? "";
    return ["", "ghi chú", "a;b", "x, y", "có\ttab", "nhiều\ndòng", '"ngoặc"', "Giá trị"][below(8)] ?? "";
  };
  const rows = Array.from({ length: below(12) }, () => all.map(cellOf));
  const places = (what: string) => new Set(all.flatMap(({ holds }, i) => (holds === what ? i : [])));
  const plain = {
    header: all.map(({ name, headerVi }) => called(isVietnamese ? headerVi : name)),
    rows,
    days: places("DAY"),
    numbers: places("NUMBER"),
  };
  const expected = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name }) => [name, row[all.findIndex((each) => each.name === name)]?.trim() || null]),
    ),
  );
  return { plain, expected };
}

describe("A table of figures", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hue-health-dialects-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(bytes: Buffer) {
    const content = await OpenFile.at(await saved(join(folder, "file"), bytes));
    const problems = new Problems();
    const rows: Record<string, string | null>[] = [];
    try {
      for await (const piece of readRows({ file: "file", content }, columnsIn(OBSERVATIONS), problems)) {
        for (const row of piece) {
          rows.push(
            Object.fromEntries(
              columns.map(({ name, holds }) => [name, holds === "DAY" ? row.day(name) : row.text(name)] as const),
            ),
          );
        }
      }
      await problems.refuse();
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      return { rows, problems: error.problems.length + error.more, message: error.message };
    } finally {
      await content.close();
    }
    return { rows, problems: 0, message: "" };
  }

  it("says the same rows as a text, whatever the separator, line ends, titles, order and days; or is refused once", async () => {
    const below = randomOf(newSeed("tables as texts"));
    for (let times = 0; times < TIMES; times += 1) {
      const { plain, expected } = tableBy(below);
      const { bytes, fits, how } = textIn(below, plain);
      const { rows, problems, message } = await read(bytes);
      const hasDays = plain.rows.some((row) => row.some((cell, i) => cell !== "" && plain.days.has(i)));
      expect({ how, problems, message }).toMatchObject({ problems: fits || !hasDays ? 0 : 1 });
      if (fits) expect({ how, rows }).toEqual({ how, rows: expected });
    }
  });

  it("says the same rows as a workbook, whatever its sheets, cells, days and program", async () => {
    const below = randomOf(newSeed("tables as workbooks"));
    for (let times = 0; times < TIMES; times += 1) {
      const { plain, expected } = tableBy(below);
      const { bytes, how } = workbookIn(below, plain);
      const { rows, message } = await read(bytes);
      expect({ how, message, rows }).toEqual({ how, message: "", rows: expected });
    }
  });
});
