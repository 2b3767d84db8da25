const ENGLISH = new Intl.NumberFormat("en-US", { maximumFractionDigits: 20 });
const VIETNAMESE = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 20 });

/** 129,905.5: how many there are, in an English sentence; years, lines and levels are names and stay as they are. */
export const numberEn = (number: number): string => ENGLISH.format(number);

/** 129.905,5: the same in a Vietnamese sentence, and as the documents print it. */
export const numberVi = (number: number): string => VIETNAMESE.format(number);

/** 2022-10-27 → 27/10/2022: a day in a Vietnamese sentence; an English one writes it as the schema does. */
export const dayVi = (day: string): string => day.split("-").reverse().join("/");
