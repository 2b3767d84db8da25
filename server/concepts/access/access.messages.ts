import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const passwordOfWrongLength = (shortest: number, longest: number, length: number): LocalizedMessage => ({
  en: `A password has ${numberEn(shortest)} to ${numberEn(longest)} characters; this one has ${numberEn(length)}.`,
  vi: `Mật khẩu phải có từ ${numberVi(shortest)} đến ${numberVi(longest)} ký tự; mật khẩu này có ${numberVi(length)}.`,
});

export const passwordEasilyGuessed: LocalizedMessage = {
  en: "This password is easily guessed: it is a common one, or made of sequences, repeats, days or the name. Take a few words that have nothing to do with each other.",
  vi: "Mật khẩu này dễ đoán: là mật khẩu phổ biến, hoặc gồm dãy liên tiếp, ký tự lặp lại, ngày tháng hay tên đăng nhập. Hãy dùng vài từ không liên quan với nhau.",
};

export const issuerNotReachable: LocalizedMessage = {
  en: "The issuer of this token cannot be asked for its keys just now. Please try again in a moment.",
  vi: "Hiện chưa hỏi được khóa của nhà phát hành mã đăng nhập này. Vui lòng thử lại sau ít phút.",
};

export const notAnAccountName: LocalizedMessage = {
  en: "A name has 3 to 40 Latin letters, digits, blanks and . _ - @, and begins and ends with a letter or a digit.",
  vi: "Tên đăng nhập có 3 đến 40 chữ cái tiếng Việt hoặc Latinh, số, dấu cách và . _ - @, bắt đầu và kết thúc bằng chữ hoặc số.",
};

export const nameOfTheSystem = (name: string): LocalizedMessage => ({
  en: `"${name}" reads like a name of the system itself; choose the name of a person or an office.`,
  vi: `"${name}" giống tên của chính hệ thống; hãy chọn tên người hoặc tên đơn vị.`,
});

export const nameTaken = (name: string): LocalizedMessage => ({
  en: `There is an account "${name}" already; accents, case and signs that look alike do not tell two names apart.`,
  vi: `Đã có tài khoản "${name}"; tên đăng nhập không phân biệt dấu, hoa thường và ký tự nhìn giống nhau.`,
});

export const refreshTokenNotGood: LocalizedMessage = {
  en: "The refresh token is not good, or not any more; sign in anew.",
  vi: "Mã làm mới không đúng hoặc không còn hiệu lực; hãy đăng nhập lại.",
};

export const wrongCredentials: LocalizedMessage = {
  en: "Name and password do not go together, or the account is closed.",
  vi: "Tên đăng nhập và mật khẩu không khớp, hoặc tài khoản đã bị khóa.",
};

export const newPasswordNeeded: LocalizedMessage = {
  en: "This password was for once; give one of your own in `newPassword`.",
  vi: "Mật khẩu này chỉ dùng một lần; hãy đặt mật khẩu riêng trong `newPassword`.",
};

export const passwordIsOldOne: LocalizedMessage = {
  en: "The new password is the old one.",
  vi: "Mật khẩu mới trùng với mật khẩu cũ.",
};

export const passwordOfIssuer: LocalizedMessage = {
  en: "This account has no password here: its issuer lets it in.",
  vi: "Tài khoản này không có mật khẩu ở đây: nhà phát hành của nó cho phép đăng nhập.",
};

export const noSuchAccount: LocalizedMessage = {
  en: "There is no such account.",
  vi: "Không có tài khoản này.",
};

export const theAccount: LocalizedMessage = {
  en: "The account",
  vi: "Tài khoản",
};

export const notARoleOfAccounts = (role: string): LocalizedMessage => ({
  en: `An account is FACILITY_EDITOR or ADMIN, not ${role}; other systems ask with a key.`,
  vi: `Tài khoản có vai trò FACILITY_EDITOR hoặc ADMIN, không phải ${role}; hệ thống khác dùng khóa truy cập.`,
});

export const decidedByIssuer: LocalizedMessage = {
  en: "The issuer of this account decides this; only `active` is decided here.",
  vi: "Nhà phát hành của tài khoản quyết định điều này; ở đây chỉ đổi được `active`.",
};

export const lastAccount: LocalizedMessage = {
  en: "This is the last account of the Department; add another one first.",
  vi: "Đây là tài khoản cuối cùng của Sở; hãy thêm tài khoản khác trước.",
};

export const aLabel: LocalizedMessage = {
  en: "A label",
  vi: "Nhãn",
};

export const keyWithoutScope: LocalizedMessage = {
  en: "A key is for something; name a scope.",
  vi: "Khóa phải có ít nhất một phạm vi.",
};

export const notWithinTwoYears = (expiresOn: string): LocalizedMessage => ({
  en: `${expiresOn} is not within the next two years.`,
  vi: `${dayVi(expiresOn)} không nằm trong hai năm tới.`,
});

export const noSuchKey: LocalizedMessage = {
  en: "There is no such key.",
  vi: "Không có khóa này.",
};

export const noPasswordHere = (name: string): LocalizedMessage => ({
  en: `No account "${name}" has a password here.`,
  vi: `Không có tài khoản "${name}".`,
});

export const onlyEditorsHaveFacility = (code: string): LocalizedMessage => ({
  en: `Only a FACILITY_EDITOR has a facility; leave "${code}" away.`,
  vi: `Chỉ FACILITY_EDITOR gắn với đơn vị; hãy bỏ "${code}".`,
});

export const editorNeedsFacility: LocalizedMessage = {
  en: "A FACILITY_EDITOR needs the code of its facility.",
  vi: "FACILITY_EDITOR phải gắn với mã một đơn vị.",
};

export const keyNotGood: LocalizedMessage = {
  en: "This key has expired or was revoked; documents are admitted for one that is good.",
  vi: "Khóa này đã hết hạn hoặc bị thu hồi; chỉ chấp nhận tài liệu cho khóa còn hiệu lực.",
};

export const texts: LocalizedMessage = {
  en: "texts",
  vi: "văn bản",
};

export const noTexts: LocalizedMessage = {
  en: "There is no text; give one at least.",
  vi: "Chưa có văn bản nào; phải có ít nhất một.",
};

export const idTaken = (name: string, documentId: string, other: string): LocalizedMessage => ({
  en: `"${name}" has the id ${documentId}, which "${other}" has with other words; change something in it, such as its name.`,
  vi: `"${name}" có mã ${documentId} trùng với "${other}" có nội dung khác; hãy đổi một chi tiết, chẳng hạn tên.`,
});

export const tooManyDocuments = (count: number, most: number): LocalizedMessage => ({
  en: `The key would have ${numberEn(count)} documents, and may have ${numberEn(most)}; withdraw some first.`,
  vi: `Khóa sẽ có ${numberVi(count)} tài liệu, chỉ được có ${numberVi(most)}; hãy rút bớt trước.`,
});

export const tooManyCharacters = (count: number, most: number): LocalizedMessage => ({
  en: `The documents of the key would have ${numberEn(count)} characters, and may have ${numberEn(most)}; withdraw some first.`,
  vi: `Các tài liệu của khóa sẽ dài ${numberVi(count)} ký tự, chỉ được dài ${numberVi(most)}; hãy rút bớt trước.`,
});

export const noSuchDocument: LocalizedMessage = {
  en: "No key has this document.",
  vi: "Không khóa nào có tài liệu này.",
};

export const theDocument: LocalizedMessage = {
  en: "The document",
  vi: "Tài liệu",
};

export const withdrawnBefore = (name: string): LocalizedMessage => ({
  en: `"${name}" was withdrawn already; admit it again if it is needed.`,
  vi: `"${name}" đã được rút trước đó; nếu cần hãy chấp nhận lại.`,
});
