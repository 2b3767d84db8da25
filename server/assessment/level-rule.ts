import type { Sentence } from "../errors.js";
import type { Component, Grade } from "./assessment.type.js";

/**
 * The level that the results of 2022 follow: the overall level is the HIS level, except that level 3 also needs LIS at
 * least basic; infrastructure caps nothing. It was observed up to level 3, and says nothing of the levels above.
 * (Circular 54/2017/TT-BYT, Art. 4.3: a level needs all its criteria; one missing means the next lower level.)
 */
export const OBSERVED_2022 = "HUE-2022-OBSERVED";
export const RULE_SETS = [OBSERVED_2022];

export const HIGHEST_LEVEL = 7;
const OBSERVED_UP_TO = 3;
const LIS_NEEDED_FROM = 3;

export interface Result {
  component: Component;
  level: number | null;
  grade: Grade | null;
}

interface GateRule {
  component: Component | null;
  requirement: Sentence;
  /** Whether the results meet it; null: no data can judge. */
  isMet(results: readonly Result[]): boolean | null;
}

const his = (level: number): GateRule => ({
  component: "HIS",
  requirement: {
    en: `HIS at level ${level} or higher.`,
    vi: `HIS đạt mức ${level} trở lên.`,
  },
  isMet(results) {
    const reached = levelOf(results, "HIS");
    return reached === null ? null : reached >= level;
  },
});

const LIS_BASIC: GateRule = {
  component: "LIS",
  requirement: {
    en: `Level ${LIS_NEEDED_FROM} needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).`,
    vi: `Mức ${LIS_NEEDED_FROM} cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II).`,
  },
  isMet: (results) => results.some(({ component, grade }) => component === "LIS" && grade !== null),
};

const beyond = (level: number): GateRule => ({
  component: null,
  requirement: {
    en: `What level ${level} needs besides: this rule set was observed up to level ${OBSERVED_UP_TO} only.`,
    vi: `Các điều kiện khác của mức ${level}: bộ quy tắc này chỉ quan sát được đến mức ${OBSERVED_UP_TO}.`,
  },
  isMet: () => null,
});

/** The gates of one level alone; a level also needs those of every level below. */
function gatesOf(level: number): GateRule[] {
  const gates = [his(level)];
  if (level === LIS_NEEDED_FROM) gates.push(LIS_BASIC);
  if (level > OBSERVED_UP_TO) gates.push(beyond(level));
  return gates;
}

const levelOf = (results: readonly Result[], component: Component): number | null =>
  results.find((result) => result.component === component)?.level ?? null;

/** The highest level whose gates are all met, and what stopped there. Without any result there is no level. */
export function computeLevel(results: readonly Result[]): { level: number | null; reasons: Sentence[] } {
  if (results.length === 0) {
    const reason = { en: "No component was reported.", vi: "Không có nhóm nội dung nào được báo cáo." };
    return { level: null, reasons: [reason] };
  }
  for (let level = 1; level <= HIGHEST_LEVEL; level += 1) {
    const stops = gatesOf(level).filter((gate) => gate.isMet(results) !== true);
    // Below level 1 there is no level.
    if (stops.length > 0) return { level: level - 1 || null, reasons: stops.map(({ requirement }) => requirement) };
  }
  return { level: HIGHEST_LEVEL, reasons: [] };
}

/** What is unmet, and what cannot be judged, on the way to a level. For HIS only the highest gate is named. */
export function gapTo(to: number, results: readonly Result[]): { unmet: GateRule[]; unevaluable: GateRule[] } {
  const gates: GateRule[] = [];
  for (let level = 1; level <= to; level += 1) {
    gates.push(...gatesOf(level).filter((gate) => gate.component !== "HIS" || level === to));
  }
  if (results.length === 0) return { unmet: [], unevaluable: gates };
  return {
    unmet: gates.filter((gate) => gate.isMet(results) === false),
    unevaluable: gates.filter((gate) => gate.isMet(results) === null),
  };
}
