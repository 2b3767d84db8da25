import { covers } from "../../../core/time/point-in-time.js";
import { LEVELS } from "../level/level-rule.js";
import type { GateRow, RuleSetRow } from "./rule-set.store.js";

/** A rule set with its gates, the lowest level first. */
export interface RuleSet extends RuleSetRow {
  gates: readonly GateRow[];
}

/** The rule sets on record; a question about them costs no statement. Pure. */
export class RuleSets {
  readonly #sets: readonly RuleSet[];

  /**
   * `rows` come with the highest precedence first. A set whose gates are not there yet is none: everybody would reach a
   * level that asks for nothing.
   */
  constructor(rows: readonly RuleSetRow[], gates: readonly GateRow[]) {
    this.#sets = rows
      .map((row) => ({ ...row, gates: gates.filter(({ ruleSetId }) => ruleSetId === row.id) }))
      .filter((set) => LEVELS.every((level) => set.gates.some((gate) => gate.level === level)));
    for (const shared of [...this.#sets, ...gates]) Object.freeze(shared);
  }

  all(): readonly RuleSet[] {
    return this.#sets;
  }

  find(code: string): RuleSet | undefined {
    return this.#sets.find((set) => set.code === code);
  }

  /** Those that hold on this day; the first of them is the day's own. */
  on(day: string): RuleSet[] {
    return this.#sets.filter(({ validFrom, validTo }) => covers(validFrom, validTo, day));
  }
}
