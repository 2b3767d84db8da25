import { beginOf } from "../../../core/time/clock.js";
import { isCalendarDay } from "../../../core/time/days.js";

/** The parts of a value that are separated by a sign; behind a backslash the sign is a part of it. */
export function separated(value: string, sign: "," | "|"): string[] {
  const parts = [""];
  for (let i = 0; i < value.length; i += 1) {
    const at = value[i] ?? "";
    if (at === "\\" && i + 1 < value.length) {
      parts[parts.length - 1] += at + value[i + 1];
      i += 1;
    } else if (at === sign) parts.push("");
    else parts[parts.length - 1] += at;
  }
  return parts;
}

export const unescaped = (value: string): string => value.replace(/\\([,|$\\])/g, "$1");

/** A code of a system; null: of none, undefined: of any. */
interface Token {
  system: string | null | undefined;
  /** Undefined: any. */
  code: string | undefined;
}

/** `CODE`, `SYSTEM|CODE`, `|CODE`, `SYSTEM|`. */
export function tokenIn(value: string): Token {
  const [first = "", ...rest] = separated(value, "|");
  if (rest.length === 0) return { system: undefined, code: unescaped(first) };
  const code = unescaped(rest.join("|"));
  return { system: first === "" ? null : unescaped(first), code: code === "" ? undefined : code };
}

/** In milliseconds since 1970: from the first to before the second. */
export interface Range {
  from: number;
  to: number;
}

const PREFIXES = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"] as const;
type Prefix = (typeof PREFIXES)[number];

/** Whether what lies in a range is as a search asks, by its prefix. */
const COMPARES: Readonly<Record<Prefix, (own: Range, asked: Range) => boolean>> = {
  eq: (own, asked) => own.from >= asked.from && own.to <= asked.to,
  ne: (own, asked) => !COMPARES.eq(own, asked),
  gt: (own, asked) => own.to > asked.to,
  lt: (own, asked) => own.from < asked.from,
  ge: (own, asked) => own.to > asked.to || COMPARES.eq(own, asked),
  le: (own, asked) => own.from < asked.from || COMPARES.eq(own, asked),
  sa: (own, asked) => own.from >= asked.to,
  eb: (own, asked) => own.to <= asked.from,
};

/** What a date of a search asks of a range; null: it is none. */
export function dateIn(value: string): ((own: Range) => boolean) | null {
  const prefix = PREFIXES.find((each) => value.startsWith(each));
  const asked = rangeOf(prefix === undefined ? value : value.slice(prefix.length));
  return asked && ((own) => COMPARES[prefix ?? "eq"](own, asked));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+ -]\d{2}:\d{2})?$/;

/** What a date, or a part of one, covers. One that names no zone is of Vietnam. */
function rangeOf(text: string): Range | null {
  if (/^\d{4}(?:-\d{2}){0,2}$/.test(text)) {
    const [year = "", month, day] = text.split("-");
    const first = [year, month ?? "01", day ?? "01"].join("-");
    if (!isCalendarDay(first)) return null;
    const next = new Date(`${first}T00:00:00Z`);
    if (day !== undefined) next.setUTCDate(next.getUTCDate() + 1);
    else if (month !== undefined) next.setUTCMonth(next.getUTCMonth() + 1);
    else next.setUTCFullYear(next.getUTCFullYear() + 1);
    // In Vietnam a day begins seven hours before it does in the zone that it was counted in.
    const from = beginOf(first);
    return { from, to: from + next.getTime() - Date.parse(`${first}T00:00:00Z`) };
  }
  const [, day = "", minute = "", second, fraction, zone] = INSTANT.exec(text) ?? [];
  if (!isCalendarDay(day)) return null;
  // In an address a plus sign is a blank.
  const from = Date.parse(`${day}T${minute}${second ?? ":00"}${fraction ?? ""}${(zone ?? "+07:00").replace(" ", "+")}`);
  if (Number.isNaN(from)) return null;
  return { from, to: from + (second === undefined ? 60_000 : fraction === undefined ? 1000 : 1) };
}
