import { upsert } from "../../../core/database/upsert.js";
import { nearestNames } from "../../../core/text/nearest-names.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext, Reader } from "../../import/reader.js";
import { STATEMENT_CHECKS } from "../checks/statement-checks.js";
import { STATEMENT_KINDS, type StatementKind } from "../discrepancy/discrepancy-kind.js";
import * as messages from "../provenance.messages.js";
import { PRINTED_STATEMENT } from "./statement.row.js";

/** What a document prints and what can be checked, by kind and code. A file holds all statements of its document. */
export const statements: Reader = {
  name: "statements",
  writes: "REFERENCE",
  columns: [
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
  async read(rows, into) {
    const documents = await into.legalDocuments();
    const metrics = await into.coded("metric");
    const others = await codesOfOthers(into);
    const once = onceEach();
    const sectionIds = new Map<string, number>();
    for (const section of new Set(rows.map((row) => row.required("section")))) {
      sectionIds.set(section, await into.sectionId(section));
    }
    const found = rows.map((row, position) => {
      const [code, kind] = [row.required("code"), row.choice("kind", STATEMENT_KINDS)];
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
        sectionId: sectionIds.get(row.required("section")) ?? null,
        stated: row.text("stated"),
        statementVi: row.required("statement"),
        legalDocumentId: row.named("legal_document", "legal document", documents),
        metrics: row.text("metrics"),
        comparedWith: row.text("compared_with"),
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
};

/** Reports what a kind cannot be checked without. */
function checkNeeds(row: Row, kind: StatementKind): void {
  const { needs, begins } = STATEMENT_CHECKS[kind] ?? { needs: [] };
  for (const column of needs) row.required(column);
  const compared = row.text("compared_with");
  if (compared === null || begins === undefined || begins.includes(compared.split(" ")[0] ?? "")) return;
  const message = messages.beginsWithNone(compared, begins);
  row.problem("compared_with", "NOT_A_CHOICE", message, () => nearestNames(compared, begins));
}

const SECTIONS = "SELECT s.id FROM source_section s JOIN source_document d ON d.id = s.document_id WHERE d.code = ?";

/** What the document is no longer said to print goes. */
async function forgetOthers({ tx, source }: ImportContext, kept: ReadonlySet<string>): Promise<void> {
  const rows = await tx.query<{ id: number; kind: string; code: string }>(
    `SELECT id, kind, code FROM printed_statement WHERE section_id IN (${SECTIONS})`,
    [source.document],
  );
  for (const { id, kind, code } of rows) {
    if (!kept.has(`${kind}.${code}`)) await tx.change("DELETE FROM printed_statement WHERE id = ?", [id]);
  }
}

async function codesOfOthers({ tx, source }: ImportContext): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ kind: string; code: string }>(
    `SELECT kind, code FROM printed_statement WHERE section_id NOT IN (${SECTIONS})`,
    [source.document],
  );
  return new Set(rows.map(({ kind, code }) => `${kind}.${code}`));
}
