import { exactly, type Fraction } from "../../provenance/fraction.js";
import { exactPercentOf } from "../../provenance/ratio.js";

/** What a figure says, in the words of a row. */
export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export const isSameFigure = (one: Figure, other: Figure): boolean =>
  one.value === other.value && one.numerator === other.numerator && one.denominator === other.denominator;

/**
 * A figure in the unit of its metric, exactly. Of a ratio the percentage of its counts, or the printed one where the
 * counts are not both known; none for a denominator of 0.
 */
export function exactValue(kind: string, { value, numerator, denominator }: Figure): Fraction | null {
  if (kind === "RATIO" && denominator === 0) return null;
  const counted = kind === "RATIO" ? exactPercentOf(numerator, denominator) : null;
  return counted ?? (value === null ? null : exactly(value));
}
