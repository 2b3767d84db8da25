/** A number held exactly: `n` over `d`, with `d` above 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** A figure as it is written in decimals, never as the binary fraction that stands for it in memory. */
export function exactly(figure: number): Fraction {
  if (Number.isSafeInteger(figure)) return { n: BigInt(figure), d: 1n };
  const [decimal = "0", power = "0"] = String(figure).split("e");
  const [whole = "0", decimals = ""] = decimal.split(".");
  const scale = Number(power) - decimals.length;
  const digits = BigInt(whole + decimals);
  return scale < 0 ? { n: digits, d: 10n ** BigInt(-scale) } : { n: digits * 10n ** BigInt(scale), d: 1n };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });

export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

/** `b` must not be 0. */
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };

/** Of fractions over powers of ten, so that the denominator does not grow with each. */
const plusDecimal = (a: Fraction, b: Fraction): Fraction =>
  a.d < b.d ? { n: a.n * (b.d / a.d) + b.n, d: b.d } : { n: a.n + b.n * (a.d / b.d), d: a.d };

/** The sum of figures as they are written; null where no number in memory is it exactly. */
export function sumOf(figures: readonly number[]): number | null {
  const { n, d } = figures.map(exactly).reduce(plusDecimal, exactly(0));
  const number = Number(n) / Number(d);
  const isKept = !Number.isInteger(number) || Number.isSafeInteger(number);
  return isKept && compareExactly(exactly(number), { n, d }) === 0 ? number : null;
}

/** Below 0 where `a` is less than `b`, 0 where they are equal. */
export const compareExactly = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** To so many decimals, half up; what is below 0 as the same number above 0. */
export const rounded = (fraction: Fraction, decimals: number): number =>
  written(fraction, decimals, (n, d) => (2n * n + d) / (2n * d));

/** To so many decimals, what comes after them cut off. */
export const cut = (fraction: Fraction, decimals: number): number => written(fraction, decimals, (n, d) => n / d);

/** The least whole number that is not below it. */
export const ceiling = ({ n, d }: Fraction): bigint => (n > 0n ? (n + d - 1n) / d : n / d);

function written({ n, d }: Fraction, decimals: number, divide: (n: bigint, d: bigint) => bigint): number {
  const size = divide((n < 0n ? -n : n) * 10n ** BigInt(decimals), d);
  // Read from its decimals, so that the nearest number is found however long they are.
  return Number(`${n < 0n && size > 0n ? "-" : ""}${size}e-${decimals}`);
}
