import type { Snapshot } from "../../core/context.js";
import type { Format, FormatColumn } from "../../files/format.js";
import type { Choices } from "../../files/writing/choices.js";
import { asTheyAre, type Line } from "../../files/writing/table.js";
import type { Sheet } from "../../files/writing/workbook-parts.js";
import { CODE_LISTS, type CodeName } from "./code-lists.js";

const TITLE = "Danh mục";

/** What a column offers: a list of its own, or one that it shares with others. */
interface Offered {
  /** What is the same for all that share it. */
  is: unknown;
  titleVi: string;
  lines: readonly CodeName[];
  /** What an import takes beside it; null: nothing. */
  otherwiseVi: string | null;
  /** Whether what it offers are codes, whose names stand beside them. */
  isOfCodes: boolean;
  /** What the sheet says in the place of the lines, should there be none. */
  noneVi?: string | undefined;
}

/** The sheet of a template that lists what its columns take, and which lines of it each of them offers. */
export function choicesOf(
  formats: readonly Format[],
  snapshot: Snapshot,
): { sheet: Sheet; of(format: Format): Choices[] } {
  const byColumn = new Map(
    formats.flatMap(({ columns }) => columns.map((column) => [column, offeredBy(column, snapshot)] as const)),
  );
  const offered = [...byColumn.values()].filter((each) => each !== null);
  const titles = new Map<unknown, Set<string>>();
  for (const { is, titleVi } of offered) titles.set(is, (titles.get(is) ?? new Set()).add(titleVi));
  const rows: Line[] = [];
  const ranges = new Map<unknown, string>();
  const empty = new Set<unknown>();
  for (const { is, lines, noneVi } of offered) {
    if (ranges.has(is) || empty.has(is)) continue;
    const title = [...(titles.get(is) ?? [])].join("; ");
    if (lines.length === 0) {
      empty.add(is);
      if (noneVi) rows.push([title, null, noneVi, null]);
      continue;
    }
    // The header is row 1.
    const first = rows.length + 2;
    for (const [value, meaning, more = null] of lines) rows.push([title, value, meaning, more]);
    ranges.set(is, `'${TITLE}'!$B$${first}:$B$${rows.length + 1}`);
  }
  return {
    sheet: {
      title: TITLE,
      columns: [TITLE, "Giá trị nhập", "Tên gọi hoặc mã", "Ghi thêm"].map((header) => ({ header, holds: "TEXT" })),
      pieces: asTheyAre(rows),
    },
    of: ({ columns }) =>
      columns.flatMap((column, at) => {
        const found = byColumn.get(column);
        const range = ranges.get(found?.is);
        return found && range ? { at, range, ...saidOf(found) } : [];
      }),
  };
}

function offeredBy({ headerVi, words, meanings, vocabulary, codes, besidesVi }: FormatColumn, snapshot: Snapshot) {
  // By no line of the list the sheet may be taken for one that has the header of the table.
  const ofColumn = `Cột “${headerVi}”`;
  const offers = (is: unknown, titleVi: string, lines: readonly CodeName[], otherwiseVi: string | null): Offered => ({
    ...{ is, titleVi, lines, otherwiseVi },
    isOfCodes: codes !== undefined,
  });
  if (words) {
    const lines = Object.entries(words).map(([code, word]) => [word, code] as const);
    return offers(words, ofColumn, lines, "mã");
  }
  if (meanings) return offers(meanings, ofColumn, Object.entries(meanings), null);
  if (vocabulary) {
    const lines = snapshot.terms.of(vocabulary).map(({ code, labelVi }) => [labelVi, code] as const);
    return offers(vocabulary, ofColumn, lines, "mã và tên tiếng Anh");
  }
  const list = codes === undefined ? undefined : CODE_LISTS[codes];
  if (!list) return null;
  const otherwise = [list.takesVi ?? [], besidesVi ?? []].flat().join("; ");
  return { ...offers(list, list.titleVi, list.of(snapshot), otherwise || null), noneVi: list.noneVi };
}

/** What whoever fills in a cell is told. */
const saidOf = ({ titleVi, otherwiseVi, isOfCodes }: Offered): Omit<Choices, "at" | "range"> => ({
  isOpen: otherwiseVi !== null,
  error: {
    title: "Không có trong danh sách",
    text:
      otherwiseVi === null
        ? `Cột này chỉ nhận giá trị ở trang ${TITLE}. Nếu giá trị mới có trên hệ thống sau khi tải mẫu, hãy tải lại mẫu.`
        : `Giá trị này không có ở trang ${TITLE}. Khi nhập tệp, hệ thống còn nhận: ${otherwiseVi}. Vẫn giữ giá trị này?`,
  },
  prompt: isOfCodes ? { title: titleVi, text: `Chọn mã trong danh sách; trang ${TITLE} có tên của từng mã.` } : null,
});

/** How the guide says what a column of codes takes. */
export function takenAsCode({ codes = "", besidesVi }: FormatColumn): string | null {
  const list = CODE_LISTS[codes];
  if (!list) return null;
  return [`Mã ở trang ${TITLE} (${list.titleVi})`, list.takesVi ?? [], besidesVi ?? []].flat().join("; ");
}
