import type { LocalizedMessage } from "../core/text/localized-message.js";
import { dayVi } from "../core/text/numbers.js";
import { cut } from "../core/text/shown.js";

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
