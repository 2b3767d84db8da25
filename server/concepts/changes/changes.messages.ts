import type { LocalizedMessage } from "../../core/text/localized-message.js";

export const noCursorOfChanges = (cursor: string): LocalizedMessage => ({
  en: `${cursor} is no cursor of \`changes\`; take one from its \`cursor\`, or leave \`since\` out and load everything.`,
  vi: `${cursor} không phải là con trỏ của \`changes\`; hãy lấy từ \`cursor\`, hoặc bỏ trống \`since\` và tải lại toàn bộ.`,
});
