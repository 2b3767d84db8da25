import type { LocalizedMessage } from "../text/localized-message.js";

export const outcomeOfSavingUnknown: LocalizedMessage = {
  en: "The database did not answer while this was saved; whether it was is not known. An act with a `clientMutationId` may be sent again: it is done once.",
  vi: "Cơ sở dữ liệu không trả lời khi đang lưu; chưa rõ đã lưu hay chưa. Yêu cầu có `clientMutationId` có thể gửi lại: việc chỉ được thực hiện một lần.",
};

export const notReachable: LocalizedMessage = {
  en: "The database cannot be reached just now; nothing was changed. Please try again in a moment.",
  vi: "Hiện chưa kết nối được cơ sở dữ liệu; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
};

export const containsNul: LocalizedMessage = {
  en: "A text contains the character NUL (U+0000), which no text may.",
  vi: "Có văn bản chứa ký tự NUL (U+0000); không văn bản nào được chứa ký tự này.",
};

export const tooManyWriters: LocalizedMessage = {
  en: "Too many others are changing the same just now; nothing was changed. Please try again in a moment.",
  vi: "Hiện có quá nhiều người cùng thay đổi một nội dung; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
};
