import type { Context, Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import { cloneIntoBatch } from "../../../core/snapshot/batch.js";
import { cut } from "../../../core/text/localized-message.js";
import { didYouMean } from "../../../core/text/nearest-names.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../assessment.messages.js";
import { computeLevel, type Result } from "../level/level-rule.js";
import { resultsOf } from "../result/assessment.resolver.js";
import type { AssessmentRow, RoundRow } from "../result/assessment.store.js";
import { LEVELLED } from "../result/component.type.js";
import type { RuleSet } from "../rule-set/rule-sets.js";
import type { AssumedResultInput } from "./what-if.type.js";

/** The computed levels of all facilities of a round, and those of which something is assumed, in the order given. */
export async function levelsUnder(
  assumptions: readonly AssumedResultInput[],
  round: RoundRow,
  rules: RuleSet,
  context: Context,
) {
  const assumed = assumedResults(assumptions, round, context.snapshot);
  const assessments = cloneIntoBatch("Assessment", LATEST, context.snapshot.assessments.ofRound(round.id));
  const levels = await Promise.all(
    assessments.map(async (assessment) => {
      const reported = await resultsOf(context, assessment);
      const before = computeLevel(rules.allGates, reported);
      const changed = assumed.get(assessment.id);
      const after = changed ? computeLevel(rules.allGates, replaced(reported, changed)) : before;
      return { assessment, before, after };
    }),
  );
  const byId = new Map(levels.map((each) => [each.assessment.id, each]));
  return { levels, changed: [...assumed.keys()].flatMap((id) => byId.get(id) ?? []) };
}

/** The assumed results by the id of the assessment that they change, in the order given; what is wrong is refused. */
function assumedResults(
  assumptions: readonly AssumedResultInput[],
  round: RoundRow,
  snapshot: Snapshot,
): ReadonlyMap<number, Result[]> {
  const assessments = new Map(snapshot.assessments.ofRound(round.id).map((row) => [row.facilityId, row]));
  const assumed = new Map<number, Result[]>();
  for (const assumption of assumptions) {
    const { id } = assessmentOf(assumption, round, assessments, snapshot);
    const results = assumed.get(id) ?? [];
    const result = resultOf(assumption);
    if (results.some(({ component }) => component === result.component)) {
      throw badInput(messages.assumedTwice(result.component, assumption.facility));
    }
    assumed.set(id, [...results, result]);
  }
  return assumed;
}

/** What was reported, with the assumed results in the place of the reported ones. */
const replaced = (reported: readonly Result[], assumed: readonly Result[]): Result[] => [
  ...reported.filter(({ component }) => !assumed.some((each) => each.component === component)),
  ...assumed,
];

function assessmentOf(
  { facility: code }: AssumedResultInput,
  round: RoundRow,
  assessments: ReadonlyMap<number, AssessmentRow>,
  { facilities }: Snapshot,
): AssessmentRow {
  const facility = facilities.in(LATEST).findByCode(code);
  if (!facility) {
    const codes = facilities.in(LATEST).sorted("CODE");
    const meant = didYouMean(
      cut(code),
      codes.map((row) => row.code),
    );
    throw badInput(messages.noFacility(code, meant));
  }
  const found = assessments.get(facility.id);
  if (found) return found;
  throw badInput(messages.notAssessedInRound(code, round.code));
}

function resultOf({ facility, component, level = null, grade = null, none }: AssumedResultInput): Result {
  const levelled = LEVELLED.includes(component);
  if (none === true) {
    if (level !== null || grade !== null) {
      throw badInput(messages.noneAndMore(component, facility));
    }
    // Below every level: a blank one would say nothing.
    return { component, level: levelled ? 0 : null, grade: null };
  }
  if (levelled ? level === null || grade !== null : grade === null || level !== null) {
    throw badInput(
      levelled ? messages.levelGivenOtherwise(component, facility) : messages.gradeGivenOtherwise(component, facility),
    );
  }
  return { component, level, grade };
}
