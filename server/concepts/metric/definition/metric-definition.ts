import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../metric.messages.js";

/** The unit of a ratio, and of nothing else: a percentage without its counts is not taken. */
const PERCENT = "PERCENT";

/** The words of a ratio: what stands over what. */
export const WORDS = ["numeratorVi", "denominatorVi", "numeratorEn", "denominatorEn"] as const;

/** What a metric is said to be: units by their codes. */
export interface MetricDefinition extends Readonly<Record<(typeof WORDS)[number], string | null>> {
  code: string;
  kind: string;
  /** Null: it is not known, and that is told already. */
  unit: string | null;
  counts: string;
  most: string;
  /** Whether it is said in units what the counts of a ratio count. */
  isCounted: boolean;
}

type Field = (typeof WORDS)[number] | "code" | "unit" | "kind" | "counts" | "most";

interface Problem {
  field: Field;
  sentence: LocalizedMessage;
  /** Nothing is said where something must be. */
  isMissing: boolean;
}

/** What is wrong with a metric, by an act and in a file alike. */
export function problemsOfDefinition(metric: MetricDefinition): Problem[] {
  const { code, kind, unit, counts, most, isCounted } = metric;
  const found: Problem[] = [];
  const wrong = (field: Field, sentence: LocalizedMessage, isMissing = false) =>
    found.push({ field, sentence, isMissing });
  const isRatio = kind === "RATIO";
  if (code.length > 60 || !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(code)) wrong("code", messages.notAMetricCode(code));
  if (unit !== null && isRatio !== (unit === PERCENT)) wrong("unit", messages.ratioIsPercentage(PERCENT));
  for (const field of WORDS) {
    if (isRatio && metric[field] === null) wrong(field, messages.ratioNeedsWords(code), true);
  }
  if (isRatio && !isCounted) wrong("kind", messages.meaningNotKnown(code));
  if (isRatio && counts === "YES_NO") wrong("counts", messages.yesNoOfCountsOnly);
  if (!isRatio && most === "DENOMINATOR") wrong("most", messages.partOfRatioOnly);
  return found;
}

/** What the counts of a ratio count. */
export interface RatioUnits {
  numerator: string;
  denominator: string;
  /** Which document says that there is one of the numerator's for one of the denominator's, such as a record a person. */
  basis: string | null;
}

/**
 * Whether one count may stand over the other as a percentage: both count the same, or a document pairs them one by one.
 * Link-ups over children is no percentage, however good the numbers.
 */
export const belongTogether = ({ numerator, denominator, basis }: RatioUnits): boolean =>
  numerator === denominator || basis !== null;
