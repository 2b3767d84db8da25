import { counted } from "../text/counted.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import { numberEn, numberVi } from "../text/numbers.js";

export const tooMuchAsked = (seconds: number): LocalizedMessage => ({
  en: `Too much was asked within a minute; ask again in ${counted(seconds, "second")}.`,
  vi: `Đã hỏi quá nhiều trong một phút; hãy hỏi lại sau ${numberVi(seconds)} giây.`,
});

export const length = (most: number): LocalizedMessage => ({
  en: `The query is longer than ${numberEn(most)} characters (limit \`length\`).`,
  vi: `Câu hỏi dài hơn ${numberVi(most)} ký tự (giới hạn \`length\`).`,
});

export const tokens = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} words and signs (limit \`tokens\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} từ và dấu (giới hạn \`tokens\`).`,
});

export const depth = (most: number): LocalizedMessage => ({
  en: `The query is nested more than ${numberEn(most)} levels deep (limit \`depth\`).`,
  vi: `Câu hỏi lồng nhau quá ${numberVi(most)} cấp (giới hạn \`depth\`).`,
});

export const fields = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} fields (limit \`fields\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} trường (giới hạn \`fields\`).`,
});

export const expandedFields = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} fields once its fragments are put in place (limit \`expandedFields\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} trường sau khi thay các fragment vào chỗ của chúng (giới hạn \`expandedFields\`).`,
});

export const repetitions = (most: number): LocalizedMessage => ({
  en: `The query has the same field more than ${numberEn(most)} times in one place (limit \`repetitions\`).`,
  vi: `Câu hỏi lặp lại một trường quá ${numberVi(most)} lần ở cùng một chỗ (giới hạn \`repetitions\`).`,
});

export const aliases = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} aliases (limit \`aliases\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} bí danh (alias) (giới hạn \`aliases\`).`,
});

export const directives = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} directives (limit \`directives\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} directive (giới hạn \`directives\`).`,
});

export const directivesInOnePlace = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} directives in one place (limit \`directivesInOnePlace\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} directive ở cùng một chỗ (giới hạn \`directivesInOnePlace\`).`,
});

export const fragments = (most: number): LocalizedMessage => ({
  en: `The query has more than ${numberEn(most)} fragments (limit \`fragments\`).`,
  vi: `Câu hỏi có hơn ${numberVi(most)} fragment (giới hạn \`fragments\`).`,
});

export const variables = (most: number): LocalizedMessage => ({
  en: `The variables hold more than ${numberEn(most)} values (limit \`variables\`).`,
  vi: `Các biến chứa hơn ${numberVi(most)} giá trị (giới hạn \`variables\`).`,
});

export const cost = (most: number): LocalizedMessage => ({
  en: `The query costs more than ${numberEn(most)} points; ask for smaller pages, fewer levels or less at once (limit \`cost\`).`,
  vi: `Câu hỏi tốn hơn ${numberVi(most)} điểm; hãy giảm kích thước trang, số cấp lồng nhau hoặc số câu hỏi cùng lúc (giới hạn \`cost\`).`,
});

export const possibleCost = (most: number): LocalizedMessage => ({
  en: `The query may cost more than ${numberEn(most)} points; ask for smaller pages, fewer levels or less at once (limit \`possibleCost\`).`,
  vi: `Câu hỏi có thể tốn hơn ${numberVi(most)} điểm; hãy giảm kích thước trang, số cấp lồng nhau hoặc số câu hỏi cùng lúc (giới hạn \`possibleCost\`).`,
});
