import { daysAfter, isCalendarDay } from "../../core/time/days.js";

/** From the first day to the last; without a first day it is a state on that day. */
export interface Days {
  from: string | null;
  on: string;
}

/**
 * How DHIS2 is told of when a figure is. Where no period of DHIS2 begins and ends on these days, it is told of the last
 * one, with the first one as the combination of attribute options: nobody takes it for the figure of that day alone.
 */
export interface Told {
  period: string;
  attributeOptionCombo?: string;
}

/** The kinds of periods that consist of whole months: how long they are, in which months they begin, how they are written. */
const OF_MONTHS: readonly { months: number; begin: readonly number[]; write(year: string, month: number): string }[] = [
  { months: 12, begin: [1], write: (year) => year },
  { months: 12, begin: [4], write: (year) => `${year}April` },
  { months: 12, begin: [7], write: (year) => `${year}July` },
  { months: 12, begin: [10], write: (year) => `${year}Oct` },
  { months: 6, begin: [1, 7], write: (year, month) => `${year}S${month === 1 ? 1 : 2}` },
  { months: 6, begin: [4], write: (year) => `${year}AprilS1` },
  { months: 6, begin: [10], write: (year) => `${year}AprilS2` },
  { months: 3, begin: [1, 4, 7, 10], write: (year, month) => `${year}Q${(month + 2) / 3}` },
  { months: 2, begin: [1, 3, 5, 7, 9, 11], write: (year, month) => `${year}${inTwo((month + 1) / 2)}B` },
  { months: 1, begin: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], write: (year, month) => `${year}${inTwo(month)}` },
];

const inTwo = (number: number): string => String(number).padStart(2, "0");

/** The days of so many months from the first of one on. */
function ofMonths(from: string, months: number): Days {
  const after = new Date(`${from}T00:00:00Z`);
  after.setUTCMonth(after.getUTCMonth() + months);
  return { from, on: daysAfter(after.toISOString().slice(0, 10), -1) };
}

const FIRST = /^Frm(\d{4})(\d\d)(\d\d)$/;

/** By which id and code a first day is told that no period of DHIS2 has. */
const firstDay = (from: string): string => `Frm${from.replaceAll("-", "")}`;

/** The first day that a combination of attribute options tells; undefined: it tells none. */
export function firstDayIn(attributeOptionCombo: string): string | undefined {
  const day = FIRST.exec(attributeOptionCombo)?.slice(1).join("-");
  return day !== undefined && isCalendarDay(day) ? day : undefined;
}

export function periodOf({ from, on }: Days): Told {
  const period = on.replaceAll("-", "");
  if (from === null) return { period };
  const kind = ofWholeMonths({ from, on });
  if (kind) return { period: kind.write(from.slice(0, 4), Number(from.slice(5, 7))) };
  if (daysAfter(from, 6) === on && mondayOf(from) === from) return { period: weekAt(from) };
  return { period, attributeOptionCombo: firstDay(from) };
}

/** As ADX has it: the first day, and how long it is. A period of one day is told apart from a state on it. */
export function adxPeriodOf({ from, on }: Days): Told {
  if (from === null) return { period: `${on}/P1D` };
  const kind = ofWholeMonths({ from, on });
  if (kind) return { period: `${from}/P${kind.months === 12 ? "1Y" : `${kind.months}M`}` };
  const days = (Date.parse(on) - Date.parse(from)) / 86_400_000 + 1;
  return { period: `${from}/P${days}D`, ...(days === 1 && { attributeOptionCombo: firstDay(from) }) };
}

function ofWholeMonths({ from, on }: { from: string; on: string }) {
  if (!from.endsWith("-01")) return undefined;
  const month = Number(from.slice(5, 7));
  return OF_MONTHS.find(({ months, begin }) => begin.includes(month) && ofMonths(from, months).on === on);
}

/** The days of a period; undefined: it is none that is known here. */
export const daysIn = (period: string): Days | undefined =>
  period.includes("/") ? daysOfAdx(period) : daysOfDhis2(period);

const ADX = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?Z?)?\/P(\d{1,5})([DWMY])$/;

function daysOfAdx(period: string): Days | undefined {
  const [, from = "", count = "", unit] = ADX.exec(period) ?? [];
  const long = Number(count);
  if (!isCalendarDay(from) || long === 0 || long > 36_600) return undefined;
  if (unit === "M" || unit === "Y") {
    const months = unit === "Y" ? 12 * long : long;
    return from.endsWith("-01") && months <= 1200 ? ofMonths(from, months) : undefined;
  }
  const on = daysAfter(from, (unit === "W" ? 7 * long : long) - 1);
  return { from: on === from ? null : from, on };
}

function daysOfDhis2(period: string): Days | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(period) ?? [];
  const on = `${year}-${month}-${day}`;
  if (isCalendarDay(on)) return { from: null, on };
  const week = /^(\d{4})W([1-9]|[1-4]\d|5[0-3])$/.exec(period);
  if (week?.[1]) {
    const from = daysAfter(mondayOf(`${week[1]}-01-04`), 7 * (Number(week[2]) - 1));
    return weekAt(from) === period ? { from, on: daysAfter(from, 6) } : undefined;
  }
  const of = period.slice(0, 4);
  if (!/^[1-9]\d{3}$/.test(of)) return undefined;
  for (const { months, begin, write } of OF_MONTHS) {
    const first = begin.find((each) => write(of, each) === period);
    if (first !== undefined) return ofMonths(`${of}-${inTwo(first)}-01`, months);
  }
  return undefined;
}

const mondayOf = (day: string): string => daysAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The week that begins on a Monday, by the year that most of its days are in. */
function weekAt(monday: string): string {
  const year = daysAfter(monday, 3).slice(0, 4);
  const first = mondayOf(`${year}-01-04`);
  return `${year}W${(Date.parse(monday) - Date.parse(first)) / (7 * 86_400_000) + 1}`;
}
