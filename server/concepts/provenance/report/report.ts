import { columnsIn } from "../../../files/format.js";
import { ImportRefused } from "../../../files/reading/problems.js";
import type { ImportedBook } from "../../concept.js";
import { hasBrought } from "../../import/import-run.store.js";
import type { Reader } from "../../import/reader.js";
import { REPORT_FIGURES, reportFigures } from "../../metric/observation/report-figures.import.js";
import { dayAfterToday } from "../../shared.messages.js";
import { checksOfReport } from "../discrepancy/discrepancy.js";
import * as messages from "../provenance.messages.js";
import {
  documentIn,
  SOURCE_DOCUMENTS,
  SOURCE_SECTIONS,
  sourceSections,
  writeDocuments,
} from "../source/source.import.js";
import { allSourceDocuments } from "../source/source.store.js";
import { STATEMENTS, statements } from "../source/statement.import.js";

const NAME = "report";
const CODE = /^(?=.{1,40}$)[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;

/** Which document a report is: a new one, or one that only reports have brought. */
const reportDocument: Reader = {
  ...columnsIn(SOURCE_DOCUMENTS),
  writes: "REFERENCE",
  async read(rows, into) {
    const [first, ...others] = rows;
    if (!first) throw noDocument(into.source.file);
    for (const row of others) row.problem("code", "DUPLICATE", messages.oneDocumentOnly);
    const document = documentIn(first);
    const { code, issuedOn } = document;
    if (code !== "" && !CODE.test(code)) first.problem("code", "INCONSISTENT", messages.notACodeOfDocument(code));
    if (issuedOn !== null && issuedOn > into.run.today)
      first.problem("issued_on", "INCONSISTENT", dayAfterToday(issuedOn));
    const isKnown = (await into.ids("source_document")).has(code);
    if (isKnown && !(await hasBrought(into.tx, NAME, code)))
      first.problem("code", "DUPLICATE", messages.documentOfOthers(code));
    return () => writeDocuments(into, [document]);
  },
  async counts({ tx }) {
    const documents = await allSourceDocuments(tx);
    return new Map(documents.map(({ id, ...fields }) => [id, { version: 1, fields }]));
  },
};

function noDocument(file: string): ImportRefused {
  const message = messages.noDocumentGiven;
  return new ImportRefused([{ file, line: 1, column: "", code: "MISSING_VALUE", value: "", message, nearest: [] }]);
}

/** A source document with its sections, the figures of its tables and text, and what of it can be checked. */
export const REPORT: ImportedBook = {
  name: NAME,
  titleVi: "Báo cáo",
  titleEn: "Report",
  sheets: [
    { name: "document", format: SOURCE_DOCUMENTS, reader: reportDocument },
    { name: "sections", format: SOURCE_SECTIONS, reader: sourceSections },
    { name: "figures", format: REPORT_FIGURES, reader: reportFigures },
    { name: "statements", format: STATEMENTS, reader: statements },
  ],
  about: [
    "A report as a whole: one workbook with a sheet of each table, or a text of each in `texts`; only the first is needed. What it prints beside what another source has on record is kept as printed, and replaces nothing. The answer, also of a dry run, shows the checks of what it prints. For ADMIN.",
    "Cả một báo cáo: một sổ tính có mỗi bảng một trang, hoặc mỗi bảng một văn bản trong `texts`; chỉ trang đầu là bắt buộc. Số báo cáo in mà nguồn khác đã có trong sổ thì được giữ như đã in và không thay thế gì. Kết quả, kể cả khi chạy thử, nêu các mục đối chiếu những gì báo cáo in. Dành cho ADMIN.",
  ],
  checks: checksOfReport,
};
