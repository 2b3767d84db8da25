// Days and instants of answers as Dates.

/** A calendar day, "2022-12-07", as a Date at the beginning of that day where the program runs; null for anything else. */
export function parseLocalDate(day: string | null | undefined): Date | null {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "") ?? []).map(Number);
  if (year === undefined || month === undefined) return null;
  const parsed = new Date(year, month - 1, date);
  const isThatDay = parsed.getFullYear() === year && parsed.getMonth() === month - 1 && parsed.getDate() === date;
  return isThatDay ? parsed : null;
}

/** An instant, "2022-12-07T08:00:00.000Z", as a Date; null for anything else. */
export function parseDateTime(instant: string | null | undefined): Date | null {
  const parsed = new Date(/^\d{4}-\d\d-\d\dT/.test(instant ?? "") ? (instant ?? "") : "");
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}
