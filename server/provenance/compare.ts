import { parseNumber } from "../importing/cells.js";
import { percentOf } from "./ratio.js";

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
  const percent = percentOf(numerator, denominator);
  const stated = parseNumber(printed);
  if (percent === null || stated === null || numerator === null || denominator === null) return "NOT_COMPUTABLE";
  const decimals = /,(\d+)/.exec(printed)?.[1]?.length ?? 0;
  const exact = (part: number) => (100 * part) / denominator;
  if (stated === rounded(exact(numerator), decimals)) return "MATCH";
  const rest = denominator - numerator;
  const others = [
    cut(exact(numerator), decimals),
    100 - cut(exact(rest), decimals),
    100 - rounded(exact(rest), decimals),
  ];
  return others.some((other) => Math.abs(other - stated) < 1e-9) ? "ROUNDING" : "CONFLICT";
}

const rounded = (share: number, decimals: number): number => Math.floor(share * 10 ** decimals + 0.5) / 10 ** decimals;
const cut = (share: number, decimals: number): number => Math.floor(share * 10 ** decimals) / 10 ** decimals;
