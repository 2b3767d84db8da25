import { Field, InputType } from "type-graphql";
import type { Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { HasAtMost } from "../../../core/schema/checks.js";
import { badInput } from "../../../core/schema/errors.js";
import { cut } from "../../../core/text/localized-message.js";
import { nearestNames } from "../../../core/text/nearest-names.js";
import * as messages from "../provenance.messages.js";
import type { Comparison } from "./compare.js";
import { DiscrepancyStatus } from "./discrepancy.type.js";
import { DiscrepancyKind } from "./discrepancy-kind.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

const MOST_CODES = 100;

@InputType({
  description: about(
    "Which checks; conditions add up, the values of one list are alternatives.",
    "Lọc kết quả đối chiếu; các điều kiện cùng phải đúng, các giá trị trong một danh sách là lựa chọn thay thế.",
  ),
})
export class DiscrepancyFilter {
  @Field(() => [DiscrepancyStatus], {
    nullable: true,
    description: about("Only these outcomes.", "Chỉ các kết quả này."),
  })
  status?: Comparison[] | null;

  @Field(() => [DiscrepancyKind], {
    nullable: true,
    description: about("Only these kinds of checks.", "Chỉ các nội dung đối chiếu này."),
  })
  kind?: DiscrepancyKind[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Only what the source document of this code prints.",
      "Chỉ những gì tài liệu nguồn mang mã này in.",
    ),
  })
  document?: string | null;

  @HasAtMost(MOST_CODES, { en: "codes", vi: "mã" })
  @Field(() => [String], {
    nullable: true,
    description: about(
      'Only the checks of these codes, such as "LEVEL_SHARE.2020.1"; at most 100.',
      'Chỉ các mục đối chiếu mang mã này, ví dụ "LEVEL_SHARE.2020.1"; tối đa 100.',
    ),
  })
  code?: string[] | null;
}

/** Those that meet every condition; a document or code that is not known is refused. */
export function filtered(
  rows: readonly DiscrepancyRow[],
  { status, kind, document, code }: DiscrepancyFilter,
  { sections, sourceDocuments }: Snapshot,
): DiscrepancyRow[] {
  const documents = sourceDocuments.all();
  const documentId = documents.find((each) => each.code === document)?.id;
  if (document != null && documentId === undefined) {
    const known = quoted(documents.map((each) => each.code));
    throw badInput(messages.noDocument(document, known));
  }
  if (code != null) requireChecks(code, rows);
  return rows.filter(
    (row) =>
      (status == null || status.includes(row.status)) &&
      (kind == null || kind.includes(row.kind)) &&
      (document == null || sections.byId(row.sectionId).documentId === documentId) &&
      (code == null || code.includes(row.id)),
  );
}

function requireChecks(given: readonly string[], rows: readonly DiscrepancyRow[]): void {
  const codes = new Set(rows.map(({ id }) => id));
  const missing = given.find((each) => !codes.has(each));
  if (missing === undefined) return;
  throw badInput(messages.noCheckOfCode(missing, quoted(nearestNames(cut(missing), codes))));
}

const quoted = (codes: readonly string[]): string => codes.map((code) => `"${code}"`).join(", ");
