/** What is compared of a target. */
export interface Aimed {
  legalDocumentId: number;
  year: number;
  dueOn: string | null;
  metricId: number | null;
  value: number | null;
  /** Codes of what it aims at, the same for every document that aims at the same. */
  aims: readonly string[];
}

/** The last day; where a document gives the year only, its last day. */
export const dueDayOf = ({ year, dueOn }: Pick<Aimed, "year" | "dueOn">): string => dueOn ?? `${year}-12-31`;

/**
 * Whether two documents ask for different things: another value of the same metric for the same year, or another last
 * day for the same aim. Two targets of one document are its own steps.
 */
export function areInConflict(one: Aimed, other: Aimed): boolean {
  if (one.legalDocumentId === other.legalDocumentId) return false;
  const sameFigure = one.metricId !== null && one.metricId === other.metricId && one.year === other.year;
  if (sameFigure && one.value !== null && other.value !== null && one.value !== other.value) return true;
  return one.aims.some((aim) => other.aims.includes(aim)) && dueDayOf(one) !== dueDayOf(other);
}
