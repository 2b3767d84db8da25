import type { LocalizedMessage } from "../core/text/localized-message.js";

export const ids: LocalizedMessage = {
  en: "ids",
  vi: "định danh",
};

export const lookalikeCharacter = (place: number, character: string, code: string): LocalizedMessage => ({
  en: `Character ${place}, "${character}" (${code}), is not the Vietnamese letter that it looks like; type that letter.`,
  vi: `Ký tự thứ ${place}, "${character}" (${code}), không phải chữ cái tiếng Việt tuy trông giống; hãy gõ đúng chữ cái.`,
});

export const actByPost: LocalizedMessage = {
  en: "An act is sent by POST.",
  vi: "Việc thay đổi dữ liệu phải gửi bằng POST.",
};
