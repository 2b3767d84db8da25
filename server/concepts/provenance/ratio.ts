import { cut, exactly, type Fraction, over, rounded, times } from "./fraction.js";

const HUNDRED = exactly(100);

/**
 * The numerator as a share of the denominator, in percent, exactly. Null until both are known, and for a denominator of
 * 0. Never clamped.
 */
export function exactPercentOf(numerator: number | null, denominator: number | null): Fraction | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  return times(over(exactly(numerator), exactly(denominator)), HUNDRED);
}

/** The same in two decimals unless said otherwise, half up (away from 0 where it is negative). */
export function percentOf(numerator: number | null, denominator: number | null, decimals = 2): number | null {
  const percent = exactPercentOf(numerator, denominator);
  return percent && rounded(percent, decimals);
}

/** The same, cut instead of rounded. */
export function cutPercentOf(numerator: number | null, denominator: number | null, decimals = 2): number | null {
  const percent = exactPercentOf(numerator, denominator);
  return percent && cut(percent, decimals);
}
