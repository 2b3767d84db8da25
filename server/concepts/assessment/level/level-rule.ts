import type { Component, Grade } from "../result/component.type.js";
import type { GateRow } from "../rule-set/rule-set.store.js";

/**
 * How a level follows from reported components by the gates of a rule set, which are data: a level needs all its gates
 * and those of every level below; one missing means the next lower level (Circular 54/2017/TT-BYT, Art. 4.3). Pure.
 */
export const HIGHEST_LEVEL = 7;
export const LEVELS = Array.from({ length: HIGHEST_LEVEL }, (_, i) => i + 1);

export interface Result {
  component: Component;
  level: number | null;
  grade: Grade | null;
}

export interface Computed {
  /** The highest level whose gates are all met; null: not even level 1, or nothing was reported. */
  level: number | null;
  /** The highest level that no gate rules out, if all that cannot be judged were met; null: nothing was reported. */
  atMost: number | null;
  stops: Stop[];
}

/** A gate that keeps the level from being higher: not met, or (null) not to be judged. */
export interface Stop {
  gate: GateRow;
  met: false | null;
}

export interface Gap {
  unmet: GateRow[];
  unevaluable: GateRow[];
}

/**
 * Whether the results meet a gate; null: no data can judge. A blank grade is a system that a facility does not have; a
 * blank level says nothing, and neither does a component that was not asked about.
 */
export function isMet(
  { component, requiredLevel, requiredGrade }: GateRow,
  results: readonly Result[],
): boolean | null {
  const result = results.find((each) => each.component === component);
  if (!result) return null;
  if (requiredLevel === null) return rank(result.grade) >= rank(requiredGrade);
  return result.level === null ? null : result.level >= requiredLevel;
}

const rank = (grade: Grade | null): number => (grade === "ADVANCED" ? 2 : grade === "BASIC" ? 1 : 0);

/** The highest level all of whose gates are granted; 0: not even the first. */
export function highestLevel(gates: readonly GateRow[], isGranted: (gate: GateRow) => boolean): number {
  const refused = gates.filter((gate) => !isGranted(gate)).map(({ level }) => level);
  return Math.min(HIGHEST_LEVEL + 1, ...refused) - 1;
}

export function computeLevel(gates: readonly GateRow[], results: readonly Result[]): Computed {
  if (results.length === 0) return { level: null, atMost: null, stops: [] };
  const judged = gates.map((gate) => ({ gate, met: isMet(gate, results) }));
  const verdicts = new Map(judged.map(({ gate, met }) => [gate, met]));
  const level = highestLevel(gates, (gate) => verdicts.get(gate) === true);
  const atMost = highestLevel(gates, (gate) => verdicts.get(gate) !== false);
  const stops = judged.flatMap(({ gate, met }): Stop[] => {
    if (met === true) return [];
    return gate.level === level + 1 || (met === false && gate.level === atMost + 1) ? [{ gate, met }] : [];
  });
  return { level: level || null, atMost, stops };
}

/** What is to be granted for a level, each thing once: of two demands on one component only the higher. */
export function gapTo(to: number, gates: readonly GateRow[], results: readonly Result[]): Gap {
  const upTo = gates.filter(({ level }) => level <= to);
  const needed = upTo.filter((gate) => !upTo.some((other) => includes(other, gate)));
  return {
    unmet: needed.filter((gate) => isMet(gate, results) === false),
    unevaluable: needed.filter((gate) => isMet(gate, results) === null),
  };
}

/** Whether whoever meets `other` meets `gate` as well. */
function includes(other: GateRow, gate: GateRow): boolean {
  if (other === gate || other.component === null || other.component !== gate.component) return false;
  return demand(other) > demand(gate) || (demand(other) === demand(gate) && other.id < gate.id);
}

const demand = ({ requiredLevel, requiredGrade }: GateRow): number => requiredLevel ?? rank(requiredGrade);
