import {
  ceiling,
  compareExactly,
  exactly,
  type Fraction,
  minus,
  over,
  plus,
  rounded,
  times,
} from "../../provenance/fraction.js";
import type { TargetComparison } from "./target-comparison.js";

/** What a target asks for. */
export interface Aim {
  value: number | null;
  /** On which side of the value it is met; null: nothing tells. */
  comparison: TargetComparison | null;
  dueOn: string;
  /** Whether the figures are percentages. */
  isShare: boolean;
  /** Whether the figures count what the target speaks of. */
  isOfTheSame: boolean;
}

/** A reported figure; `figure` is null where it is no number in the unit of the target. */
export interface DatedFigure {
  on: string;
  figure: Fraction | null;
  denominator: number | null;
}

export type ProgressStatus =
  | "MET"
  | "ON_TRACK"
  | "BEHIND"
  | "OVERDUE"
  | "NOT_ENOUGH_DATA"
  | "INCOMPLETE"
  | "NOT_COMPUTABLE"
  | "NO_OBSERVATION"
  | "NOT_MEASURABLE";

interface Forecast {
  from: string;
  to: string;
  onDue: number | null;
  reachedOn: string | null;
  denominatorChanged: boolean | null;
  leavesRange: boolean | null;
}

export interface Progress<F extends DatedFigure> {
  status: ProgressStatus;
  on: string | null;
  dueOn: string;
  daysLeft: number | null;
  latest: F | null;
  distance: number | null;
  pace: number | null;
  neededPace: number | null;
  forecast: Forecast | null;
}

const YEAR = exactly(365);
const ZERO = exactly(0);

/**
 * Where a target stands, seen from a day: only figures until then are known. Without a day it is seen from that of the
 * last figure, never from today: an answer depends on what is on record, not on when it was asked for. `figures` come
 * oldest first. Everything is computed exactly and rounded at the end.
 */
export function progressOf<F extends DatedFigure>(aim: Aim, figures: readonly F[], on: string | null): Progress<F> {
  const known = figures.filter((each) => on === null || each.on <= on);
  const numbered = known.flatMap((each) =>
    each.figure === null || !aim.isOfTheSame ? [] : [{ ...each, figure: each.figure, row: each }],
  );
  const [last, before] = [numbered.at(-1), numbered.at(-2)];
  const progress = begun(aim, last?.row ?? null, on ?? last?.on ?? null);
  const { daysLeft } = progress;
  const toGo = distanceOf(aim);
  if (toGo === null) return progress;
  if (!last || daysLeft === null)
    return { ...progress, status: known.length > 0 ? "NOT_COMPUTABLE" : "NO_OBSERVATION" };
  const left = toGo(last.figure);
  const isStrict = aim.comparison === "MORE_THAN" || aim.comparison === "LESS_THAN";
  const isThere = (rest: Fraction) => compareExactly(rest, ZERO) < (isStrict ? 0 : 1);
  const met = isThere(left);
  progress.distance = rounded(left, 2);
  if (!met && daysLeft > 0) progress.neededPace = rounded(times(over(left, exactly(daysLeft)), YEAR), 2);
  const line = before && lineThrough(before, last);
  progress.status = statusOf(met, daysLeft, line && isThere(toGo(line.at(aim.dueOn))));
  if (!before || !line) return progress;
  // The distance shrinks by what the line moves towards the target.
  const closing = minus(toGo(ZERO), toGo(line.perDay));
  progress.pace = rounded(times(closing, YEAR), 2);
  progress.forecast = {
    ...{ from: before.on, to: last.on },
    onDue: aim.dueOn < last.on ? null : rounded(line.at(aim.dueOn), 2),
    reachedOn: met ? null : reachedOn(last.on, left, closing, isStrict),
    denominatorChanged: changed(before.denominator, last.denominator),
    leavesRange: aim.isShare && aim.dueOn >= last.on ? isOutside(line.at(aim.dueOn)) : null,
  };
  return progress;
}

/** Seen from a day, and nothing computed yet. */
function begun<F extends DatedFigure>(aim: Aim, latest: F | null, on: string | null): Progress<F> {
  const daysLeft = on === null ? null : dayNumber(aim.dueOn) - dayNumber(on);
  return {
    ...{ status: "NOT_MEASURABLE", on, dueOn: aim.dueOn, daysLeft, latest },
    ...{ distance: null, pace: null, neededPace: null, forecast: null },
  };
}

/** Where a target stands while the newest total has gaps: `latest` is the last one without. Nothing is made of either. */
export const undecided = <F extends DatedFigure>(aim: Aim, latest: F | null, on: string | null): Progress<F> => {
  const progress = begun(aim, latest, on);
  return distanceOf(aim) === null ? progress : { ...progress, status: "INCOMPLETE" };
};

/** `inTime`: whether the line is there on the last day; undefined without a line. */
function statusOf(met: boolean, daysLeft: number, inTime: boolean | undefined): ProgressStatus {
  if (met) return "MET";
  if (daysLeft < 0) return "OVERDUE";
  if (inTime === undefined) return "NOT_ENOUGH_DATA";
  return inTime ? "ON_TRACK" : "BEHIND";
}

type ToGo = (figure: Fraction) => Fraction;

/** How far a figure is from the value: above 0 is still to go. Null where nothing tells which side is the good one. */
function distanceOf({ value, comparison }: Aim): ToGo | null {
  if (value === null || comparison === null) return null;
  const isUpwards = comparison === "MORE_THAN" || comparison === "AT_LEAST";
  return isUpwards ? (figure) => minus(exactly(value), figure) : (figure) => minus(figure, exactly(value));
}

const HUNDRED = exactly(100);

/** Whether a percentage is below 0 or above 100. */
const isOutside = (percent: Fraction): boolean =>
  compareExactly(percent, ZERO) < 0 || compareExactly(percent, HUNDRED) > 0;

interface Line {
  perDay: Fraction;
  at(day: string): Fraction;
}

function lineThrough(
  before: { on: string; figure: Fraction },
  last: { on: string; figure: Fraction },
): Line | undefined {
  const days = dayNumber(last.on) - dayNumber(before.on);
  if (days === 0) return undefined;
  const perDay = over(minus(last.figure, before.figure), exactly(days));
  return {
    perDay,
    at: (day) => plus(last.figure, times(perDay, exactly(dayNumber(day) - dayNumber(last.on)))),
  };
}

/** The first day on which the line meets the target; null: it never gets there, or after all calendars. */
function reachedOn(from: string, left: Fraction, closing: Fraction, isStrict: boolean): string | null {
  if (compareExactly(closing, ZERO) <= 0) return null;
  const exact = over(left, closing);
  // At the value on a whole day, a strict target is met the day after.
  const days = isStrict && exact.n % exact.d === 0n ? exact.n / exact.d + 1n : ceiling(exact);
  return days > LAST_DAY - dayNumber(from) ? null : dayOf(dayNumber(from) + Number(days));
}

const changed = (before: number | null, last: number | null): boolean | null =>
  before === null || last === null ? null : before !== last;

const DAY = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
const dayOf = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);
const LAST_DAY = dayNumber("9999-12-31");
