/**
 * The numerator as a share of the denominator, in percent, two decimals unless said otherwise, half up. Exact: decimals
 * are counted in whole millionths, never as binary fractions. Null until both are known, and for a denominator of 0.
 * Never clamped.
 */
export const percentOf = (numerator: number | null, denominator: number | null, decimals = 2): number | null =>
  share(numerator, denominator, decimals, (n, d) => (2n * n + d) / (2n * d));

/** The same, cut instead of rounded. */
export const cutPercentOf = (numerator: number | null, denominator: number | null, decimals = 2): number | null =>
  share(numerator, denominator, decimals, (n, d) => n / d);

function share(
  numerator: number | null,
  denominator: number | null,
  decimals: number,
  divide: (n: bigint, d: bigint) => bigint,
): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  const [n, d] = [millionths(numerator), millionths(denominator)];
  const sign = n < 0n !== d < 0n ? -1n : 1n;
  return Number(sign * divide(abs(n) * 100n * 10n ** BigInt(decimals), abs(d))) / 10 ** decimals;
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

const millionths = (n: number): bigint => {
  const [whole = "0", fraction = ""] = Math.abs(n).toFixed(6).split(".");
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction);
  return n < 0 ? -size : size;
};
