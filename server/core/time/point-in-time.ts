import { countBefore } from "../collections/sorted.js";
import { type Columns, type dated, omit, type RowOf, type Selection, selectList } from "../database/table.js";

/**
 * The point in time that an answer describes: that of one day, or the latest known state of everything on record.
 *
 * Names, profiles, places and parents are rows with a half-open interval [valid_from, valid_to); a row marked `latest`
 * is what is known last, also of a unit that has closed since.
 */
export interface PointInTime {
  /** YYYY-MM-DD; null: the latest known state. */
  readonly asOf: string | null;
}

export const LATEST: PointInTime = { asOf: null };

/** The last of these days; null, which is the latest known state, is after all of them. */
export const lastOf = (days: readonly (string | null)[]): string | null =>
  days.includes(null) ? null : ([...days].sort().at(-1) ?? null);

/** Stand for "since ever" and "until further notice". Nothing on record begins or ends on these days or beyond them. */
export const SINCE_EVER = "1000-01-01";
export const FOR_EVER = "9999-12-31";

/** Whether something can be recorded for a day. */
export const isRecordable = (day: string): boolean => SINCE_EVER < day && day < FOR_EVER;

/** The first day that anybody can ask about. */
const FIRST_DAY = "0000-01-01";

/** Whether a day lies in [from, to). What holds since ever or until further notice does so on every day there is. */
export const covers = (from: string, to: string, day: string): boolean =>
  (from <= day || from === SINCE_EVER) && (day < to || to === FOR_EVER);

/** Whether a dated row holds then. */
export const holds = (row: Dated, pointInTime: PointInTime): boolean =>
  pointInTime.asOf === null ? row.latest === 1 : covers(row.validFrom, row.validTo, pointInTime.asOf);

export type Dated = RowOf<{ columns: typeof dated }>;

/**
 * What a SELECT reads of a dated table. Most rows hold since ever and until further notice: that is said by nothing,
 * which costs nothing.
 */
export const datedList = (columns: Selection<Columns & typeof dated>): string =>
  `${selectList(omit(columns, "validFrom", "validTo"))}, NULLIF(valid_from, '${SINCE_EVER}') AS validFrom, ` +
  `NULLIF(valid_to, '${FOR_EVER}') AS validTo`;

/** Puts the days back that stand for no bound. */
export async function boundsOf<T extends Dated>(found: Promise<T[]>): Promise<T[]> {
  const rows = await found;
  for (const row of rows) {
    row.validFrom ??= SINCE_EVER;
    row.validTo ??= FOR_EVER;
  }
  return rows;
}

export const knownFrom = (day: string): string | null => (day === SINCE_EVER ? null : day);
export const knownTo = (day: string): string | null => (day === FOR_EVER ? null : day);

/** The days on which any of these rows begins or ends, each once, in order. */
export function daysOf(...tables: (readonly Pick<Dated, "validFrom" | "validTo">[])[]): string[] {
  const days = new Set<string>();
  for (const rows of tables) {
    for (const { validFrom, validTo } of rows) {
      if (validFrom !== SINCE_EVER) days.add(validFrom);
      if (validTo !== FOR_EVER) days.add(validTo);
    }
  }
  return [...days].sort();
}

/** The first of all days that are like this one: between two of these days, which are in order, nothing changes. */
export function firstLike(day: string, daysOfChange: readonly string[]): string {
  return daysOfChange[countBefore(daysOfChange, (each) => each <= day) - 1] ?? FIRST_DAY;
}
