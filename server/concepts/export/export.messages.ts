import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { numberEn, numberVi } from "../../core/text/numbers.js";

export const notAYear = (name: string, value: string): LocalizedMessage => ({
  en: `\`${name}\` is "${value}"; it must be a year, such as 2025.`,
  vi: `\`${name}\` là "${value}"; phải là một năm, ví dụ 2025.`,
});

export const givenTwice = (name: string): LocalizedMessage => ({
  en: `\`${name}\` is given more than once; it takes one value.`,
  vi: `\`${name}\` chỉ nhận một giá trị.`,
});

export const notOneOf = (name: string, value: string, choices: readonly string[]): LocalizedMessage => ({
  en: `\`${name}\` is "${value}"; it must be one of: ${choices.join(", ")}.`,
  vi: `\`${name}\` là "${value}"; phải là một trong: ${choices.join(", ")}.`,
});

export const takesNoParameters = (shown: string): LocalizedMessage => ({
  en: `This list takes no parameters; leave ${shown} out.`,
  vi: `Danh sách này không có tham số; hãy bỏ ${shown}.`,
});

export const tooLong = (name: string, mostValues: number, longestValue: number): LocalizedMessage => ({
  en: `\`${name}\` is too long; it takes up to ${numberEn(mostValues)} values of up to ${numberEn(longestValue)} characters.`,
  vi: `\`${name}\` quá dài; nhận tối đa ${numberVi(mostValues)} giá trị, mỗi giá trị tối đa ${numberVi(longestValue)} ký tự.`,
});

export const missing = (name: string): LocalizedMessage => ({
  en: `\`${name}\` is missing; this list cannot do without it.`,
  vi: `Thiếu \`${name}\`; danh sách này bắt buộc phải có.`,
});

/** `nearest` is blank where no known code is like it. */
export const codeOfNothing = (name: string, value: string, nearest: string): LocalizedMessage => ({
  en: `\`${name}\` is "${value}", which nothing on record has as its code${nearest ? `; did you mean ${nearest}?` : "."}`,
  vi: `\`${name}\` là "${value}"; trong sổ không có mã này${nearest ? `; có phải ý bạn là ${nearest}?` : "."}`,
});

export const takesOtherParameters = (
  shown: string,
  nearest: string | undefined,
  names: readonly string[],
): LocalizedMessage => ({
  en: `This list takes no ${shown}${nearest ? `; did you mean \`${nearest}\`?` : "."} It takes: ${names.join(", ")}.`,
  vi: `Danh sách này không có tham số ${shown}${nearest ? `; có phải ý bạn là \`${nearest}\`?` : "."} Các tham số: ${names.join(", ")}.`,
});
