import { mayActOn } from "../../../core/access/reach.js";
import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { holdVersions, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
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
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { afterToday, nothingToCorrect } from "../../shared.messages.js";
import * as messages from "../roadmap.messages.js";
import { changeMilestone, holdMilestone, type MilestoneRow } from "../roadmap.store.js";
import type { MilestoneCorrectProgressInput, MilestoneRecordProgressInput } from "./milestone-act.input.js";
import { milestoneOf } from "./milestone-acts.js";
import { MILESTONE_PROGRESS } from "./milestone-progress.row.js";
import {
  addProgress,
  changeProgress,
  holdProgress,
  type MilestoneProgressRow,
  type ProgressValues,
  progressById,
  progressOfSubject,
} from "./milestone-progress.store.js";
import { notPossible, progressMayLead } from "./milestone-steps.js";

interface Answer {
  progress: MilestoneProgressRow;
}

const NO_EVIDENCE = { noteVi: null, evidenceVi: null, evidenceUrl: null, legalDocumentId: null };

/** Records how far a milestone has come: at a facility, or in the province, whose progress is the milestone's own status. */
export const record = (context: Context, input: MilestoneRecordProgressInput): Promise<Answer> =>
  runMutation(context, "milestoneRecordProgress", input, async (run) => {
    const { on, status } = input;
    const facilityId = subjectOf(run, input);
    const milestone = milestoneOf(run, input.milestone, "milestone");
    if (facilityId === null) refuseOther(milestone, input.expectedVersion);
    const last = (await progressOfSubject(context.db, milestone.id, facilityId)).at(-1);
    const before = facilityId === null ? milestone.status : (last?.status ?? "PLANNED");
    const { told, mistakes } = readEvidence(context.snapshot, input, NO_EVIDENCE);
    throwUserErrors([
      ...problemsOfDay(on, run.today, last?.on, undefined),
      facilityId !== null && milestone.status === "CANCELLED" ? notPossible("CANCELLED", ["milestone"]) : undefined,
      progressMayLead(before, status) ? undefined : notPossible(before, ["status"]),
      ...mistakes,
    ]);
    const values = {
      ...{ milestoneId: milestone.id, facilityId, step: (last?.step ?? 0) + 1, on, statusBefore: before, status },
      ...{ ...told, recordedOn: run.today },
    };
    return run.write(async (tx, trail) => {
      if (facilityId === null) await moveOn(tx, trail, milestone, status, null);
      else await holdMilestone(tx, milestone);
      await holdVersions(tx, MILESTONE_PROGRESS, last ? [last] : []);
      const after = await addProgress(tx, values);
      trail.add("DATA", { type: "MilestoneProgress", id: after.id, version: 1, before: null, after });
      return { progress: after };
    });
  });

/** Corrects a report of progress; the milestone's own status follows the last one of the province. */
export const correct = (context: Context, input: MilestoneCorrectProgressInput): Promise<Answer> =>
  runMutation(context, "milestoneCorrectProgress", input, async (run) => {
    const before = await expected(run, input);
    const milestone = context.snapshot.milestones.byId(before.milestoneId);
    const steps = await progressOfSubject(context.db, milestone.id, before.facilityId);
    const neighbour = (by: number) => steps.find(({ step }) => step === before.step + by);
    const reason = tidyReason(input.reason);
    const { told, mistakes } = readEvidence(context.snapshot, input, before);
    const { id, version, ...known } = before;
    const values = { ...known, ...told, on: input.on ?? before.on, status: input.status ?? before.status };
    const moves = values.status !== before.status;
    const isLast = !neighbour(1) && (before.facilityId !== null || milestone.status === before.status);
    throwUserErrors([
      ...problemsOfDay(values.on, run.today, neighbour(-1)?.on, neighbour(1)?.on),
      moves && !isLast ? userError("ILLEGAL_STATE", ["status"], messages.milestoneMovedOn) : undefined,
      moves && !progressMayLead(before.statusBefore, values.status)
        ? notPossible(before.statusBefore, ["status"])
        : undefined,
      ...mistakes,
      JSON.stringify(values) === JSON.stringify(known) ? userError("INVALID", [], nothingToCorrect) : undefined,
    ]);
    return run.write(async (tx, trail) => {
      if (moves && before.facilityId === null) await moveOn(tx, trail, milestone, values.status, reason);
      await holdProgress(tx, milestone.id, before.facilityId, steps);
      await changeProgress(tx, before, values);
      const after = { id, ...values, version: version + 1 };
      const traced = { type: "MilestoneProgress", id, version: after.version, reason };
      trail.add("DATA", { ...traced, before, after });
      return { progress: after };
    });
  });

/** The milestone's own status follows the progress of the province. */
async function moveOn(
  tx: Transaction,
  trail: Trail,
  before: MilestoneRow,
  status: MilestoneRow["status"],
  reason: string | null,
): Promise<void> {
  const after = await changeMilestone(tx, before, { status });
  trail.add("REFERENCE", { type: "Milestone", id: after.id, version: after.version, before, after, reason });
}

/** Whose progress it is: that of a facility that is there on the day, or of the province; theirs, or nobody's. */
function subjectOf(
  { name, context, today }: MutationRun,
  { facility, on }: MilestoneRecordProgressInput,
): number | null {
  const found = facility == null ? null : context.snapshot.facilities.in({ asOf: on }).findByCode(facility);
  const isKnown = facility == null || found !== null;
  if (isKnown && mayActOn(context, `Mutation.${name}`, found?.id ?? null, today)) return found?.id ?? null;
  throw new UserErrors([
    facility == null
      ? userError("NOT_FOUND", ["facility"], messages.progressOfProvince)
      : userError("NOT_FOUND", ["facility"], messages.noFacilityOfProgress(on, facility)),
  ]);
}

/** The milestone itself moves: only from the version that was seen. */
function refuseOther(milestone: MilestoneRow, expectedVersion: number | null | undefined): void {
  if (expectedVersion == null) {
    throw new UserErrors([userError("INVALID", ["expectedVersion"], messages.versionOfMilestoneNeeded)]);
  }
  refuseStale(messages.theMilestone, milestone.version, expectedVersion, {});
}

/** Reports come in the order of their days. */
const problemsOfDay = (
  on: string,
  today: string,
  before: string | undefined,
  after: string | undefined,
): (UserError | undefined)[] => [
  on > today ? userError("INVALID", ["on"], afterToday(on, today)) : undefined,
  before !== undefined && on < before
    ? userError("INVALID", ["on"], messages.beforeEarlierProgress(before, on))
    : undefined,
  after !== undefined && on > after ? userError("INVALID", ["on"], messages.afterLaterProgress(after, on)) : undefined,
];

/** The report that is meant, at the version that was seen; the same refusal where there is none and where it is not theirs. */
async function expected(
  { name, context, today }: MutationRun,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<MilestoneProgressRow> {
  const rowId = readRowId(id, "MilestoneProgress");
  const [found] = rowId === null ? [] : await progressById(context.db, [rowId]);
  if (!found || !mayActOn(context, `Mutation.${name}`, found.facilityId, today)) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchProgress)]);
  }
  refuseStale(messages.theProgress, found.version, expectedVersion, {
    progress: cloneAlone("MilestoneProgress", LATEST, found),
  });
  return found;
}

interface Given {
  noteVi?: string | null;
  evidenceVi?: string | null;
  evidenceUrl?: string | null;
  evidenceDocument?: string | null;
}

type EvidenceValues = Pick<ProgressValues, "noteVi" | "evidenceVi" | "evidenceUrl" | "legalDocumentId">;

/** What is said and shown of progress: what the input gives, and what it leaves out as it was. */
function readEvidence(
  snapshot: Snapshot,
  input: Given,
  before: EvidenceValues,
): { told: EvidenceValues; mistakes: (UserError | undefined)[] } {
  const document = chooseLegalDocument(snapshot, "evidenceDocument", input.evidenceDocument);
  const note = (given: string | null | undefined, known: string | null) =>
    given === undefined ? known : tidyNote(given);
  const told = {
    noteVi: note(input.noteVi, before.noteVi),
    evidenceVi: note(input.evidenceVi, before.evidenceVi),
    evidenceUrl: note(input.evidenceUrl, before.evidenceUrl),
    legalDocumentId: input.evidenceDocument === undefined ? before.legalDocumentId : (document.found?.id ?? null),
  };
  return { told, mistakes: [document.mistake] };
}
