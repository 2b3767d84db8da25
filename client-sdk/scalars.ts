/** A calendar day, "2022-12-07", as a Date at the beginning of that day where the program runs; null for anything else. */
export function parseLocalDate(day: string | null | undefined): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "") ?? [];
  const parsed = new Date(Number(year), Number(month) - 1, Number(date));
  return parsed.getMonth() === Number(month) - 1 && parsed.getDate() === Number(date) ? parsed : null;
}

/** An instant, "2022-12-07T08:00:00.000Z", as a Date; null for anything else. */
export function parseDateTime(instant: string | null | undefined): Date | null {
  const parsed = new Date(instant ?? "");
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}
