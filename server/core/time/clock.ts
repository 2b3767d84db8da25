const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The day that was asked for last: every request asks for that of now. */
let last = { number: Number.NaN, day: "" };

/** The calendar day in Vietnam at an instant, given in milliseconds since 1970. */
export function dayAt(now: number): string {
  const number = Math.floor((now + VIETNAM_MS) / DAY_MS);
  if (number !== last.number) last = { number, day: new Date(now + VIETNAM_MS).toISOString().slice(0, 10) };
  return last.day;
}

/** The time of day there: 14:03:12. */
export const timeAt = (now: number): string => new Date(now + VIETNAM_MS).toISOString().slice(11, 19);

/** The instant at which a calendar day begins in Vietnam. */
export const beginOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);

/** The instant at which it is over. */
export const endOf = (day: string): number => beginOf(day) + DAY_MS;

/** As instants are kept: equal ones are equal texts, later ones are greater. */
export const instant = (now: number): string => new Date(now).toISOString();
