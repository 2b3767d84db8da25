/** A need beside what is there: asked for or not, and missing, present or not known. */
export type NeedSituation =
  | "NEEDED_MISSING"
  | "NEEDED_PRESENT"
  | "NEEDED_UNKNOWN"
  | "UNASKED_MISSING"
  | "UNASKED_PRESENT"
  | "UNASKED_UNKNOWN";

/** What the assessment of the round says of a component. */
interface Result {
  level: number | null;
  grade: string | null;
}

/**
 * Whether a facility has a system: its component is reported at level 1 or higher, or with a grade. A blank cell says
 * that it is not, as at the gates of a level; without a cell nothing is known. Pure. See
 * docs/decisions/06-blank-is-null-and-asked.md.
 */
export const isPresent = (result: Result | null): boolean | null =>
  result && ((result.level ?? 0) >= 1 || result.grade !== null);

export function situationOf(needed: boolean, present: boolean | null): NeedSituation {
  if (present === null) return needed ? "NEEDED_UNKNOWN" : "UNASKED_UNKNOWN";
  if (needed) return present ? "NEEDED_PRESENT" : "NEEDED_MISSING";
  return present ? "UNASKED_PRESENT" : "UNASKED_MISSING";
}

/** Whether the level that is asked for is reached; null: none is asked for, or nothing is known. Pure. */
export const reachesLevel = (result: Result | null, asked: number | null): boolean | null =>
  result && asked !== null ? (result.level ?? 0) >= asked : null;
