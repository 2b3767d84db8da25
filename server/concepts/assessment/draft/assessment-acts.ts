import { isDeepStrictEqual } from "node:util";
import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { changesBetween } from "../../../core/mutation/audit-entry.js";
import { changeVersioned, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { throwUserErrors } from "../../../core/schema/user-errors.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import { ASSESSMENT } from "../result/assessment.row.js";
import type { AssessmentRow } from "../result/assessment.store.js";
import {
  type AssessmentContent,
  draftOver,
  fieldsOf,
  NOTHING_ENTERED,
  publishedFields,
} from "../result/assessment-content.js";
import { holdNeeds, publishedContents, writePublished } from "../result/published-content.store.js";
import type {
  AssessmentPublishInput,
  AssessmentReopenInput,
  AssessmentReturnInput,
  AssessmentSaveInput,
  AssessmentStartInput,
  AssessmentSubmitInput,
  AssessmentVerifyInput,
} from "./assessment-act.input.js";
import {
  addDraft,
  changeDraft,
  type DraftRow,
  draftRow,
  dropDraft,
  insertDraft,
  type WorkRow,
  workOf,
} from "./assessment-draft.store.js";
import { problemsOfEntry, withEntry } from "./assessment-entry.js";
import { ASSESSMENT_MOVES, type AssessmentAct } from "./assessment-states.js";
import {
  refuseBegun,
  refuseLocked,
  requireAssessment,
  requireDraft,
  requireFacilityAndRound,
  shown,
  shownDraft,
  stateOf,
} from "./require-assessment.js";

/** What an act has led to: what is worked on, or what is published. */
export interface Outcome {
  draft: DraftRow | null;
  assessment: AssessmentRow | null;
}

/** Begins the assessment of a facility in an open round. */
export const start = (context: Context, input: AssessmentStartInput): Promise<Outcome> =>
  runMutation(context, "assessmentStart", input, async (run) => {
    const { facilityId, round } = requireFacilityAndRound(run, input);
    const begun = await workOf(context.db, facilityId, round.id);
    if (begun) refuseBegun(begun, await shown(context, begun));
    return run.write(async (tx, trail) => {
      await refuseLocked(tx, "assessmentStart", round.id, {
        state: "NONE",
        wasPublished: false,
        round: { code: round.code, state: round.state },
      });
      const sectionId = await enteredSectionId(tx, trail, context.snapshot);
      const draft = await addDraft(tx, { facilityId, roundId: round.id, sectionId });
      if (!draft) {
        // Somebody else has begun it meanwhile.
        const other = await workOf(tx, facilityId, round.id);
        if (other) refuseBegun(other, shownDraft(other));
        throw new Error("An assessment that is on record already is not to be found.");
      }
      const after = { facilityId, roundId: round.id, ...tracedDraft(draft) };
      trail.add("DATA", { type: "Assessment", id: draft.id, version: 1, before: null, after });
      return { draft, assessment: null };
    });
  });

/** Keeps what was entered so far; what is left out stays as it is. */
export const save = (context: Context, input: AssessmentSaveInput): Promise<Outcome> =>
  runMutation(context, "assessmentSave", input, async (run) => {
    const { work, draft } = await requireDraft(run, "assessmentSave", input);
    throwUserErrors(problemsOfEntry(input, knownIn(context.snapshot)));
    return run.write((tx, trail) => moveDraft(tx, trail, "assessmentSave", work, withEntry(draft, input)));
  });

/** Hands in what was entered. */
export const submit = (context: Context, input: AssessmentSubmitInput): Promise<Outcome> =>
  runMutation(context, "assessmentSubmit", input, async (run) => {
    const { work, draft } = await requireDraft(run, "assessmentSubmit", input);
    return run.write((tx, trail) => moveDraft(tx, trail, "assessmentSubmit", work, draft));
  });

/** Gives what was handed in back to the facility, for a reason. */
export const giveBack = (context: Context, input: AssessmentReturnInput): Promise<Outcome> =>
  runMutation(context, "assessmentReturn", input, async (run) => {
    const { work, draft } = await requireDraft(run, "assessmentReturn", input);
    const reason = tidyReason(input.reason);
    return run.write((tx, trail) => moveDraft(tx, trail, "assessmentReturn", work, draft, reason));
  });

/** Notes that the Department has checked what was handed in, and the level that it decides on. */
export const verify = (context: Context, input: AssessmentVerifyInput): Promise<Outcome> =>
  runMutation(context, "assessmentVerify", input, async (run) => {
    const { work, draft } = await requireDraft(run, "assessmentVerify", input);
    const decided = { reportedLevel: input.reportedLevel };
    throwUserErrors(problemsOfEntry(decided, knownIn(context.snapshot)));
    return run.write((tx, trail) => moveDraft(tx, trail, "assessmentVerify", work, withEntry(draft, decided)));
  });

/** Publishes what was verified, in the place of what was published before. */
export const publish = (context: Context, input: AssessmentPublishInput): Promise<Outcome> =>
  runMutation(context, "assessmentPublish", input, async (run) => {
    const { work, draft } = await requireDraft(run, "assessmentPublish", input);
    const { snapshot } = context;
    return run.write(async (tx, trail) => {
      const published = work.status === "PUBLISHED";
      const [, before] = await Promise.all([
        refuseLocked(tx, "assessmentPublish", work.roundId, stateOf(work)),
        publishedBefore(tx, work),
      ]);
      const now = draftOver(before, draft);
      const isSame = Object.keys(changesBetween(fieldsOf(before), fieldsOf(now))).length === 0;
      const sectionId = isSame ? work.sectionId : await enteredSectionId(tx, trail, snapshot);
      const needs = await writePublished(tx, { work, before, now, sectionId, snapshot });
      await dropDraft(tx, work);
      // No figure changes with it: what is summed of figures is held on.
      for (const need of needs) trail.add("ASSESSMENT", need);
      const [version, status] = [work.version + 1, "PUBLISHED"];
      const { id, facilityId, roundId } = draft;
      const { reportedLevel } = now;
      trail.add("ASSESSMENT", {
        type: "Assessment",
        id,
        version,
        before: published
          ? publishedFields({ ...work, version: work.publishedVersion }, before)
          : { status: work.status },
        after: publishedFields({ version, sectionId }, now),
      });
      const assessment = { id, facilityId, roundId, sectionId, status, reportedLevel, version, content: now };
      return { draft: null, assessment };
    });
  });

/** Opens a published assessment to change, for a reason; what is published stays so until the next one is published. */
export const reopen = (context: Context, input: AssessmentReopenInput): Promise<Outcome> =>
  runMutation(context, "assessmentReopen", input, async (run) => {
    const work = await requireAssessment(run, "assessmentReopen", input);
    const reason = tidyReason(input.reason);
    return run.write(async (tx, trail) => {
      await changeVersioned(tx, ASSESSMENT, work, {});
      const version = work.version + 1;
      const published = await publishedContent(tx, work);
      const content = { ...published, base: published };
      const draft = draftRow({ ...work, version }, ASSESSMENT_MOVES.assessmentReopen.to, content);
      await insertDraft(tx, draft);
      trail.add("DATA", {
        type: "Assessment",
        id: work.id,
        version,
        before: { status: work.status },
        after: { status: draft.status },
        reason,
      });
      return { draft, assessment: null };
    });
  });

/** Writes a draft as an act leaves it, in the state to which the act leads. */
async function moveDraft(
  tx: Transaction,
  trail: Trail,
  name: AssessmentAct,
  work: WorkRow,
  content: AssessmentContent,
  reason: string | null = null,
): Promise<Outcome> {
  await refuseLocked(tx, name, work.roundId, stateOf(work));
  const version = work.version + 1;
  const base = work.draft?.base ?? null;
  const draft = draftRow({ ...work, version }, ASSESSMENT_MOVES[name].to, { ...content, base });
  await changeDraft(tx, work, draft);
  const before = work.draft && tracedDraft(work.draft);
  trail.add("DATA", { type: "Assessment", id: work.id, version, before, after: tracedDraft(draft), reason });
  return { draft, assessment: null };
}

const tracedDraft = (draft: DraftRow) => ({ status: draft.status, ...fieldsOf(draft) });

/** What its draft is to change. Files state needs too: those of a draft that says more of them are held before it is read. */
async function publishedBefore(tx: Transaction, work: WorkRow): Promise<AssessmentContent> {
  const { needs, base } = work.draft ?? { needs: {}, base: null };
  if (!isDeepStrictEqual(needs, base?.needs ?? {})) await holdNeeds(tx, work);
  return publishedContent(tx, work);
}

async function publishedContent(tx: Transaction, work: WorkRow): Promise<AssessmentContent> {
  return (await publishedContents(tx, [work])).get(work.id) ?? NOTHING_ENTERED;
}

const knownIn = ({ criteria, terms }: Snapshot) => ({
  criteria: criteria.all().map(({ code }) => code),
  systems: terms.of("SYSTEM").map(({ code }) => code),
});
