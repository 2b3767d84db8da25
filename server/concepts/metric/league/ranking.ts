import { compareExactly, type Fraction } from "../../provenance/fraction.js";

/** Whom to rank, by what; `figure` is null where nothing was reported, and where it is no number: 0 of 0. */
export interface Entry {
  figure: Fraction | null;
  reported: boolean;
}

type Standing = "RANKED" | "AMONG_REPORTED" | "NOT_COMPUTABLE" | "NOT_REPORTED";

/** An entry with its place; `rank` is null for whoever is not ranked. */
export type Place<T extends Entry> = T & { rank: number | null; standing: Standing };

/**
 * A league table: the best first, or, where neither end is better, the greatest. Equal figures share a rank, and the
 * ranks after them are left out (1, 1, 3). Whoever cannot be ranked comes last: 0 errors of 0 are not the best result.
 * Entries that stand alike keep the order in which they are given. Unless everybody compared has reported (`isWhole`),
 * nobody has a rank: the three districts that are named because they owe most are not first, second and third of nine.
 */
export function rankingOf<T extends Entry>(entries: readonly T[], direction: string, isWhole: boolean): Place<T>[] {
  const upwards = direction === "LESS_IS_BETTER" ? 1 : -1;
  const numbered = entries.flatMap((entry) =>
    entry.figure === null
      ? []
      : [{ entry, figure: entry.figure, about: Number(entry.figure.n) / Number(entry.figure.d) }],
  );
  numbered.sort((a, b) => upwards * compared(a, b));
  let rank = 0;
  let last: Fraction | undefined;
  const ranked = numbered.map(({ entry, figure }, i): Place<T> => {
    if (last === undefined || compareExactly(last, figure) !== 0) rank = i + 1;
    last = figure;
    return isWhole ? { ...entry, rank, standing: "RANKED" } : { ...entry, rank: null, standing: "AMONG_REPORTED" };
  });
  const rest = (reported: boolean, standing: Standing): Place<T>[] =>
    entries
      .filter((entry) => entry.figure === null && entry.reported === reported)
      .map((entry) => ({ ...entry, rank: null, standing }));
  return [...ranked, ...rest(true, "NOT_COMPUTABLE"), ...rest(false, "NOT_REPORTED")];
}

/** Figures that are clearly apart are told apart as plain numbers, which is quicker by far; the rest exactly. */
function compared(a: { figure: Fraction; about: number }, b: { figure: Fraction; about: number }): number {
  const apart = a.about - b.about;
  const clearly = 1e-9 * Math.max(Math.abs(a.about), Math.abs(b.about));
  return Math.abs(apart) > clearly ? apart : compareExactly(a.figure, b.figure);
}
