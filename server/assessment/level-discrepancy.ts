import type { Context } from "../context.js";
import { LATEST } from "../database/world.js";
import { copies } from "../loading/batch.js";
import type { Comparison } from "../provenance/compare.js";
import type { DiscrepancyRow } from "../provenance/discrepancy.js";
import { resultsOf } from "./assessment.resolver.js";
import type { AssessmentRow } from "./assessment.store.js";
import { type Computed, computeLevel } from "./level-rule.js";

/** The reported level of every assessment beside the one that its round's rule set gives, the oldest round first. */
export async function levelDiscrepancies(context: Context): Promise<DiscrepancyRow[]> {
  const { rounds, assessments } = context.reference;
  const all = rounds.all().flatMap(({ id }) => assessments.ofRound(id));
  const checked = await Promise.all(copies("Assessment", LATEST, all).map((row) => levelDiscrepancy(row, context)));
  return checked.flatMap((row) => row ?? []);
}

/** Null: no level is printed, so there is nothing to check. */
export async function levelDiscrepancy(assessment: AssessmentRow, context: Context): Promise<DiscrepancyRow | null> {
  const { reportedLevel, facilityId, roundId, sectionId } = assessment;
  const { rounds, rules, facilities } = context.reference;
  const round = rounds.byId(roundId);
  const latest = facilities.in(LATEST).find(facilityId);
  if (reportedLevel === null || latest === null) return null;
  const [ruleSet] = rules.on(round.knownOn);
  const computed = ruleSet ? computeLevel(ruleSet.gates, await resultsOf(context, assessment)) : NOTHING;
  const { name } = facilities.in({ asOf: round.knownOn }).find(facilityId) ?? latest;
  const recomputed = inPrint(computed);
  return {
    id: `LEVEL.${round.code}.${latest.code}`,
    statement: `Mức năm ${round.year} của ${name}`,
    stated: `Mức ${reportedLevel}`,
    recomputed: recomputed && `${recomputed} (${ruleSet?.code})`,
    status: compareLevel(reportedLevel, computed),
    sectionId,
  };
}

const NOTHING: Computed = { level: null, atMost: null, stops: [] };

/** A level that could still be reached, were the rest known, contradicts nothing. */
export function compareLevel(reported: number, { level, atMost }: Computed): Comparison {
  if (reported === level) return "MATCH";
  if (atMost === null || (reported > (level ?? 0) && reported <= atMost)) return "NOT_COMPUTABLE";
  return "CONFLICT";
}

function inPrint({ level, atMost }: Computed): string | null {
  if (atMost === null) return null;
  if (level === atMost) return `Mức ${level}`;
  return level === null ? `Không quá mức ${atMost}` : `Từ mức ${level} đến mức ${atMost}`;
}
