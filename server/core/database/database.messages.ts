import type { LocalizedMessage } from "../text/localized-message.js";

export const outcomeOfSavingUnknown: LocalizedMessage = {
  en: "The database did not answer while this was saved; whether it was is not known. An act with a `clientMutationId` may be sent again: it is done once.",
  vi: "Cơ sở dữ liệu không trả lời khi đang lưu; chưa rõ đã lưu hay chưa. Yêu cầu có `clientMutationId` có thể gửi lại: việc chỉ được thực hiện một lần.",
};

export const notReachable: LocalizedMessage = {
  en: "The database cannot be reached just now; nothing was changed. Please try again in a moment.",
  vi: "Hiện chưa kết nối được cơ sở dữ liệu; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
};

export const readOnly: LocalizedMessage = {
  en: "The database may only be read just now; nothing was changed. Please try again in a moment.",
  vi: "Cơ sở dữ liệu hiện chỉ cho đọc; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
};

export const full: LocalizedMessage = {
  en: "The database has no room left; nothing was changed. Whoever runs this server has to make some.",
  vi: "Cơ sở dữ liệu đã hết chỗ lưu; chưa có gì thay đổi. Người vận hành máy chủ cần giải phóng dung lượng.",
};

export const tooLarge: LocalizedMessage = {
  en: "The database does not take as much at once; nothing was changed. Whoever runs it has to allow larger messages (`max_allowed_packet`).",
  vi: "Cơ sở dữ liệu không nhận nhiều như vậy trong một lần; chưa có gì thay đổi. Người vận hành cần cho phép gói tin lớn hơn (`max_allowed_packet`).",
};

export const containsNul: LocalizedMessage = {
  en: "A text contains the character NUL (U+0000), which no text may.",
  vi: "Có văn bản chứa ký tự NUL (U+0000); không văn bản nào được chứa ký tự này.",
};

export const tooManyWriters: LocalizedMessage = {
  en: "Too many others are changing the same just now; nothing was changed. Please try again in a moment.",
  vi: "Hiện có quá nhiều người cùng thay đổi một nội dung; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
};
