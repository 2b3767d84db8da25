import { type Part, partsOfWorkbook, zipOf } from "./workbooks.js";

/** A table as people keep it: the header, then the rows; a day is written yyyy-mm-dd. */
export interface Plain {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** Where days stand, and where numbers do. */
  days: ReadonlySet<number>;
  numbers: ReadonlySet<number>;
}

export type Below = (below: number) => number;
const oneOf = <T>(below: Below, all: readonly T[]): T => all[below(all.length)] as T;

const DAY_MS = 86_400_000;
const serialOf = (day: string, since1904: boolean): number =>
  Date.parse(day) / DAY_MS + 25_569 - (since1904 ? 1_462 : 0);

const PRINTED: readonly ((y: string, m: string, d: string) => string)[] = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${d}-${m}-${y}`,
  (y, m, d) => `${Number(d)}/${Number(m)}/${y}`,
  (y, m, d) => `${Number(d)}.${Number(m)}.${y}`,
  (y, m, d) => `${y}-${m}-${d} 00:00:00`,
  (y, m, d) => `${d}/${m}/${y} 0:00`,
];

const printed = (day: string, how: (y: string, m: string, d: string) => string): string => {
  const [y = "", m = "", d = ""] = day.split("-");
  return how(y, m, d);
};

/** What stands above a header, or on a sheet that is not meant. */
const TITLES = [
  ["BÁO CÁO SỐ LIỆU THÁNG 6"],
  ["Sở Y tế thành phố Huế", "", "Độc lập - Tự do - Hạnh phúc"],
  ["(Kèm theo Công văn số 1999/SYT-KHTC, ngày 14/8/2019)"],
  ["Đơn vị: ca", "Giá trị"],
  ['Bệnh viện "Mắt" và 5" màn hình'],
  ["a;b,c\td|e"],
  ["STT"],
];

const titlesOf = (below: Below): (readonly string[])[] =>
  Array.from({ length: below(6) }, () => (below(4) === 0 ? [] : oneOf(below, TITLES)));

/** A text in some dialect; `fits`: whether all that it says can be known. */
export function textIn(below: Below, { header, rows, days }: Plain): { bytes: Buffer; fits: boolean; how: string } {
  const separator = oneOf(below, [",", ";", "\t", "|"]);
  const ends = oneOf(below, [["\n"], ["\r\n"], ["\r"], ["\r\n", "\n"], ["\n", "\r\n", "\r"]]);
  const isQuoted = below(4) === 0;
  const asSerial = below(8) === 0;
  const how = oneOf(below, PRINTED);
  const trailing = separator.repeat(below(4));
  const cellOf = (cell: string): string =>
    isQuoted || /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => cells.map(cellOf).join(separator) + trailing;
  const body = rows.map((row) =>
    row.map((cell, i) => {
      if (!days.has(i) || cell === "") return cell;
      return asSerial ? `${serialOf(cell, false)}` : printed(cell, how);
    }),
  );
  // Above the header nobody minds quotation marks.
  const titles = titlesOf(below).map((cells) => cells.join(separator));
  const declared = below(3) === 0 ? [`sep=${separator}`] : [];
  const blank = oneOf(below, ["", separator.repeat(3)]);
  const lines = [
    ...declared,
    ...titles,
    line(header),
    ...body.flatMap((row) => (below(9) === 0 ? [blank] : []).concat(line(row))),
  ];
  const text = lines.map((each) => each + oneOf(below, ends)).join("");
  const whole = below(3) === 0 ? text.replace(/[\r\n]+$/, "") : text;
  const encoding = oneOf(below, ["utf8", "mark", "utf16le"] as const);
  const bytes =
    encoding === "utf16le"
      ? Buffer.from(`\ufeff${whole}`, "utf16le")
      : Buffer.from((encoding === "mark" ? "\ufeff" : "") + whole);
  return {
    bytes,
    fits: !asSerial || body.length === 0,
    how: JSON.stringify({ separator, ends, asSerial, encoding, text }),
  };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const letter = (column: number): string => String.fromCharCode(65 + column);

/** A workbook as some program writes it. */
export function workbookIn(below: Below, { header, rows, days, numbers }: Plain): { bytes: Buffer; how: string } {
  const since1904 = below(4) === 0;
  const hasPlaces = below(2) === 0;
  const texts: string[] = [];
  const kind = oneOf(below, ["s", "str", "inlineStr"]);
  const dayAs = oneOf(below, ["styled", "bare", "iso", "text"]);
  const how = oneOf(below, PRINTED);
  const place = (column: number, row: number) => (hasPlaces ? ` r="${letter(column)}${row}"` : "");
  const textCell = (text: string, at: string): string => {
    if (kind === "s")
      return `<c${at} t="s"><v>${texts.push(`<si><t xml:space="preserve">${escaped(text)}</t></si>`) - 1}</v></c>`;
    if (kind === "str") return `<c${at} t="str"><v>${escaped(text)}</v></c>`;
    return `<c${at} t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  };
  const dayCell = (day: string, at: string): string => {
    if (dayAs === "text") return textCell(printed(day, how), at);
    if (dayAs === "iso") return `<c${at} t="d"><v>${day}T00:00:00.000Z</v></c>`;
    return `<c${at}${dayAs === "styled" ? ' s="1"' : ""}><v>${serialOf(day, since1904)}</v></c>`;
  };
  const rowOf = (cells: readonly string[], at: number, isData: boolean): string =>
    `<row${hasPlaces ? ` r="${at}"` : ""}>${cells
      .map((cell, i) => {
        if (cell === "") return hasPlaces && below(2) === 0 ? "" : `<c${place(i, at)}/>`;
        if (isData && days.has(i)) return dayCell(cell, place(i, at));
        if (isData && numbers.has(i)) return `<c${place(i, at)} t="n"><v>${cell.replace(",", ".")}</v></c>`;
        return textCell(cell, place(i, at));
      })
      .join("")}</row>`;
  const blank = Array(below(3)).fill("");
  const titles = titlesOf(below);
  const all = [...titles, [...header, ...blank], ...rows.map((row) => [...row, ...blank])];
  const data = all.map((cells, i) => rowOf(cells, i + 1, i > titles.length)).join("");
  const others = oneOf(below, [
    '<sheet name="Số liệu" sheetId="1" r:id="rId1"/>',
    '<sheet name="Hướng dẫn" sheetId="2" r:id="rId2"/><sheet name="Số liệu" sheetId="1" r:id="rId1"/>',
    '<sheet name="Số liệu" sheetId="1" r:id="rId1"/><sheet name="Hướng dẫn" sheetId="2" r:id="rId2"/>',
    '<sheet name="Nguồn" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Số liệu" sheetId="1" r:id="rId1"/>',
  ]);
  const made = partsOfWorkbook({
    rows: data,
    texts: texts.join(""),
    sheets: others,
    workbookPr: since1904 ? '<workbookPr date1904="1"/>' : "",
  });
  const guide = [["Cột", "Ý nghĩa", "Ví dụ"], ...header.map((name) => [name, "Bắt buộc", "x"])];
  const parts = made
    .filter(({ name }) => dayAs === "styled" || below(2) === 0 || name !== "xl/styles.xml")
    .map((part): Part => {
      if (part.name !== "xl/worksheets/sheet2.xml") return part;
      const rowsOfGuide = guide.map(
        (cells) => `<row>${cells.map((cell) => `<c t="str"><v>${escaped(cell)}</v></c>`).join("")}</row>`,
      );
      return { ...part, content: `<worksheet><sheetData>${rowsOfGuide.join("")}</sheetData></worksheet>` };
    })
    .map(
      (part): Part =>
        part.name.endsWith(".rels") && below(2) === 0
          ? { ...part, content: `${part.content}`.replaceAll('Target="worksheets', 'Target="/xl/worksheets') }
          : part,
    );
  return { bytes: zipOf(parts), how: JSON.stringify({ since1904, hasPlaces, kind, dayAs, others, data }) };
}
