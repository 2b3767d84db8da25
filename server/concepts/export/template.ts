import type { Format, FormatColumn } from "../../files/format.js";
import type { Column, Line } from "../../files/writing/table.js";
import type { Sheet } from "../../files/writing/workbook.js";
import type { Terms } from "../term/terms.js";

/** An empty table to be filled in. */
export const templateOf = ({ titleVi, columns }: Format): Sheet => ({
  title: titleVi,
  columns: columns.map(({ headerVi, holds }): Column => ({ header: headerVi, holds })),
  pieces: piece([]),
});

/** The sheet that says what its columns take. */
export const guideTo = ({ columns }: Format, terms: Terms): Sheet => ({
  title: "Hướng dẫn",
  columns: ["Cột", "Tên trong hệ thống", "Kiểu", "Ví dụ", "Các giá trị nhận"].map((header) => ({
    header,
    holds: "TEXT",
  })),
  pieces: piece(
    columns.map((column) => [
      column.headerVi,
      column.name,
      KINDS[column.holds],
      column.example || null,
      takenBy(column, terms),
    ]),
  ),
});

const KINDS: Record<FormatColumn["holds"], string> = {
  TEXT: "Chữ",
  NUMBER: "Số; dấu phẩy trước phần thập phân",
  DAY: "Ngày; ví dụ 27/10/2022 hoặc 2022-10-27",
};

function takenBy({ words, vocabulary }: FormatColumn, terms: Terms): string | null {
  const known = words ? Object.entries(words) : terms.of(vocabulary ?? "").map(({ code, labelVi }) => [code, labelVi]);
  return known.map(([code, word]) => `${word} (${code})`).join("; ") || null;
}

async function* piece(lines: readonly Line[]): AsyncGenerator<readonly Line[]> {
  yield lines;
}
