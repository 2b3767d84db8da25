import type { LocalizedMessage } from "../../../core/schema/errors.js";
import { cut } from "../../../core/text/shown.js";

/** As in the register: words of capitals and digits with hyphens between them, the first one beginning with a letter. */
const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const LONGEST_CODE = 40;
/** What `matchNames` can be asked about. */
export const LONGEST_NAME = 200;

export const problemOfCode = (code: string): LocalizedMessage | undefined =>
  code.length <= LONGEST_CODE && CODE.test(code)
    ? undefined
    : {
        en: `"${cut(code)}" is no code of the register; write at most ${LONGEST_CODE} capitals, digits and hyphens, such as "BV-MAT".`,
        vi: `"${cut(code)}" không phải là mã của sổ đăng ký; hãy viết tối đa ${LONGEST_CODE} chữ hoa không dấu, chữ số và gạch nối, ví dụ "BV-MAT".`,
      };

/** As it is kept: one blank between words. */
export const tidyName = (name: string): string => name.normalize("NFC").replace(/\s+/gu, " ").trim();

/** A name, or another way in which documents write it, has letters, and is not too long. */
export const problemOfLetters = (name: string): LocalizedMessage | undefined =>
  name.length <= LONGEST_NAME && /\p{L}/u.test(name)
    ? undefined
    : {
        en: `A name has letters, and at most ${LONGEST_NAME} characters.`,
        vi: `Tên phải có chữ cái và tối đa ${LONGEST_NAME} ký tự.`,
      };
