import { nameKey } from "../../core/text/fold.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "../files.messages.js";

/** Files whose letters are not those of Unicode, and what whoever sent one should do. */

/** TCVN3 (ABC): each sign of Latin-1, and the letter for which fonts such as .VnTime show it. */
const TCVN3 = new Map(
  (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị ãó ßò áỏ âõ äọ «ô èố " +
    "åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ \u00adư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ ®đ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ"
  )
    .split(" ")
    .map((pair) => [pair.charAt(0), pair.slice(1)] as const),
);

/** The bytes that a text in TCVN3 may have beside those of ASCII. */
export const TCVN3_BYTES: ReadonlySet<number> = new Set(Array.from(TCVN3.keys(), (sign) => sign.charCodeAt(0)));

const inTcvn3 = (text: string): string => text.replace(/[\u00a1-\u00ff]/g, (sign) => TCVN3.get(sign) ?? sign);

/** VNI: a vowel, then the sign for what stands above or below it. */
const ACCENTS: Readonly<Record<string, string>> = { "": "ùøûõï", "\u0306": "éèúüë", "\u0302": "áàåãä" };
const TONES = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const VNI_MARKS = new Map([
  ...Object.entries(ACCENTS).flatMap(([accent, signs]) =>
    Array.from(signs, (sign, i) => [sign, accent + TONES[i]] as const),
  ),
  ["ê", "\u0306"] as const,
  ["â", "\u0302"] as const,
]);
const VNI_LETTERS = new Map(["ñđ", "ôơ", "öư", "æỉ", "óĩ", "òị", "îỵ"].map((pair) => [pair.charAt(0), pair.slice(1)]));

const inVni = (text: string): string =>
  text
    .toLowerCase()
    .replace(/([aeouyôö])([ùøûõïéèúüëáàåãäêâ])/g, (_, vowel: string, sign: string) =>
      `${VNI_LETTERS.get(vowel) ?? vowel}${VNI_MARKS.get(sign)}`.normalize("NFC"),
    )
    .replace(/[ñôöæóòî]/g, (sign) => VNI_LETTERS.get(sign) ?? sign);

/** Whether a text is this name with question marks for the letters that a code page did not have. */
function isNameWithLost(text: string, name: string): boolean {
  if (!text.includes("?") || text.length !== name.length) return false;
  return Array.from(name).every((letter, i) =>
    /[ -~]/.test(letter) ? letter === text[i] : !/[A-Za-z0-9 ]/.test(text.charAt(i)),
  );
}

/** Why no cell of a header is known, if its letters are to blame; `names` are those that it may have. */
export function oldLettersIn(header: readonly string[], names: readonly string[]): LocalizedMessage | undefined {
  const keys = new Set(names.map(nameKey));
  for (const cell of header.filter((text) => /[\u00a1-\u00ff]/.test(text) && !keys.has(nameKey(text)))) {
    if (keys.has(nameKey(inTcvn3(cell)))) return messages.inOldLetters("TCVN3 (ABC)");
    if (keys.has(nameKey(inVni(cell)))) return messages.inOldLetters("VNI");
  }
  for (const cell of header) {
    const meant = names.find((name) => isNameWithLost(nameKey(cell), nameKey(name)));
    if (meant !== undefined) return messages.lettersOfFileLost(cell, meant);
  }
  return undefined;
}

/** Of a name that is not known: whether it has a question mark within a word, where a letter was. */
export const hasLostLetter = (text: string): boolean => /\p{L}\?|\?\p{L}/u.test(text);
