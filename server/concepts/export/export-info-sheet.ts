import { type Snapshot } from "../../core/context.js";
import { dayVi } from "../../core/text/numbers.js";
import { dayAt, timeAt } from "../../core/time/clock.js";
import { addedTo, type Format } from "../../files/format.js";
import { type Sheet } from "../../files/writing/workbook-parts.js";
import type { Export } from "./export.js";

/** What is known of a file once all of its lines are written. */
export interface ExportInfo {
  /** Of then: lines may cite sections that were made meanwhile. */
  snapshot: Snapshot;
  list: Export;
  /** What was asked, as the address says it. */
  address: string;
  search: URLSearchParams;
  requestId: string;
  /** In milliseconds since 1970. */
  at: number;
  rows: number;
  cited: ReadonlySet<number>;
  /** Whether the data were the same before the first line and after the last. */
  steady: boolean;
}

/** The sheet that says what the other one is: the question, when it was asked, and where the lines come from. */
export const exportInfoSheet = (info: () => Promise<ExportInfo>): Sheet => ({
  title: "Thông tin",
  columns: [
    { header: "Mục", holds: "TEXT" },
    { header: "Nội dung", holds: "TEXT" },
    { header: "Đề mục", holds: "TEXT" },
  ],
  pieces: (async function* () {
    const known = await info();
    const lines = [...linesOf(known), ...sourcesOf(known)];
    yield lines.map(([what, said, more = null]) => [what, said, more] as const);
  })(),
});

type Said = readonly [what: string, said: string | number, more?: string];

function linesOf({ list, address, search, requestId, at, rows, steady }: ExportInfo): Said[] {
  const conditions = Object.entries(list.parameters).flatMap(([name, { titleVi }]): Said[] => {
    const values = search.getAll(name).filter((value) => value.trim() !== "");
    return values.length > 0 ? [[titleVi, values.join(", ")]] : [];
  });
  const asOf = search.get("asOf") || null;
  return [
    ["Danh sách", list.titleVi],
    ["Câu hỏi", address],
    ...(conditions.length > 0 ? conditions : [["Điều kiện lọc", "Không có: toàn bộ danh sách"] as const]),
    ...("asOf" in list.parameters && asOf === null ? [["Hiện trạng", "Mới nhất được biết"] as const] : []),
    ["Xuất lúc", `${dayVi(dayAt(at))} ${timeAt(at)} (giờ Việt Nam)`],
    ["Mã yêu cầu", requestId],
    ["Số dòng", rows],
    ["Thời điểm của dữ liệu", steady ? STEADY : MOVED],
    ...(list.format ? againOf(list.format, asOf) : []),
  ];
}

const STEADY = "Mọi dòng thuộc cùng một phiên bản dữ liệu: dữ liệu không thay đổi trong khi xuất.";
const MOVED =
  "Dữ liệu đã thay đổi trong khi xuất: các dòng được đọc lần lượt từng phần, có thể không cùng một thời điểm.";

const againOf = (format: Format, asOf: string | null): Said[] =>
  asOf === null
    ? [
        ["Nhập lại", `Có thể sửa và nhập lại theo mẫu ${format.name}; dòng không sửa thì không thay đổi gì.`],
        ["Cột chỉ để đọc", `${addedTo(format).join(", ")}: khi nhập lại thì bỏ qua.`],
      ]
    : [["Nhập lại", "Không dùng để nhập lại: tệp ghi hiện trạng của một ngày đã qua."]];

/** The sections that the lines cite, by document; of a list that cites none, the register. */
function sourcesOf({ cited, snapshot: { sections, sourceDocuments } }: ExportInfo): Said[] {
  if (cited.size === 0) return [["Nguồn", "Sổ đăng ký của hệ thống; các dòng không dẫn tài liệu khác."]];
  const byDocument = [...cited]
    .map((id) => sections.byId(id))
    .sort((a, b) => a.documentId - b.documentId || a.id - b.id);
  return byDocument.map(({ documentId, label }) => {
    const { code, number, issuedOn, titleVi } = sourceDocuments.byId(documentId);
    const told = [number, issuedOn && dayVi(issuedOn)].filter((each) => each !== null).join(", ngày ");
    return ["Nguồn", `${titleVi}${told ? ` (${told})` : ""} [${code}]`, label];
  });
}
