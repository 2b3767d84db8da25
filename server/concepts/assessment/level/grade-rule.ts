import type { Answer } from "../criterion/criterion.type.js";
import type { Grade } from "../result/component.type.js";

/** What a rule set makes of the answer "Không cần": a criterion not met, or one that is not asked of this facility. */
export const NOT_NEEDED = ["NOT_MET", "LEFT_OUT"] as const;
export type NotNeeded = (typeof NOT_NEEDED)[number];

export interface Answered {
  /** Null: it is not known whether the criterion is basic or advanced. */
  grade: Grade | null;
  /** Null: not answered. */
  answer: Answer | null;
}

export interface Graded<T> {
  /** The grade that is reached for certain; null: none. */
  grade: Grade | null;
  /** The grade that is not ruled out, whatever is unanswered, or not known of the criteria; null: none. */
  atMost: Grade | null;
  /** What stops the next grade: criteria that are not met. */
  stoppedBy: T[];
  unanswered: T[];
  notNeeded: T[];
}

/**
 * The grade of a group of criteria: basic needs all basic criteria, advanced needs the advanced ones as well (Circular
 * 54/2017/TT-BYT, Appendix II). "Needs an upgrade" and "not equipped" are not met. A criterion that is left out is
 * never a yes: of each grade at least one criterion must be met. Pure.
 */
export function gradeOf<T extends Answered>(criteria: readonly T[], notNeeded: NotNeeded): Graded<T> {
  const asked = criteria.filter(({ answer }) => answer !== "NOT_NEEDED" || notNeeded === "NOT_MET");
  const basic = reaches("BASIC", asked);
  const advanced = basic === false ? false : reaches("ADVANCED", asked);
  const grade = advanced === true ? "ADVANCED" : basic === true ? "BASIC" : null;
  const next = grade === null ? neededFor("BASIC", asked) : grade === "BASIC" ? asked : [];
  return {
    grade,
    atMost: advanced !== false ? "ADVANCED" : basic !== false ? "BASIC" : null,
    stoppedBy: next.filter(isUnmet),
    unanswered: criteria.filter(({ answer }) => answer === null),
    notNeeded: criteria.filter(({ answer }) => answer === "NOT_NEEDED"),
  };
}

/** Whether the answers reach a grade; null: it cannot be told. */
function reaches(grade: Grade, asked: readonly Answered[]): boolean | null {
  const needed = neededFor(grade, asked);
  const own = needed.filter((each) => each.grade === grade || each.grade === null);
  // A criterion of unknown grade that is not met may be one of the advanced ones.
  const ruledOut = needed.some((each) => isUnmet(each) && (grade === "ADVANCED" || each.grade === grade));
  if (ruledOut || own.every(isUnmet)) return false;
  return needed.every(({ answer }) => answer === "MET") ? true : null;
}

const neededFor = <T extends Answered>(grade: Grade, asked: readonly T[]): T[] =>
  asked.filter((each) => grade === "ADVANCED" || each.grade !== "ADVANCED");

const isUnmet = ({ answer }: Answered): boolean => answer !== "MET" && answer !== null;
