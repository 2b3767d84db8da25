import type { Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { badInput } from "../../../core/schema/errors.js";
import * as messages from "../assessment.messages.js";
import type { RoundRow } from "../result/assessment.store.js";
import type { RuleSet } from "./rule-sets.js";

export const RULE_SET = about(
  "Code of the rule set, also of one that did not hold on the round's day. Left out: the one that held, `AssessmentRound.ruleSet`.",
  "Mã bộ quy tắc, kể cả bộ không có hiệu lực vào ngày của đợt. Bỏ trống: bộ có hiệu lực khi đó, `AssessmentRound.ruleSet`.",
);

/** The rule set of this code; if none is named, the one that holds on the round's day. */
export function ruleSetFor({ rules }: Snapshot, code: string | null | undefined, round: RoundRow | undefined): RuleSet {
  const found = code == null ? round && rules.on(round.knownOn)[0] : rules.find(code);
  if (found) return found;
  const known = rules.all().map((set) => `"${set.code}"`);
  throw badInput(code == null ? messages.noRuleSetOn(round, known) : messages.unknownRuleSet(code, known));
}

/** The newest round of which results are published; with `before`, of those before it. */
export function newestPublished(
  { assessments, rounds }: Pick<Snapshot, "assessments" | "rounds">,
  before?: RoundRow,
): RoundRow | null {
  const published = rounds.all().filter(({ id }) => assessments.ofRound(id).length > 0);
  const earlier = before ? published.filter(({ knownOn }) => knownOn < before.knownOn) : published;
  return earlier.at(-1) ?? null;
}

/** The round of this code. */
export function roundNamed({ rounds }: Snapshot, code: string): RoundRow {
  const found = rounds.all().find((round) => round.code === code);
  if (found) return found;
  const known = rounds
    .all()
    .map((round) => `"${round.code}"`)
    .join(", ");
  throw badInput(messages.unknownRound(code, known));
}
