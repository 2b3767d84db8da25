import { numberVi } from "../../../core/text/numbers.js";
import { isCalendarDay } from "../../../core/time/days.js";
import { exactly, minus, rounded } from "../fraction.js";

/** How many decimals a printed number has: 2 in "94,20%". */
export const decimalsIn = (printed: string): number => /,(\d+)/.exec(printed)?.[1]?.length ?? 0;

/** What is printed less what was recomputed, in the same notation; without the dust of binary fractions, and without -0. */
export const lessInPrint = (stated: number, recomputed: number): string =>
  numberVi(rounded(minus(exactly(stated), exactly(recomputed)), 6));

const DAY = /(\d{1,2})(?:\/|-| tháng )(\d{1,2})(?:(?:\/|-| năm )(\d{4}))?/g;

/** The days that a text prints, in its order; "16/09 – 01/10/2022" prints the year of both behind the second. */
export function daysIn(text: string): string[] {
  const found = [...text.matchAll(DAY)].map(([, day, month, year]) => ({ day, month, year }));
  return found
    .map(({ day = "", month = "", year }, i) => {
      const own = year ?? found.slice(i).find((later) => later.year)?.year;
      return `${own}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    })
    .filter(isCalendarDay);
}

const MONTH = /tháng (\d{1,2})(?:\/| năm )(\d{4})|(\d{1,2}) tháng đầu năm (\d{4})/i;

/** The last day that a text prints, or the last one of the month that it names. */
export function lastDayIn(text: string): string | null {
  const day = daysIn(text).at(-1);
  if (day !== undefined) return day;
  const [, month, year, months, of] = MONTH.exec(text) ?? [];
  if (!(month ?? months)) return null;
  return new Date(Date.UTC(Number(year ?? of), Number(month ?? months), 0)).toISOString().slice(0, 10);
}

/** The years that a text prints, in its order. */
export const yearsIn = (text: string): number[] => [...text.matchAll(/\b(?:19|20)\d\d\b/g)].map(Number);

const DAY_MS = 86_400_000;

/** How many days `one` comes after `other`. */
export const daysAfter = (one: string, other: string): number => (Date.parse(one) - Date.parse(other)) / DAY_MS;
