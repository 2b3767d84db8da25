import type { Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { badInput } from "../../../core/schema/errors.js";
import { cut } from "../../../core/text/shown.js";
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
  const [en, vi] = known.length > 0 ? [known.join(", "), known.join(", ")] : ["none", "chưa có"];
  if (code == null) {
    const day = round ? ` ${round.knownOn} ("${round.code}")` : "";
    throw badInput(
      `No rule set holds on the day of the round${day}; name one by \`ruleSet\`: ${en}.`,
      `Không bộ quy tắc nào có hiệu lực vào ngày của đợt đánh giá${day}; hãy nêu \`ruleSet\`: ${vi}.`,
    );
  }
  throw badInput(
    `No rule set has code "${cut(code)}"; known: ${en}.`,
    `Không có bộ quy tắc mã "${cut(code)}"; các mã: ${vi}.`,
  );
}

/** The round of this code. */
export function roundNamed({ rounds }: Snapshot, code: string): RoundRow {
  const found = rounds.all().find((round) => round.code === code);
  if (found) return found;
  const known = rounds
    .all()
    .map((round) => `"${round.code}"`)
    .join(", ");
  throw badInput(
    `No assessment round has code "${cut(code)}"; known: ${known}.`,
    `Không có đợt đánh giá mã "${cut(code)}"; các mã: ${known}.`,
  );
}
