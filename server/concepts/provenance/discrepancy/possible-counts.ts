import { parseNumber } from "../../../files/reading/printed.js";
import { decimalsIn } from "../source/in-print.js";

/** Whole numbers from `low` to `high`, both included. */
export interface Whole {
  low: number;
  high: number;
}

/** A printed percentage as its digits, and how many of them make a whole: "42,9%" is 429 of 1,000. */
function digitsOf(printed: string): { digits: number; whole: number } | null {
  const percent = parseNumber(printed);
  if (percent === null || percent < 0) return null;
  const scale = 10 ** decimalsIn(printed);
  return { digits: Math.round(percent * scale), whole: 100 * scale };
}

/** The numerators that give the printed percentage of this denominator, rounded half up; null: none does. */
export function numeratorsFor(printed: string, denominator: number): Whole | null {
  const share = digitsOf(printed);
  if (share === null) return null;
  const { digits, whole } = share;
  const low = Math.max(0, Math.ceil((denominator * (2 * digits - 1)) / (2 * whole)));
  const high = Math.ceil((denominator * (2 * digits + 1)) / (2 * whole)) - 1;
  return low <= high ? { low, high } : null;
}

/**
 * The denominators of which this numerator is the printed percentage, rounded half up; the numerator itself may be off
 * by `slack`. Null: none, or for 0% any large one.
 */
export function denominatorsFor(printed: string, numerator: number, slack = 0): Whole | null {
  const share = digitsOf(printed);
  if (share === null || share.digits === 0) return null;
  const { digits, whole } = share;
  const low = Math.floor((2 * whole * (numerator - slack)) / (2 * digits + 1)) + 1;
  const high = Math.floor((2 * whole * (numerator + slack)) / (2 * digits - 1));
  return low <= high ? { low, high } : null;
}

/** What all of these have in common; null: nothing. */
export function inCommon(ranges: readonly (Whole | null)[]): Whole | null {
  const found = ranges.filter((range) => range !== null);
  if (found.length < ranges.length || found.length === 0) return null;
  const low = Math.max(...found.map((range) => range.low));
  const high = Math.min(...found.map((range) => range.high));
  return low <= high ? { low, high } : null;
}

const MOST_UNITS = 10_000;

/** The smallest number of units that can be divided so that the parts are these printed percentages; null: none is. */
export function smallestWhole(printed: readonly string[]): { units: number; parts: number[] } | null {
  for (let units = 1; units <= MOST_UNITS; units += 1) {
    const ranges = printed.map((share) => numeratorsFor(share, units)).filter((range) => range !== null);
    if (ranges.length < printed.length) continue;
    let rest = units - ranges.reduce((sum, { low }) => sum + low, 0);
    if (rest < 0) continue;
    const parts = ranges.map(({ low, high }) => {
      const more = Math.min(rest, high - low);
      rest -= more;
      return low + more;
    });
    if (rest === 0) return { units, parts };
  }
  return null;
}
