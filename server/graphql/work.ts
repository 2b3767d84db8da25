/** The same of any other question. */
const QUESTION = 50;

/**
 * What an answer costs: one point for each value that it may hold (a field of an object, an item of a list of plain
 * values), and the work below, which is the same however little of it is asked for.
 */

/** What takes as much work as handing out so many values. */
const WORK: Readonly<Record<string, number>> = {
  "Metric.league": 2_000,
  "Query.discrepancies": 2_000,
  "Query.matchNames": 40_000,
  "Query.whatIf": 10_000,
};

export const workOf = (type: string, field: string): number =>
  WORK[`${type}.${field}`] ?? (type === "Query" && !field.startsWith("__") ? QUESTION : 0);
