import { numberEn } from "./numbers.js";

/** "1 row", "1,234 rows": a number with its noun, as commands say it. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberEn(count)} ${count === 1 ? one : many}`;
