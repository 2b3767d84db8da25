import type { LocalizedMessage } from "../../core/text/localized-message.js";

export const noDueDay = (printed: string): LocalizedMessage => ({
  en: `"${printed}" is not "trước ngày d/m/yyyy".`,
  vi: `"${printed}" không có dạng "trước ngày d/m/yyyy".`,
});
