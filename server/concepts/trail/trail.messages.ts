import type { LocalizedMessage } from "../../core/text/localized-message.js";

export const actIsCalled: LocalizedMessage = {
  en: "act is called",
  vi: "nghiệp vụ nào tên là",
};

export const typeIsCalled: LocalizedMessage = {
  en: "type of objects with a trail is called",
  vi: "kiểu đối tượng có nhật ký nào tên là",
};
