import { groupBy } from "../../../core/collections/groups.js";
import { covers } from "../../../core/time/point-in-time.js";
import { LEVELS } from "../level/level-rule.js";
import type { GateRow, RuleSetRow } from "./rule-set.store.js";

/** A rule set with its gates, the lowest level first. */
export interface RuleSet extends RuleSetRow {
  gates: readonly GateRow[];
  /** By which levels are computed: its gates, and those of the set that it stands within that can be judged. */
  allGates: readonly GateRow[];
}

/** The rule sets on record; a question about them costs no statement. Pure. */
export class RuleSets {
  readonly #sets: readonly RuleSet[];

  /**
   * `rows` come with the highest precedence first. A set whose gates are not there yet is none: everybody would reach a
   * level that asks for nothing. Whatever was observed, nobody is said to reach more than the set allows that it stands
   * within: the gates of that one that can be judged hold too.
   */
  constructor(rows: readonly RuleSetRow[], gates: readonly GateRow[]) {
    const ofSet = groupBy(gates, ({ ruleSetId }) => ruleSetId);
    this.#sets = rows.flatMap((row) => {
      const own = ofSet.get(row.id) ?? [];
      if (!LEVELS.every((level) => own.some((gate) => gate.level === level))) return [];
      const outer = row.withinId === null ? [] : (ofSet.get(row.withinId) ?? []);
      const more = outer.filter((gate) => gate.component !== null && !own.some((each) => isSameDemand(each, gate)));
      return { ...row, gates: own, allGates: [...own, ...more].sort(byLevel) };
    });
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

const isSameDemand = (one: GateRow, other: GateRow): boolean =>
  one.level === other.level &&
  one.component === other.component &&
  one.requiredLevel === other.requiredLevel &&
  one.requiredGrade === other.requiredGrade;

/** What can be judged before what cannot. */
const byLevel = (one: GateRow, other: GateRow): number =>
  one.level - other.level || Number(one.component === null) - Number(other.component === null);
