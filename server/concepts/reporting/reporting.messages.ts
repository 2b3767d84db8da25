import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { numberEn, numberVi } from "../../core/text/numbers.js";

export const noDueDay = (printed: string): LocalizedMessage => ({
  en: `"${printed}" is not "trước ngày d/m/yyyy".`,
  vi: `"${printed}" không có dạng "trước ngày d/m/yyyy".`,
});

export const knownOfReports = (due: number, known: number, days: number): LocalizedMessage => ({
  en: `${numberEn(due)} due, ${numberEn(known)} known to have reported, ${numberEn(days)} with a day of receipt on record. What is not on record may have been sent.`,
  vi: `${numberVi(due)} nơi phải báo cáo, ${numberVi(known)} nơi được biết là đã báo cáo, ${numberVi(days)} nơi có ngày nhận trong sổ. Báo cáo không có trong sổ vẫn có thể đã được gửi.`,
});
