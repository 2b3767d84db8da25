import type { LocalizedMessage } from "../core/text/localized-message.js";

export const ids: LocalizedMessage = {
  en: "ids",
  vi: "định danh",
};

export const lookalikeCharacter = (place: number, character: string, code: string): LocalizedMessage => ({
  en: `Character ${place}, "${character}" (${code}), is not the Vietnamese letter that it looks like; type that letter.`,
  vi: `Ký tự thứ ${place}, "${character}" (${code}), không phải chữ cái tiếng Việt tuy trông giống; hãy gõ đúng chữ cái.`,
});

export const actByPost: LocalizedMessage = {
  en: "An act is sent by POST.",
  vi: "Việc thay đổi dữ liệu phải gửi bằng POST.",
};

/** What GraphQL says of itself in English, by the names of its types and directives. */
export const ofGraphQL: Readonly<Record<string, string>> = {
  String: "Một chuỗi ký tự.",
  Int: "Một số nguyên, từ -(2^31) đến 2^31 - 1.",
  Float: "Một số thực.",
  Boolean: "`true` (đúng) hoặc `false` (sai).",
  ID: "Một định danh: là chuỗi, không dành cho người đọc. Khi gửi lên có thể là chuỗi hoặc số nguyên.",
  include: "Chỉ lấy trường hoặc fragment này khi `if` là true.",
  skip: "Bỏ qua trường hoặc fragment này khi `if` là true.",
  deprecated: "Đánh dấu phần của lược đồ không nên dùng nữa.",
  specifiedBy: "Địa chỉ của bản đặc tả nói rõ kiểu giá trị này.",
  oneOf: "Phải nêu đúng một trường, và trường đó không được là `null`.",
};
