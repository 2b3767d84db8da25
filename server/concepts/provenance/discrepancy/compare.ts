import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { numberVi } from "../../../core/text/numbers.js";
import { parseNumber } from "../../../files/reading/printed.js";
import { cut, exactly, rounded } from "../fraction.js";
import * as messages from "../provenance.messages.js";
import { cutPercentOf, percentOf } from "../ratio.js";
import { decimalsIn, lessInPrint } from "../source/in-print.js";

/** How a printed figure stands to the one recomputed from the loaded rows. */
export type Comparison = "MATCH" | "ROUNDING" | "CONFLICT" | "NOT_COMPUTABLE";

/** What a comparison finds; the difference is what is printed less what was recomputed, null where that is no number. */
export interface Compared {
  recomputed: string | null;
  status: Comparison;
  difference: string | null;
  /** What explains it, where the rows do. */
  explanation?: LocalizedMessage | null;
}

/** A printed count against a recomputed one: equal or not; neither where no number in memory is what is printed. */
export function compareCount(printed: string, recomputed: number | null): Compared {
  const stated = parseNumber(printed);
  if (recomputed === null || stated === null || Math.abs(stated) > Number.MAX_SAFE_INTEGER) return notComputable();
  return {
    recomputed: numberVi(recomputed),
    status: stated === recomputed ? "MATCH" : "CONFLICT",
    difference: lessInPrint(stated, recomputed),
  };
}

export const notComputable = (explanation: LocalizedMessage | null = null): Compared => ({
  recomputed: null,
  status: "NOT_COMPUTABLE",
  difference: null,
  explanation,
});

/**
 * A printed percentage against its counts. MATCH: the same number, rounded half up to the decimals that are printed.
 * ROUNDING: cut instead of rounded, or what is left of 100 after another share was cut or rounded.
 */
export function compareShare(printed: string, numerator: number | null, denominator: number | null): Compared {
  const stated = parseNumber(printed);
  const decimals = decimalsIn(printed);
  const rounded = percentOf(numerator, denominator, decimals);
  const percent = percentOf(numerator, denominator, Math.max(2, decimals));
  if (stated === null || rounded === null || percent === null || numerator === null || denominator === null)
    return notComputable();
  const rest = denominator - numerator;
  const others: [LocalizedMessage, number | null][] = [
    [messages.cutInsteadOfRounded, cutPercentOf(numerator, denominator, decimals)],
    [messages.restOfCut, restOf(cutPercentOf(rest, denominator, decimals))],
    [messages.restOfRounded, restOf(percentOf(rest, denominator, decimals))],
  ];
  const other = others.find(([, figure]) => figure !== null && isSame(figure, stated));
  const compared = { recomputed: `${numberVi(percent)}%`, difference: lessInPrint(stated, rounded) };
  if (isSame(stated, rounded)) return { ...compared, status: "MATCH" };
  return other
    ? { ...compared, status: "ROUNDING", explanation: other[0] }
    : { ...compared, status: "CONFLICT", explanation: null };
}

/** A printed percentage against one that has been put in its place: the same number, rounded or cut to what is printed. */
export function comparePercentage(printed: string, onRecord: number): Compared {
  const stated = parseNumber(printed);
  if (stated === null) return notComputable();
  const decimals = decimalsIn(printed);
  const inPrint = rounded(exactly(onRecord), decimals);
  const compared = { recomputed: `${numberVi(onRecord)}%`, difference: lessInPrint(stated, inPrint) };
  if (isSame(stated, inPrint)) return { ...compared, status: "MATCH" };
  return isSame(stated, cut(exactly(onRecord), decimals))
    ? { ...compared, status: "ROUNDING", explanation: messages.cutInsteadOfRounded }
    : { ...compared, status: "CONFLICT", explanation: null };
}

const restOf = (percent: number | null): number | null => (percent === null ? null : 100 - percent);

const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 1e-9;
