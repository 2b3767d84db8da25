import { type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { inVietnamese } from "../../../core/schema/about.js";
import { nearestNames } from "../../../core/text/nearest-names.js";
import { columnsIn, type Format, text } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { STATEMENT_CHECKS } from "../checks/statement-checks.js";
import { DiscrepancyKind, STATEMENT_KINDS, type StatementKind } from "../discrepancy/discrepancy-kind.js";
import * as messages from "../provenance.messages.js";
import { LONGEST_LABEL, sectionIn } from "./source.import.js";
import { PRINTED_STATEMENT } from "./source.row.js";

/** A row a statement. */
export const STATEMENTS: Format = {
  name: "statements",
  titleVi: "Nội dung đối chiếu",
  titleEn: "Printed statements",
  needed: [
    "code",
    "kind",
    "section",
    "stated",
    "statement",
    "legal_document",
    "metrics",
    "compared_with",
    "note_vi",
    "note_en",
  ],
  columns: [
    text("code", "Mã nội dung", "LINKUPS_OCTOBER"),
    text("kind", "Loại đối chiếu", "TOTAL", {
      meanings: Object.fromEntries(STATEMENT_KINDS.map((kind) => [kind, inVietnamese(DiscrepancyKind, kind)])),
    }),
    text("section", "Đề mục", "Bảng 1"),
    text("stated", "Như tài liệu in", "1.250"),
    text("statement", "Nội dung", "Tổng số lượt liên thông in ở cuối bảng"),
    text("legal_document", "Văn bản", "", { codes: "LEGAL_DOCUMENT" }),
    text("metrics", "Chỉ số", "LINKUPS", { codes: "METRIC", besidesVi: "nhiều mã, cách nhau bằng một khoảng trắng" }),
    text("compared_with", "So với"),
    text("note_vi", "Ghi chú"),
    text("note_en", "Ghi chú tiếng Anh"),
  ],
};

/** As the columns are. */
const LONGEST_CODE = 60;

/** What a document prints and what can be checked, by kind and code. A file holds all statements of its document. */
export const statements: Reader = {
  ...columnsIn(STATEMENTS),
  writes: "REFERENCE",
  async read(rows, into) {
    const documents = await into.legalDocuments();
    const metrics = await into.coded("metric");
    const others = await codesOfOthers(into);
    const once = onceEach();
    const sectionIds = new Map<string, number>();
    for (const section of new Set(rows.map(sectionIn))) sectionIds.set(section, await into.sectionId(section));
    const found = rows.map((row, position) => {
      row.required("code");
      const [code, kind] = [row.short("code", LONGEST_CODE) ?? "", row.choice("kind", STATEMENT_KINDS)];
      once(row, "code", `${kind}.${code}`);
      if (others.has(`${kind}.${code}`)) {
        row.problem("code", "DUPLICATE", messages.codeOfOtherDocument);
      }
      checkNeeds(row, kind);
      const named = row.text("metrics")?.split(" ") ?? [];
      for (const each of named) {
        if (metrics.find(each) === undefined) row.unknown("metrics", "metric", each, metrics.all());
      }
      return {
        code,
        kind,
        sectionId: sectionIds.get(sectionIn(row)) ?? null,
        stated: row.short("stated", LONGEST_LABEL),
        statementVi: row.required("statement"),
        legalDocumentId: row.named("legal_document", "legal document", documents),
        metrics: row.short("metrics", LONGEST_LABEL),
        comparedWith: row.short("compared_with", LONGEST_LABEL),
        noteVi: row.text("note_vi"),
        noteEn: row.text("note_en"),
        position,
      };
    });
    return async () => {
      await upsert(into.tx, PRINTED_STATEMENT, ["kind", "code"], found);
      await forgetOthers(into, new Set(found.map(({ kind, code }) => `${kind}.${code}`)));
    };
  },
  counts: async (into) => new Map((await ownStatements(into)).map(({ id, ...fields }) => [id, { version: 1, fields }])),
};

/** Reports what a kind cannot be checked without. */
function checkNeeds(row: Row, kind: StatementKind): void {
  const { needs, begins } = STATEMENT_CHECKS[kind] ?? { needs: [] };
  for (const column of needs) row.required(column);
  const compared = row.text("compared_with");
  if (compared === null || begins === undefined || begins.includes(compared.split(" ")[0] ?? "")) return;
  const message = messages.beginsWithNone(compared, begins);
  row.problem("compared_with", "NOT_A_CHOICE", message, { find: () => nearestNames(compared, begins) });
}

const SECTIONS = "SELECT s.id FROM source_section s JOIN source_document d ON d.id = s.document_id WHERE d.code = ?";

const ownStatements = ({ tx, source }: ImportContext): Promise<RowOf<typeof PRINTED_STATEMENT>[]> =>
  tx.query(`SELECT ${selectList(PRINTED_STATEMENT)} FROM printed_statement WHERE section_id IN (${SECTIONS})`, [
    source.document,
  ]);

/** What the document is no longer said to print goes. */
async function forgetOthers(into: ImportContext, kept: ReadonlySet<string>): Promise<void> {
  const { tx } = into;
  for (const { id, kind, code } of await ownStatements(into)) {
    if (!kept.has(`${kind}.${code}`)) await tx.change("DELETE FROM printed_statement WHERE id = ?", [id]);
  }
}

async function codesOfOthers({ tx, source }: ImportContext): Promise<ReadonlySet<string>> {
  // Of a report that does not say which document it is nobody knows whose they are.
  if (source.document === "") return new Set();
  const rows = await tx.query<{ kind: string; code: string }>(
    `SELECT kind, code FROM printed_statement WHERE section_id NOT IN (${SECTIONS})`,
    [source.document],
  );
  return new Set(rows.map(({ kind, code }) => `${kind}.${code}`));
}
