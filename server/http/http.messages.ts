import type { LocalizedMessage } from "../core/text/localized-message.js";
import { numberEn, numberVi } from "../core/text/numbers.js";

export const addressNotUtf8: LocalizedMessage = {
  en: "The address is not in UTF-8, percent-encoded; a percent sign itself is %25.",
  vi: "Địa chỉ không được mã hóa phần trăm theo UTF-8; dấu phần trăm phải viết là %25.",
};

export const requestNotUtf8: LocalizedMessage = {
  en: "The request is not in UTF-8.",
  vi: "Yêu cầu không ở dạng UTF-8.",
};

export const notJson = (name: string): LocalizedMessage => ({
  en: `\`${name}\` in the address are JSON.`,
  vi: `\`${name}\` trong địa chỉ phải là JSON.`,
});

export const noQuery: LocalizedMessage = {
  en: "`query` is missing; send the question as `query`, or a `documentId` of the SDK.",
  vi: "Thiếu `query`; hãy gửi câu hỏi trong `query`, hoặc một `documentId` của SDK.",
};

export const notText = (name: string): LocalizedMessage => ({
  en: `\`${name}\` must be a text.`,
  vi: `\`${name}\` phải là văn bản.`,
});

export const notObject = (name: string): LocalizedMessage => ({
  en: `\`${name}\` must be an object.`,
  vi: `\`${name}\` phải là một đối tượng.`,
});

export const givenTwice = (name: string): LocalizedMessage => ({
  en: `\`${name}\` is given more than once in the address.`,
  vi: `\`${name}\` xuất hiện nhiều lần trong địa chỉ.`,
});

export const unknownDocument: LocalizedMessage = {
  en: "This server does not know the document with this `documentId`; it is older than the SDK that asks, or never had it.",
  vi: "Máy chủ không biết tài liệu có `documentId` này; máy chủ cũ hơn SDK đang hỏi, hoặc chưa từng có tài liệu đó.",
};

export const documentsOnly: LocalizedMessage = {
  en: "This key asks by the documents of the SDK alone: send their `documentId`.",
  vi: "Khóa này chỉ được hỏi bằng các tài liệu của SDK: hãy gửi `documentId`.",
};

export const noSuchFile = (lists: string, formats: string): LocalizedMessage => ({
  en: `There is no such file. There are /export/LIST.csv and .xlsx, where LIST is one of: ${lists}; and /template/TABLE.csv and .xlsx, where TABLE is one of: ${formats}.`,
  vi: `Không có tệp này. Có /export/DANH-SÁCH.csv và .xlsx, với DANH-SÁCH là một trong: ${lists}; và /template/BẢNG.csv và .xlsx, với BẢNG là một trong: ${formats}.`,
});

export const uploadUnreadable: LocalizedMessage = {
  en: "The request could not be read; send `operations`, `map` and one file, as the GraphQL multipart request specification has it.",
  vi: "Không đọc được yêu cầu; hãy gửi `operations`, `map` và một tệp theo đặc tả GraphQL multipart request.",
};

export const fileTooLarge = (mebibytes: number): LocalizedMessage => ({
  en: `The file is larger than ${numberEn(mebibytes)} MiB; divide it.`,
  vi: `Tệp lớn hơn ${numberVi(mebibytes)} MiB; hãy chia nhỏ tệp.`,
});

export const tooManyUploads: LocalizedMessage = {
  en: "Other files are being received just now; send it again in a moment.",
  vi: "Đang nhận các tệp khác; vui lòng gửi lại sau ít phút.",
};
