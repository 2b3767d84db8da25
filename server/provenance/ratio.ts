/**
 * The numerator as a share of the denominator, in percent, two decimals, half up. Exact: decimals are counted in whole
 * millionths, never as binary fractions. Null until both are known, and for a denominator of 0. Never clamped.
 */
export function percentOf(numerator: number | null, denominator: number | null): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  const [n, d] = [millionths(numerator), millionths(denominator)];
  const sign = n < 0n !== d < 0n ? -1n : 1n;
  const hundredths = (2n * abs(n) * 10_000n + abs(d)) / (2n * abs(d));
  return Number(sign * hundredths) / 100;
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

const millionths = (n: number): bigint => {
  const [whole = "0", fraction = ""] = Math.abs(n).toFixed(6).split(".");
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction);
  return n < 0 ? -size : size;
};
