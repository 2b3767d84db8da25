/** What the assessment of the round says of a system at a facility. */
export type Presence = "PRESENT" | "MISSING" | "NOT_STATED" | "UNKNOWN";

/** A need beside what is there: asked for or not. */
export type NeedSituation = `${"NEEDED" | "UNASKED"}_${Presence}`;

/** What the assessment of the round says of a component. */
interface Result {
  level: number | null;
  grade: string | null;
}

/** Whether a result has a level from 1 on, or a grade. */
export const isFilled = ({ level, grade }: Result): boolean => (level ?? 0) >= 1 || grade !== null;

/**
 * Whether a facility has a system: its component is reported at level 1 or higher, or with a grade. A blank cell says
 * that it is not, as at the gates of a level, in a column that others filled; in one that is blank for everybody it says
 * nothing. Without a cell nothing is known. Pure. See docs/decisions/06-blank-is-null-and-asked.md.
 */
export function presenceOf(result: Result | null, isColumnFilled: boolean): Presence {
  if (result === null) return "UNKNOWN";
  if (isFilled(result)) return "PRESENT";
  return isColumnFilled ? "MISSING" : "NOT_STATED";
}

export const situationOf = (needed: boolean, presence: Presence): NeedSituation =>
  `${needed ? "NEEDED" : "UNASKED"}_${presence}`;

/** Whether the level that is asked for is reached; null: none is asked for, or the level is not known. Pure. */
export const reachesLevel = (result: Result | null, asked: number | null): boolean | null =>
  result === null || result.level === null || asked === null ? null : result.level >= asked;
