import type { LocalizedMessage } from "../core/text/localized-message.js";
import { numberEn, numberVi } from "../core/text/numbers.js";

export const tooManyIds = (count: number, mostIds: number): LocalizedMessage => ({
  en: `${numberEn(count)} ids are too many; at most ${numberEn(mostIds)} at once.`,
  vi: `${numberVi(count)} định danh là quá nhiều; mỗi lần tối đa ${numberVi(mostIds)}.`,
});

export const lookalikeCharacter = (place: number, character: string, code: string): LocalizedMessage => ({
  en: `Character ${place}, "${character}" (${code}), is not the Vietnamese letter that it looks like; type that letter.`,
  vi: `Ký tự thứ ${place}, "${character}" (${code}), không phải chữ cái tiếng Việt tuy trông giống; hãy gõ đúng chữ cái.`,
});

export const actByPost: LocalizedMessage = {
  en: "An act is sent by POST.",
  vi: "Việc thay đổi dữ liệu phải gửi bằng POST.",
};
