import type { Context } from "../../../core/context.js";
import { cloneIntoBatch } from "../../../core/snapshot/batch.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { numberVi } from "../../../core/text/numbers.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import type { Comparison } from "../../provenance/discrepancy/compare.js";
import { type DiscrepancyRow, discrepancyOf } from "../../provenance/discrepancy/discrepancy-row.js";
import * as messages from "../assessment.messages.js";
import { resultsOf } from "../result/assessment.resolver.js";
import type { AssessmentRow } from "../result/assessment.store.js";
import type { RuleSet } from "../rule-set/rule-sets.js";
import { type Computed, computeLevel } from "./level-rule.js";
import { reasonsOf } from "./level-words.js";

/** The reported level of every assessment beside the one that its round's rule set gives, the oldest round first. */
export async function reportedLevels(context: Context): Promise<DiscrepancyRow[]> {
  const { rounds, assessments } = context.snapshot;
  const all = rounds.all().flatMap(({ id }) => assessments.ofRound(id));
  const checked = await Promise.all(
    cloneIntoBatch("Assessment", LATEST, all).map((row) => levelDiscrepancy(row, context)),
  );
  return checked.flatMap((row) => row ?? []);
}

/** Null: no level is printed, so there is nothing to check. */
export async function levelDiscrepancy(assessment: AssessmentRow, context: Context): Promise<DiscrepancyRow | null> {
  const { id, reportedLevel, facilityId, roundId, sectionId } = assessment;
  const { rounds, rules, facilities } = context.snapshot;
  const round = rounds.byId(roundId);
  const latest = facilities.in(LATEST).find(facilityId);
  if (reportedLevel === null || latest === null) return null;
  const [ruleSet] = rules.on(round.knownOn);
  const computed = ruleSet ? computeLevel(ruleSet.allGates, await resultsOf(context, assessment)) : NOTHING;
  const { name } = facilities.in({ asOf: round.knownOn }).find(facilityId) ?? latest;
  const recomputed = levelInPrint(computed);
  const status = compareLevel(reportedLevel, computed);
  return discrepancyOf(
    {
      kind: "LEVEL",
      code: [round.code, latest.code],
      statement: `Mức năm ${round.year} của ${name}`,
      stated: `Mức ${reportedLevel}`,
      sectionId,
      about: { type: "Assessment", id },
    },
    {
      recomputed: recomputed && `${recomputed} (${ruleSet?.code})`,
      status,
      difference: computed.level === null ? null : numberVi(reportedLevel - computed.level),
      explanation: status === "MATCH" ? null : explained(reportedLevel, computed, ruleSet, context),
    },
  );
}

const NOTHING: Computed = { level: null, atMost: null, stops: [] };

/** A level that could still be reached, were the rest known, contradicts nothing. */
export function compareLevel(reported: number, { level, atMost }: Computed): Comparison {
  if (reported === level) return "MATCH";
  if (atMost === null || (reported > (level ?? 0) && reported <= atMost)) return "NOT_COMPUTABLE";
  return "CONFLICT";
}

function levelInPrint({ level, atMost }: Computed): string | null {
  if (atMost === null) return null;
  if (level === atMost) return `Mức ${level}`;
  return level === null ? `Không quá mức ${atMost}` : `Từ mức ${level} đến mức ${atMost}`;
}

/** The gates that keep the computed level down; where it is the higher one, that they do not. */
function explained(
  reported: number,
  computed: Computed,
  ruleSet: RuleSet | undefined,
  { snapshot }: Context,
): LocalizedMessage {
  if (ruleSet === undefined) return messages.noRuleSetOfRound;
  if (computed.level !== null && computed.level > reported) {
    return messages.reachesLevel(computed.level, ruleSet.code);
  }
  const reasons = reasonsOf(computed, snapshot);
  return { en: reasons.map(({ en }) => en).join(" "), vi: reasons.map(({ vi }) => vi).join(" ") };
}
