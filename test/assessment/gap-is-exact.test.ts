import { describe, expect, it } from "@jest/globals";
import {
  computeLevel,
  gapTo,
  highestLevel,
  isMet,
  type Result,
} from "../../server/concepts/assessment/level/level-rule.js";
import type { GateRow } from "../../server/concepts/assessment/rule-set/rule-set.store.js";
import { gatesOf, LEVEL_TABLE } from "../support/rules.js";

const LEVELS = [1, 2, 3, 4, 5, 6, 7];

/** The results as they are once what a gate asks of its component is there. */
const grant = (results: readonly Result[], gate: GateRow): Result[] => [
  ...results.filter(({ component }) => component !== gate.component),
  ...(gate.component ? [{ component: gate.component, level: gate.requiredLevel, grade: gate.requiredGrade }] : []),
];

/** The level with some gates granted; what no data can judge counts as met only when granted by itself. */
function levelWith(granted: readonly GateRow[], gates: readonly GateRow[], results: readonly Result[]): number {
  const then = granted.reduce<readonly Result[]>(grant, results);
  return highestLevel(gates, (gate) => isMet(gate, then) === true || granted.includes(gate));
}

/** The units of the level table, and three more: a blank HIS cell, all at the highest, nothing reported. */
const UNITS: [string, Result[]][] = [
  ...LEVEL_TABLE.map(({ name, results }): [string, Result[]] => [name, results]),
  ["a unit with a blank HIS cell", LEVEL_TABLE[0]?.results.map((each) => ({ ...each, level: null })) ?? []],
  ["a unit with everything", LEVEL_TABLE[0]?.results.map((each) => ({ ...each, level: 7, grade: "ADVANCED" })) ?? []],
  ["a unit of which nothing was reported", []],
];

it("The level table has 19 units", () => {
  expect(LEVEL_TABLE).toHaveLength(19);
});

describe.each(["HUE-2022-OBSERVED", "TT54-DOCUMENTED"])("By %s the gap", (ruleSet) => {
  const gates = gatesOf(ruleSet);

  describe.each(UNITS)("of %s", (_name, results) => {
    it.each(LEVELS)("to level %d: all of it granted the level is reached, all but any one it is not", (to) => {
      const { unmet, unevaluable } = gapTo(to, gates, results);
      const listed = [...unmet, ...unevaluable];
      expect(levelWith(listed, gates, results)).toBeGreaterThanOrEqual(to);
      for (const left of listed) {
        const rest = listed.filter((gate) => gate !== left);
        expect([left.requirementEn, levelWith(rest, gates, results) < to]).toEqual([left.requirementEn, true]);
      }
    });

    it("is empty at the level it has, and at every level below", () => {
      const { level } = computeLevel(gates, results);
      for (const to of LEVELS) {
        const { unmet, unevaluable } = gapTo(to, gates, results);
        expect(unmet.length + unevaluable.length === 0).toBe(to <= (level ?? 0));
      }
    });
  });
});

it("The level of 2022 of all 19 units follows from their components by HUE-2022-OBSERVED", () => {
  const gates = gatesOf("HUE-2022-OBSERVED");
  const computed = LEVEL_TABLE.map(({ name, results }) => [name, computeLevel(gates, results).level]);
  expect(computed).toEqual(LEVEL_TABLE.map(({ name, level }) => [name, level]));
});
