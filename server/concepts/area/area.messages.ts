import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi } from "../../core/text/numbers.js";

export const withinItself = (parent: string, code: string): LocalizedMessage => ({
  en: `"${parent}" itself lies within "${code}", directly or not.`,
  vi: `Chính "${parent}" nằm trong "${code}", trực tiếp hoặc gián tiếp.`,
});

export const otherAreaOnRecord = (code: string): LocalizedMessage => ({
  en: `Another is on record; a change of "${code}" since a day is imported by the tables area-names and area-changes.`,
  vi: `Khác với dữ liệu đã có; thay đổi của "${code}" từ một ngày được nhập bằng bảng area-names và area-changes.`,
});

export const codeOfAnotherArea = (code: string, validFrom: string, validTo: string): LocalizedMessage => ({
  en: `"${code}" denotes another area from ${validFrom} to ${validTo}; a code has one holder at a time.`,
  vi: `"${code}" là mã của đơn vị khác từ ${dayVi(validFrom)} đến ${dayVi(validTo)}; mỗi mã chỉ có một đơn vị tại một thời điểm.`,
});
