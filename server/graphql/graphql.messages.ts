import type { LocalizedMessage } from "../core/text/localized-message.js";
import { numberEn, numberVi } from "../core/text/numbers.js";

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

export const noQueries: LocalizedMessage = {
  en: "There is no query in this text.",
  vi: "Văn bản này không có truy vấn nào.",
};

export const tooManyQueries = (most: number): LocalizedMessage => ({
  en: `These are more than ${numberEn(most)} queries.`,
  vi: `Có hơn ${numberVi(most)} truy vấn.`,
});

export const onlyQueries: LocalizedMessage = {
  en: "A key only reads: mutations and subscriptions are no documents of it.",
  vi: "Khóa chỉ để đọc: tài liệu không được có mutation hay subscription.",
};

export const queryWithoutName: LocalizedMessage = {
  en: "This query needs a name, such as `query Beds { … }`: addresses, logs and errors tell it by that.",
  vi: "Truy vấn này cần có tên, ví dụ `query Beds { … }`: địa chỉ, nhật ký và thông báo lỗi gọi nó bằng tên.",
};

export const nameTooLong = (most: number): LocalizedMessage => ({
  en: `The name is longer than ${numberEn(most)} characters.`,
  vi: `Tên dài hơn ${numberVi(most)} ký tự.`,
});

export const nameTwice = (name: string): LocalizedMessage => ({
  en: `Another text has a query "${name}" already; programs find the id by the name.`,
  vi: `Văn bản khác đã có truy vấn "${name}"; chương trình tìm mã theo tên.`,
});

export const notForKeys: LocalizedMessage = {
  en: "No key may ask this: it is for accounts of the Department alone.",
  vi: "Không khóa nào được hỏi mục này: chỉ dành cho tài khoản của Sở.",
};

export const costsTooMuch = (cost: number, most: number): LocalizedMessage => ({
  en: `An answer may cost ${numberEn(cost)}, and is allowed ${numberEn(most)}; ask for fewer fields, or write how long a page is, \`first: 20\`, in the place of a variable.`,
  vi: `Một câu trả lời có thể tốn ${numberVi(cost)}, chỉ được ${numberVi(most)}; hãy hỏi ít trường hơn, hoặc ghi thẳng độ dài trang, \`first: 20\`, thay cho biến.`,
});

export const documentTooLong = (length: number, most: number): LocalizedMessage => ({
  en: `With its fragments it has ${numberEn(length)} characters, blanks aside, and may have ${numberEn(most)}.`,
  vi: `Cùng các fragment, truy vấn dài ${numberVi(length)} ký tự (không kể khoảng trắng), chỉ được dài ${numberVi(most)}.`,
});

export const idOfAnother = (documentId: string): LocalizedMessage => ({
  en: `Its id would be ${documentId}, which another document has; change something in it, such as its name.`,
  vi: `Mã sẽ là ${documentId}, trùng với tài liệu khác; hãy đổi một chi tiết, chẳng hạn tên.`,
});

export const deprecated = (what: string, reason: LocalizedMessage): LocalizedMessage => ({
  en: `${what} is deprecated. ${reason.en}`,
  vi: `${what} sắp được bỏ. ${reason.vi}`,
});

/** Where something stands, before what is to be said of it; `definition` is blank where it stands in none. */
export const placed = (
  definition: string,
  line: number,
  column: number,
  { en, vi }: LocalizedMessage,
): LocalizedMessage => {
  const before = definition === "" ? "" : `${definition}, `;
  return { en: `${before}line ${line}, column ${column}: ${en}`, vi: `${before}dòng ${line}, cột ${column}: ${vi}` };
};
