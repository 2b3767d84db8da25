import type { Format, FormatColumn } from "../../files/format.js";
import type { Choices } from "../../files/writing/choices.js";
import type { Column, Line } from "../../files/writing/table.js";
import type { Sheet } from "../../files/writing/workbook-parts.js";
import type { Terms } from "../term/terms.js";
import { takenAsCode } from "./choices.js";

/** An empty table to be filled in, and what its columns offer for it. */
export const templateOf = ({ titleVi, columns }: Format, choices: readonly Choices[] = []): Sheet => ({
  title: titleVi,
  columns: columns.map(({ headerVi, holds }): Column => ({ header: headerVi, holds })),
  pieces: piece([]),
  choices,
});

/** The sheet that says what its columns take. */
export const guideTo = (format: Format, terms: Terms): Sheet => ({
  title: GUIDE,
  columns: texts(...GUIDED),
  pieces: piece(guideLines(format, terms)),
});

/** The same of several tables together. */
export const guideToAll = (formats: readonly Format[], terms: Terms): Sheet => ({
  title: GUIDE,
  columns: texts("Trang", ...GUIDED),
  pieces: piece(formats.flatMap((format) => guideLines(format, terms).map((line): Line => [format.titleVi, ...line]))),
});

const GUIDE = "Hướng dẫn";
const GUIDED = ["Cột", "Tên trong hệ thống", "Kiểu", "Ví dụ", "Các giá trị nhận"];
const texts = (...headers: string[]): Column[] => headers.map((header) => ({ header, holds: "TEXT" }));

const guideLines = ({ columns }: Format, terms: Terms): Line[] =>
  columns.map((column) => [
    column.headerVi,
    column.name,
    KINDS[column.holds],
    column.example || null,
    takenBy(column, terms),
  ]);

const KINDS: Record<FormatColumn["holds"], string> = {
  TEXT: "Chữ",
  NUMBER: "Số; dấu phẩy trước phần thập phân",
  DAY: "Ngày; ví dụ 27/10/2022 hoặc 2022-10-27",
};

function takenBy(column: FormatColumn, terms: Terms): string | null {
  const { words, meanings, vocabulary, codes } = column;
  if (codes) return takenAsCode(column);
  if (meanings)
    return Object.entries(meanings)
      .map(([code, meaning]) => `${code}: ${meaning}`)
      .join("\n");
  const known = words ? Object.entries(words) : terms.of(vocabulary ?? "").map(({ code, labelVi }) => [code, labelVi]);
  return known.map(([code, word]) => `${word} (${code})`).join("; ") || null;
}

async function* piece(lines: readonly Line[]): AsyncGenerator<readonly Line[]> {
  yield lines;
}
