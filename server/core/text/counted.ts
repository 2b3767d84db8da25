/** "1 row", "1,234 rows": a number with its noun, as commands say it. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** A number as a sentence of each language writes it: `129,905` and `129.905`. */
export const written = (number: number): { en: string; vi: string } => ({
  en: number.toLocaleString("en", ALL_DECIMALS),
  vi: number.toLocaleString("vi", ALL_DECIMALS),
});

const ALL_DECIMALS = { maximumFractionDigits: 20 };
