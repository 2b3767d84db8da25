import { about, describedEnum } from "../../../core/schema/about.js";

export const TargetComparison = describedEnum(
  "TargetComparison",
  about("On which side of its value a target is met.", "Đạt mục tiêu ở phía nào của giá trị."),
  {
    MORE_THAN: about("Above the value, not at it (“trên”).", "Trên giá trị; bằng thì chưa đạt."),
    AT_LEAST: about("At the value or above (“tối thiểu”).", "Bằng hoặc trên giá trị."),
    LESS_THAN: about("Below the value, not at it (“dưới”).", "Dưới giá trị; bằng thì chưa đạt."),
    AT_MOST: about("At the value or below (“tối đa”).", "Bằng hoặc dưới giá trị."),
  },
);
export type TargetComparison = keyof typeof TargetComparison;

/** As files write it. */
export const COMPARISON_SIGNS: Record<TargetComparison, string> = {
  MORE_THAN: ">",
  AT_LEAST: "≥",
  LESS_THAN: "<",
  AT_MOST: "≤",
};

/** What a target without one says: at its value or beyond, on the good side of its metric; null: no side is the good one. */
export function comparisonBy(direction: string | null): TargetComparison | null {
  if (direction === "MORE_IS_BETTER") return "AT_LEAST";
  return direction === "LESS_IS_BETTER" ? "AT_MOST" : null;
}
