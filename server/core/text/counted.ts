/** "1 row", "1,234 rows": a number with its noun, as commands say it. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
