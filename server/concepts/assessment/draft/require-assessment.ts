import { mayActOn } from "../../../core/access/reach.js";
import type { Context } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import type { MutationRun } from "../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../assessment.messages.js";
import type { RoundRow } from "../result/assessment.store.js";
import type { AssessmentStartInput } from "./assessment-act.input.js";
import { findWork, lockRoundState, type WorkRow } from "./assessment-draft.store.js";
import { type AssessmentAct, refusedAct, type Standing } from "./assessment-states.js";

export const stateOf = ({ status, draft, roundCode, roundState }: WorkRow): Standing => ({
  state: draft?.status ?? status,
  wasPublished: status === "PUBLISHED",
  round: { code: roundCode, state: roundState },
});

const illegal = (act: AssessmentAct, standing: Standing): UserError | undefined => {
  const refused = refusedAct(act, standing);
  return refused ? userError("ILLEGAL_STATE", [], refused) : undefined;
};

/** Refuses if the round does not allow it by now; nobody closes it until the transaction ends. */
export async function refuseLocked(
  tx: Transaction,
  act: AssessmentAct,
  roundId: number,
  standing: Standing,
): Promise<void> {
  const state = (await lockRoundState(tx, roundId)) ?? standing.round.state;
  throwUserErrors([illegal(act, { ...standing, round: { ...standing.round, state } })]);
}

/** Refuses to begin what was begun; `payload` is what stands beside the refusal. */
export function refuseBegun(work: WorkRow, payload: object): void {
  throwUserErrors([illegal("assessmentStart", stateOf(work))], payload);
}

/** What is worked on, as `meant` finds it. */
export async function requireDraft(
  run: MutationRun,
  name: AssessmentAct,
  input: { id: string; expectedVersion: number },
) {
  const work = await requireAssessment(run, name, input);
  const { draft } = work;
  if (!draft) throw new Error(`${name} is possible without a draft.`);
  return { work, draft };
}

/**
 * The assessment that is meant, at the version that was seen, if the act is possible; the same refusal where there is
 * none and where it is not theirs.
 */
export async function requireAssessment(
  { context, today }: MutationRun,
  name: AssessmentAct,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<WorkRow> {
  const found = await findWork(context.db, readRowId(id, "AssessmentDraft") ?? readRowId(id, "Assessment"));
  if (!found || !mayActOn(context, `Mutation.${name}`, found.facilityId, today)) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchAssessment)]);
  }
  const impossible = illegal(name, stateOf(found));
  if (found.version !== expectedVersion || impossible) {
    const payload = await shown(context, found);
    refuseStale(messages.theAssessment, found.version, expectedVersion, payload);
    throwUserErrors([impossible], payload);
  }
  return found;
}

/** What there is of an assessment now, to stand beside a refusal. */
export async function shown(context: Context, work: WorkRow): Promise<object> {
  if (work.draft) return shownDraft(work);
  await context.snapshots.refresh();
  const published = context.snapshot.assessments.find(work.id);
  return published ? { assessment: cloneAlone("Assessment", LATEST, published) } : {};
}

export const shownDraft = ({ draft }: WorkRow): object =>
  draft ? { draft: cloneAlone("AssessmentDraft", LATEST, draft) } : {};

/** Which facility in which round; a facility that was there on the last day of the round, or is there today. */
export function requireFacilityAndRound(
  { name, context, today }: MutationRun,
  input: AssessmentStartInput,
): { facilityId: number; round: RoundRow } {
  const { rounds, facilities } = context.snapshot;
  const round = rounds.all().find(({ code }) => code === input.round);
  if (!round) {
    const known = rounds.all().map(({ code }) => `"${code}"`);
    throw new UserErrors([userError("NOT_FOUND", ["round"], messages.noSuchRoundAmong(input.round, known))]);
  }
  const day = round.knownOn < today ? round.knownOn : today;
  const facility = facilities.in({ asOf: day }).findByCode(input.facility);
  if (!facility || !mayActOn(context, `Mutation.${name}`, facility.id, today)) {
    throw new UserErrors([userError("NOT_FOUND", ["facility"], messages.noFacilityToAssess(day, input.facility))]);
  }
  return { facilityId: facility.id, round };
}
