import { counted } from "../text/counted.js";
import { cut, type LocalizedMessage } from "../text/localized-message.js";
import { numberEn, numberVi } from "../text/numbers.js";

export const tooManyListeners: LocalizedMessage = {
  en: "Too many are listening for changes already; try again in a minute, or ask `changes` now and then.",
  vi: "Đã có quá nhiều kết nối đang chờ thay đổi; hãy thử lại sau một phút, hoặc hỏi `changes` định kỳ.",
};

export const tooManyDownloads: LocalizedMessage = {
  en: "Other lists are being written just now; ask for this one again in a moment.",
  vi: "Đang xuất các danh sách khác; vui lòng tải lại sau ít phút.",
};

export const serverStopping: LocalizedMessage = {
  en: "This server is stopping; nothing was done. Please try again in a moment.",
  vi: "Máy chủ đang dừng; chưa thực hiện gì. Vui lòng thử lại sau ít phút.",
};

export const tookTooLong: LocalizedMessage = {
  en: "This took too long and was ended; nothing was changed. Ask for less at once, or try again in a moment.",
  vi: "Yêu cầu mất quá nhiều thời gian nên đã bị dừng; chưa có gì thay đổi. Hãy hỏi ít hơn mỗi lần, hoặc thử lại sau ít phút.",
};

export const tooBusy: LocalizedMessage = {
  en: "The server has too much to do just now, and has not begun this. Please try again in a moment.",
  vi: "Máy chủ đang có quá nhiều việc nên chưa bắt đầu yêu cầu này. Vui lòng thử lại sau ít phút.",
};

export const outcomeUnknown: LocalizedMessage = {
  en: "This took too long; whether it was saved is not known. An act with a `clientMutationId` may be sent again: it is done once.",
  vi: "Yêu cầu mất quá nhiều thời gian; chưa rõ đã lưu hay chưa. Yêu cầu có `clientMutationId` có thể gửi lại: việc chỉ được thực hiện một lần.",
};

export const savedNotShown: LocalizedMessage = {
  en: "This was saved, and cannot be shown just now; ask for it again in a moment.",
  vi: "Đã lưu; hiện chưa hiển thị được kết quả. Vui lòng xem lại sau ít phút.",
};

export const tokenNotAccepted: LocalizedMessage = {
  en: "The token or key in `Authorization` is not accepted; sign in anew.",
  vi: "Mã hoặc khóa trong `Authorization` không được chấp nhận; hãy đăng nhập lại.",
};

export const signInNeeded: LocalizedMessage = {
  en: "This is for those who have signed in; send their token as `Authorization: Bearer …`.",
  vi: "Chức năng này chỉ dành cho người đã đăng nhập; hãy gửi mã đăng nhập ở `Authorization: Bearer …`.",
};

export const roleNotAllowed: LocalizedMessage = {
  en: "Your role does not allow this.",
  vi: "Vai trò của bạn không được phép thực hiện việc này.",
};

export const notACalendarDay = (shown: string): LocalizedMessage => ({
  en: `${shown} is not a calendar day; write it as "YYYY-MM-DD", such as "2022-12-07".`,
  vi: `${shown} không phải là ngày trong lịch; hãy viết theo dạng "YYYY-MM-DD", ví dụ "2022-12-07".`,
});

export const secretIsText: LocalizedMessage = {
  en: "A password or token is text in quotes.",
  vi: "Mật khẩu hoặc mã phải là chuỗi đặt trong ngoặc kép.",
};

export const eitherFirstOrLast: LocalizedMessage = {
  en: "Ask for either `first` or `last`, not both.",
  vi: "Chỉ dùng một trong hai: `first` hoặc `last`.",
};

export const eitherAfterOrBefore: LocalizedMessage = {
  en: "Ask for either `after` or `before`, not both.",
  vi: "Chỉ dùng một trong hai: `after` hoặc `before`.",
};

export const cursorOfOtherDirection: LocalizedMessage = {
  en: "`first` goes with `after`, `last` goes with `before`.",
  vi: "`first` đi với `after`, `last` đi với `before`.",
};

/** `what` is what the text is: "A reason". */
export const textTooLong = (what: LocalizedMessage, most: number): LocalizedMessage => ({
  en: `${what.en} has at most ${numberEn(most)} characters.`,
  vi: `${what.vi} có tối đa ${numberVi(most)} ký tự.`,
});

export const textOfWrongLength = (what: LocalizedMessage, least: number, most: number): LocalizedMessage => ({
  en: `${what.en} has ${numberEn(least)} to ${numberEn(most)} characters.`,
  vi: `${what.vi} có từ ${numberVi(least)} đến ${numberVi(most)} ký tự.`,
});

export const argumentTooLong = (property: string, length: number, most: number): LocalizedMessage => ({
  en: `\`${property}\` has ${numberEn(length)} characters; it may have at most ${numberEn(most)}.`,
  vi: `\`${property}\` có ${numberVi(length)} ký tự; tối đa ${numberVi(most)}.`,
});

/** `what` is what stands in the list: "names". */
export const tooMany = (count: number, what: LocalizedMessage, most: number): LocalizedMessage => ({
  en: `${numberEn(count)} ${what.en} are too many; at most ${numberEn(most)} at once.`,
  vi: `${numberVi(count)} ${what.vi} là quá nhiều; mỗi lần tối đa ${numberVi(most)}.`,
});

export const notBetween = (property: string, value: number, least: number, most: number): LocalizedMessage => ({
  en: `\`${property}\` is ${numberEn(value)}; it must be from ${numberEn(least)} to ${numberEn(most)}.`,
  vi: `\`${property}\` là ${numberVi(value)}; phải từ ${numberVi(least)} đến ${numberVi(most)}.`,
});

export const tooSmall = (property: string, value: number, least: number): LocalizedMessage => ({
  en: `\`${property}\` is ${numberEn(value)}; it must be at least ${numberEn(least)}.`,
  vi: `\`${property}\` là ${numberVi(value)}; phải từ ${numberVi(least)} trở lên.`,
});

export const eachAnObject: LocalizedMessage = {
  en: "Each of these is an object.",
  vi: "Mỗi phần tử phải là một đối tượng.",
};

export const notAYear = (first: number, last: number): LocalizedMessage => ({
  en: `A year is from ${first} to ${last}.`,
  vi: `Năm từ ${first} đến ${last}.`,
});

export const figureOfTooManyDecimals: LocalizedMessage = {
  en: "A figure has at most six decimals.",
  vi: "Số liệu có tối đa sáu chữ số thập phân.",
};

export const figureBelowZero = (figure: number): LocalizedMessage => ({
  en: `A figure is 0 or more, not ${numberEn(figure)}.`,
  vi: `Số liệu không âm, không thể là ${numberVi(figure)}.`,
});

export const figureTooLarge = (largest: number): LocalizedMessage => ({
  en: `A figure is at most ${numberEn(largest)}.`,
  vi: `Số liệu tối đa ${numberVi(largest)}.`,
});

export const dayNotRecordable: LocalizedMessage = {
  en: "A day on record is after 1000-01-01 and before 9999-12-31.",
  vi: "Ngày ghi vào sổ phải sau 1000-01-01 và trước 9999-12-31.",
};

export const noCursorOfThisList = (cursor: string): LocalizedMessage => ({
  en: `${cursor} is no cursor of this list in this order; take one from its \`pageInfo\` or \`edges\`.`,
  vi: `${cursor} không phải là con trỏ của danh sách này theo thứ tự này; hãy lấy từ \`pageInfo\` hoặc \`edges\`.`,
});

export const tooManySignIns = (minutes: number): LocalizedMessage => ({
  en: `There were too many attempts to sign in; try again in ${counted(minutes, "minute")}.`,
  vi: `Đã thử đăng nhập quá nhiều lần; hãy thử lại sau ${numberVi(minutes)} phút.`,
});

/** `nearest` is blank where no known code is like it; the nouns stand as in "No metric", "Không có chỉ số". */
export const notKnown = (what: LocalizedMessage, given: string, nearest: string): LocalizedMessage => ({
  en: `No ${what.en} "${cut(given)}".${nearest && ` Nearest known: ${nearest}.`}`,
  vi: `Không có ${what.vi} "${cut(given)}".${nearest && ` Gần giống: ${nearest}.`}`,
});

export const changedSince = (what: LocalizedMessage, version: number, expectedVersion: number): LocalizedMessage => ({
  en: `${what.en} is at version ${version}, not ${expectedVersion}: it has been changed since.`,
  vi: `${what.vi} đang ở phiên bản ${version}, không phải ${expectedVersion}: đã có thay đổi khác.`,
});
