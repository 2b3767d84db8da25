import type { LocalizedMessage } from "../../core/text/localized-message.js";

export const actIsCalled: LocalizedMessage = {
  en: "act is called",
  vi: "nghiệp vụ nào tên là",
};

export const typeIsCalled: LocalizedMessage = {
  en: "type of objects with a trail is called",
  vi: "kiểu đối tượng có nhật ký nào tên là",
};

export const verificationTooLong: LocalizedMessage = {
  en: "To verify a trail of this size takes longer than a request may; it was ended. Run `npm run audit` on the server, which does it for any size.",
  vi: "Kiểm tra một nhật ký cỡ này lâu hơn thời gian cho phép của một yêu cầu nên đã dừng. Hãy chạy `npm run audit` trên máy chủ; lệnh này kiểm tra được mọi cỡ dữ liệu.",
};
