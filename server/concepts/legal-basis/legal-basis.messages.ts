import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi } from "../../core/text/numbers.js";

export const legalDocumentHasNumber: LocalizedMessage = {
  en: "legal document on record has number",
  vi: "văn bản nào trong danh mục mang số",
};

export const noSuchLegalDocument: LocalizedMessage = {
  en: "There is no such legal document.",
  vi: "Không có văn bản này.",
};

export const theLegalDocument: LocalizedMessage = {
  en: "The legal document",
  vi: "Văn bản",
};

export const repealsItself: LocalizedMessage = {
  en: "A document does not repeal itself.",
  vi: "Văn bản không tự bãi bỏ chính nó.",
};

export const beforeEarlier = (later: string, earlier: string): LocalizedMessage => ({
  en: `${later} is before ${earlier}.`,
  vi: `${dayVi(later)} là trước ${dayVi(earlier)}.`,
});

export const numberTaken = (number: string): LocalizedMessage => ({
  en: `"${number}" names a document on record already; correct that one.`,
  vi: `"${number}" đã chỉ một văn bản trong danh mục; hãy sửa văn bản đó.`,
});
