import type { LocalizedMessage } from "./localized-message.js";
import type { PlacedCharacter } from "./unseen.js";

/** To stand behind a sentence. */
export const didYouMean = (nearest: string): LocalizedMessage => ({
  en: ` Did you mean "${nearest}"?`,
  vi: ` Có phải ý bạn là "${nearest}"?`,
});

export const unseenCharacter = ({ code, place }: PlacedCharacter): LocalizedMessage => ({
  en: `Character ${place} is ${code}, which cannot be seen; take it out.`,
  vi: `Ký tự thứ ${place} là ${code}, không nhìn thấy được; hãy bỏ ký tự này.`,
});
