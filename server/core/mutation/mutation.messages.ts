import type { LocalizedMessage } from "../text/localized-message.js";

export const changedAtTheSameTime: LocalizedMessage = {
  en: "Others are changing the same at this moment; try again.",
  vi: "Người khác đang thay đổi cùng nội dung; hãy thử lại.",
};

export const nameOfAnotherAct = (clientKey: string): LocalizedMessage => ({
  en: `"${clientKey}" was the name of another act; give each act a name of its own.`,
  vi: `"${clientKey}" đã dùng cho một lần thực hiện khác; hãy đặt tên riêng cho mỗi lần.`,
});

export const notShownAgain: LocalizedMessage = {
  en: "This was done, and what it issued cannot be shown again: more than ten minutes have passed. If it was lost, revoke the key or reset the password, and another one is issued.",
  vi: "Việc này đã thực hiện, và mã đã cấp không hiện lại được: đã quá mười phút. Nếu bị mất, hãy thu hồi khóa hoặc đặt lại mật khẩu để được cấp mã khác.",
};

export const noNameOfAnAct: LocalizedMessage = {
  en: "The name of an act has 1 to 64 letters, digits, - and _.",
  vi: "Tên của lần thực hiện có 1 đến 64 chữ cái không dấu, chữ số, - và _.",
};

export const aReason: LocalizedMessage = {
  en: "A reason",
  vi: "Lý do",
};

export const aNote: LocalizedMessage = {
  en: "A note",
  vi: "Ghi chú",
};
