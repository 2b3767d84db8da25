import { lazily } from "../collections/groups.js";

const DIGITS = { maximumFractionDigits: 20 };
/** Made when the first number is written: to learn a language takes milliseconds of a start. */
const ENGLISH = lazily(() => new Intl.NumberFormat("en-US", DIGITS));
const VIETNAMESE = lazily(() => new Intl.NumberFormat("vi-VN", DIGITS));

/** 129,905.5: how many there are, in an English sentence; years, lines and levels are names and stay as they are. */
export const numberEn = (number: number): string => ENGLISH().format(number);

/** 129.905,5: the same in a Vietnamese sentence, and as the documents print it. */
export const numberVi = (number: number): string => VIETNAMESE().format(number);

/** 2022-10-27 → 27/10/2022: a day in a Vietnamese sentence; an English one writes it as the schema does. */
export const dayVi = (day: string): string => day.split("-").reverse().join("/");
