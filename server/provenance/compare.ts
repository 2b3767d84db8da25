import { parseNumber } from "../importing/cells.js";
import { cutPercentOf, percentOf } from "./ratio.js";

/** How a printed figure stands to the one recomputed from the loaded rows. */
export type Comparison = "MATCH" | "ROUNDING" | "CONFLICT" | "NOT_COMPUTABLE";

/** A printed count against a recomputed one: equal or not. */
export function compareCount(printed: string, recomputed: number | null): Comparison {
  if (recomputed === null) return "NOT_COMPUTABLE";
  return parseNumber(printed) === recomputed ? "MATCH" : "CONFLICT";
}

/**
 * A printed percentage against its counts. MATCH: the same number, rounded half up to the decimals that are printed.
 * ROUNDING: cut instead of rounded, or what is left of 100 after another share was cut or rounded.
 */
export function compareShare(printed: string, numerator: number | null, denominator: number | null): Comparison {
  const stated = parseNumber(printed);
  const decimals = /,(\d+)/.exec(printed)?.[1]?.length ?? 0;
  const rounded = percentOf(numerator, denominator, decimals);
  if (stated === null || rounded === null || numerator === null || denominator === null) return "NOT_COMPUTABLE";
  if (stated === rounded) return "MATCH";
  const rest = denominator - numerator;
  const others = [
    cutPercentOf(numerator, denominator, decimals) ?? 0,
    100 - (cutPercentOf(rest, denominator, decimals) ?? 0),
    100 - (percentOf(rest, denominator, decimals) ?? 0),
  ];
  return others.some((other) => Math.abs(other - stated) < 1e-9) ? "ROUNDING" : "CONFLICT";
}
