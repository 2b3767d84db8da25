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

export const ofString: LocalizedMessage = {
  en: "A text.",
  vi: "Một chuỗi ký tự.",
};

export const ofInt: LocalizedMessage = {
  en: "A whole number, from -(2^31) to 2^31 - 1.",
  vi: "Một số nguyên, từ -(2^31) đến 2^31 - 1.",
};

export const ofFloat: LocalizedMessage = {
  en: "A number.",
  vi: "Một số thực.",
};

export const ofBoolean: LocalizedMessage = {
  en: "`true` or `false`.",
  vi: "`true` (đúng) hoặc `false` (sai).",
};

export const ofId: LocalizedMessage = {
  en: "An id: a text that is not for people to read. A whole number is taken for one as well.",
  vi: "Một định danh: chuỗi không dành cho người đọc. Khi gửi lên có thể là số nguyên.",
};

export const ofInclude: LocalizedMessage = {
  en: "This field or fragment is there only when `if` is true.",
  vi: "Chỉ lấy trường hoặc fragment này khi `if` là true.",
};

export const ofSkip: LocalizedMessage = {
  en: "This field or fragment is left out when `if` is true.",
  vi: "Bỏ qua trường hoặc fragment này khi `if` là true.",
};

export const ofDeprecated: LocalizedMessage = {
  en: "Marks what should not be used any more.",
  vi: "Đánh dấu phần của lược đồ không nên dùng nữa.",
};

export const ofSpecifiedBy: LocalizedMessage = {
  en: "Where a scalar is specified.",
  vi: "Địa chỉ của bản đặc tả nói rõ kiểu giá trị này.",
};

export const ofOneOf: LocalizedMessage = {
  en: "Exactly one field must be given, and not as `null`.",
  vi: "Phải nêu đúng một trường, và trường đó không được là `null`.",
};
