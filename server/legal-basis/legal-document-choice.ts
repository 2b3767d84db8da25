import { type Choice, chosen, NOTHING } from "../acts/choice.js";
import type { Reference } from "../reference/reference.js";
import { nameKey } from "../text/fold.js";
import type { LegalDocumentRow } from "./legal-document.store.js";

/** The legal document that a field of the input names by its number. */
export function chooseLegalDocument(
  { legalDocuments }: Reference,
  field: string,
  number: string | null | undefined,
): Choice<LegalDocumentRow> {
  if (number == null) return NOTHING;
  const all = legalDocuments.all();
  const found = all.find((document) => nameKey(document.number) === nameKey(number));
  const what = { en: "legal document on record has number", vi: "văn bản nào trong danh mục mang số" };
  return chosen(
    [field],
    what,
    number,
    found,
    all.map((document) => document.number),
  );
}
