import { remembered } from "./remembered.js";

/** Numbers and days as they are printed in Vietnam. */

const SIGNS = /^(?:~|khoảng)\s*|\s*%$/g;
const VIETNAMESE = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
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

/** Days come again and again. */
export const parseDay = remembered((text: string): string | null => {
  const printed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = printed ? `${printed[3]}-${printed[2]?.padStart(2, "0")}-${printed[1]?.padStart(2, "0")}` : text;
  return isCalendarDay(iso) ? iso : null;
});

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
