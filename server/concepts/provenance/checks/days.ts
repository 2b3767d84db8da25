import { dayVi } from "../../../core/text/numbers.js";
import { dayOfSection, figuresOf } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import { daysIn, lastDayIn, yearsIn } from "../source/in-print.js";
import { type StatementCheck, unlessOnlyHere } from "./statement-check.js";

const AND = " - ";

/** A day printed with figures against the day they are loaded with; two days, or a year, against their period. */
export const figureDateCheck: StatementCheck = {
  needs: ["stated", "metrics"],
  check(statement, input) {
    const printed = daysOrYearIn(statement.stated ?? "");
    const days = [
      ...new Set(
        figuresOf(statement, input).map(({ from, on }) => daysInPrint(printed.length > 1 ? [from ?? on, on] : [on])),
      ),
    ];
    if (printed.length === 0 || days.length === 0) return notComputable();
    const found = days.find((each) => each === daysInPrint(printed));
    if (found === undefined) return { recomputed: days.join("; "), difference: null, status: "CONFLICT" };
    const metrics = statement.metrics?.split(" ") ?? [];
    return unlessOnlyHere({ recomputed: found, difference: null, status: "MATCH" }, statement, input, (other) => {
      const isOfThem = other.metrics?.split(" ").some((code) => metrics.includes(code)) ?? false;
      return (
        isOfThem && other.sectionId === statement.sectionId && daysInPrint(daysOrYearIn(other.stated ?? "")) === found
      );
    });
  },
};

function daysOrYearIn(text: string): string[] {
  const days = daysIn(text);
  const [year] = yearsIn(text);
  return days.length > 0 || year === undefined ? days : [`${year}-01-01`, `${year}-12-31`];
}

const daysInPrint = (days: readonly string[]): string => days.map(dayVi).join(AND);

const SIDES = { NOT_AFTER: "≤", NOT_BEFORE: "≥" } as const;

/** Days in their order, the last of them not after (or not before) the day of the document. */
export const dayOrderCheck: StatementCheck = {
  needs: ["stated", "compared_with"],
  begins: Object.keys(SIDES),
  check({ stated, comparedWith, sectionId }, { snapshot }) {
    const [day, bound] = [lastDayIn(stated ?? ""), dayOfSection(sectionId, snapshot)];
    const side = SIDES[comparedWith as keyof typeof SIDES];
    if (day === null || bound === null || side === undefined) return notComputable();
    const days = daysIn(stated ?? "");
    const inOrder = days.every((each, i) => i === 0 || (days[i - 1] ?? "") <= each);
    const holds = side === "≤" ? day <= bound : day >= bound;
    const recomputed = `${side} ${dayVi(bound)}`;
    return { recomputed, difference: null, status: inOrder && holds ? "MATCH" : "CONFLICT" };
  },
};
