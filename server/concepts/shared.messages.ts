import { cut, type LocalizedMessage } from "../core/text/localized-message.js";
import { dayVi } from "../core/text/numbers.js";

export const endsBeforeItBegins = (validFrom: string): LocalizedMessage => ({
  en: `It ends before, or on, ${validFrom}, when it begins.`,
  vi: `Hết hiệu lực trước hoặc đúng ngày bắt đầu ${dayVi(validFrom)}.`,
});

export const areaHasOrHadCode: LocalizedMessage = {
  en: "area has or had code",
  vi: "đơn vị hành chính nào mang hoặc từng mang mã",
};

export const facilityHasCode: LocalizedMessage = {
  en: "facility has code",
  vi: "cơ sở nào mang mã",
};

export const bodyHasOrHadCode: LocalizedMessage = {
  en: "area or facility has or had code",
  vi: "đơn vị hành chính hay cơ sở nào mang hoặc từng mang mã",
};

export const metricHasCode: LocalizedMessage = {
  en: "metric has code",
  vi: "chỉ số nào mang mã",
};

export const reportFormHasCode: LocalizedMessage = {
  en: "form of a document has code",
  vi: "mẫu nào của tài liệu mang mã",
};

export const campaignHasCode: LocalizedMessage = {
  en: "reporting campaign has code",
  vi: "đợt báo cáo nào mang mã",
};

export const roundHasCode: LocalizedMessage = {
  en: "assessment round has code",
  vi: "đợt đánh giá nào mang mã",
};

export const vocabularyHasCode: LocalizedMessage = {
  en: "vocabulary has code",
  vi: "từ vựng nào mang mã",
};

export const wordHasCode = (vocabulary: string): LocalizedMessage => ({
  en: `${vocabulary} has code`,
  vi: `${vocabulary} nào mang mã`,
});

export const notKnownToExist = (code: string, on: string): LocalizedMessage => ({
  en: `"${code}" is not known to exist on ${on}.`,
  vi: `Chưa có thông tin "${code}" tồn tại vào ngày ${dayVi(on)}.`,
});

export const afterToday = (on: string, today: string): LocalizedMessage => ({
  en: `${on} is after today, ${today}.`,
  vi: `${dayVi(on)} là sau hôm nay, ${dayVi(today)}.`,
});

export const changeOnRecord = (what: LocalizedMessage, last: string, on: string): LocalizedMessage => ({
  en: `${what.en} has a change on record on ${last}; a change on ${on} would come before it. Record a later day, or correct what is recorded wrongly.`,
  vi: `${what.vi} đã có thay đổi ghi ngày ${dayVi(last)}; thay đổi ngày ${dayVi(on)} sẽ đứng trước. Hãy ghi ngày sau đó, hoặc sửa điều đã ghi sai.`,
});

export const dayAfterToday = (on: string): LocalizedMessage => ({
  en: `${on} is after today.`,
  vi: `${dayVi(on)} là sau hôm nay.`,
});

export const nothingToCorrect: LocalizedMessage = {
  en: "There is nothing to correct.",
  vi: "Không có gì cần sửa.",
};

/** `\`facility\`: no facility has code "X". Nearest known: "Y".`; `known` is blank where nothing is on record. */
export const codeLikeOthers = (
  argument: string,
  what: LocalizedMessage,
  code: string,
  known: string,
): LocalizedMessage => ({
  en: `\`${argument}\`: no ${what.en} "${cut(code)}".${known && ` Nearest known: ${known}.`}`,
  vi: `\`${argument}\`: không có ${what.vi} "${cut(code)}".${known && ` Gần giống: ${known}.`}`,
});

export const codeLikeNoOther = (
  argument: string,
  what: LocalizedMessage,
  code: string,
  known: string,
): LocalizedMessage => ({
  en: `\`${argument}\`: no ${what.en} "${cut(code)}".${known && ` Known, such as: ${known}.`}`,
  vi: `\`${argument}\`: không có ${what.vi} "${cut(code)}".${known && ` Ví dụ mã có: ${known}.`}`,
});
