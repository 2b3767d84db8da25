import { isCalendarDay } from "../../core/time/days.js";
import { remembered } from "./remembered.js";

/** Numbers and days as they are printed in Vietnam. */

const SIGNS = /^(?:~|khoảng)\s*|\s*%$/g;
/** Thousands in groups; a group never stands behind a leading zero: 0.125 is a fraction in another notation. */
const VIETNAMESE = /^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const PLAIN = /^-?\d+(?:,\d+)?$/;
const DIGITS = /^\d+$/;

export function parseNumber(text: string): number | null {
  if (DIGITS.test(text)) return Number(text);
  const digits = text.trim().replace(SIGNS, "");
  if (!VIETNAMESE.test(digits) && !PLAIN.test(digits)) return null;
  return Number(digits.replaceAll(".", "").replace(",", "."));
}

/** Whether the figure is printed as "about". */
export const isApproximate = (text: string | null): boolean => text !== null && /^(?:~|khoảng)/.test(text);

/** Day, month and year, with one sign between them. */
const PRINTED_DAY = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?$/;
const MIDNIGHT = / 00:00(?::00)?$/;

/** Days come again and again. */
export const parseDay = remembered((text: string): string | null => {
  const [, day = "", , month = "", year] = PRINTED_DAY.exec(text) ?? [];
  const iso = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text.replace(MIDNIGHT, "");
  return isCalendarDay(iso) ? iso : null;
});

const DAY_MS = 86_400_000;
const DAY_0 = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** The calendar day of a number by which a spreadsheet keeps it; with a time of day it is shown with it. Null: no day. */
export function dayOfSerial(serial: number, since1904: boolean): string | null {
  const day = Math.floor(serial);
  if (since1904 ? day < 0 : day < 1) return null;
  // Excel counts a 29 February 1900, which never was.
  if (day > LAST_DAY || (!since1904 && day === 60)) return null;
  const shifted = !since1904 && day < 60 ? day + 1 : day;
  const begin = since1904 ? DAY_0[1904] : DAY_0[1900];
  const seconds = Math.round((serial - day) * 86_400);
  const iso = new Date(begin + shifted * DAY_MS + seconds * 1000).toISOString();
  return seconds === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}
