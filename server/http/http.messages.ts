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
  en: "This key asks by documents alone, those of the SDK and those admitted for it: send their `documentId`.",
  vi: "Khóa này chỉ được hỏi bằng tài liệu của SDK và tài liệu đã được chấp nhận cho khóa: hãy gửi `documentId`.",
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

export const byPost: LocalizedMessage = {
  en: "This address is asked by POST.",
  vi: "Địa chỉ này chỉ nhận POST.",
};

export const noJson: LocalizedMessage = {
  en: "The request could not be read; send JSON.",
  vi: "Không đọc được yêu cầu; hãy gửi JSON.",
};

export const noSignIn: LocalizedMessage = {
  en: "Send JSON with the texts `name` and `password`, and `newPassword` where one is to be set, and nothing else.",
  vi: "Hãy gửi JSON gồm `name` và `password` dạng văn bản, thêm `newPassword` khi phải đặt mật khẩu mới, và không có gì khác.",
};

export const nothingToSend: LocalizedMessage = {
  en: "Send nothing here, or `{}`; the session is in the cookie.",
  vi: "Ở đây không gửi nội dung, hoặc chỉ gửi `{}`; phiên đăng nhập nằm trong cookie.",
};

export const sessionOver: LocalizedMessage = {
  en: "Nobody is signed in here, or not any more; sign in anew.",
  vi: "Chưa đăng nhập, hoặc phiên đăng nhập đã kết thúc; hãy đăng nhập lại.",
};

export const fromAnotherSite: LocalizedMessage = {
  en: "Pages of other sites sign nobody in or out here; other programs ask `sessionStart` at /graphql.",
  vi: "Trang của nơi khác không được đăng nhập hay đăng xuất cho ai ở đây; chương trình khác hãy gọi `sessionStart` ở /graphql.",
};

export const notFromThisHost: LocalizedMessage = {
  en: "`Origin` is not the address at which this server was asked. Pages of other sites sign nobody in or out here; a proxy has to pass on `Host` as it came.",
  vi: "`Origin` không phải là địa chỉ mà máy chủ này được gọi. Trang của nơi khác không được đăng nhập hay đăng xuất cho ai ở đây; máy chủ trung gian phải chuyển nguyên `Host`.",
};
