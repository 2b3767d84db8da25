import { mayActOn } from "../../../core/access/reach.js";
import type { Context } from "../../../core/context.js";
import { holdVersions, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyReason } from "../../../core/mutation/note.js";
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
import { REPORTING_CAMPAIGN } from "../campaign/reporting-campaign.row.js";
import type { ReportingCampaignRow } from "../campaign/reporting-campaign.store.js";
import * as messages from "../reporting.messages.js";
import { isBlank, mistakesOfEntry, NOTHING_ENTERED, withEntry } from "./answer-content.js";
import { recordFigures } from "./answer-figures.js";
import { answerFields } from "./form-answer.kind.js";
import type { AnswerStatus } from "./form-answer.row.js";
import { answerTo, type FormAnswerRow, formAnswers, writeAnswer } from "./form-answer.store.js";
import type { FormAnswerReturnInput, FormAnswerSaveInput, FormAnswerSubmitInput } from "./form-answer-act.input.js";
import { type DueForm, formsDue } from "./require-due.js";

export interface AnswerOutcome {
  answer: FormAnswerRow;
}

/** Keeps what was entered so far; the first time it begins the answer. */
export const save = (context: Context, input: FormAnswerSaveInput): Promise<AnswerOutcome> =>
  runMutation(context, "formAnswerSave", input, async (run) => {
    const { campaign, facilityId, due } = requireDue(run, input);
    const place = { campaignId: campaign.id, form: due.form.code, facilityId };
    const before = await answerTo(context.db, place);
    if (before) {
      if (input.expectedVersion == null)
        throw new UserErrors([userError("CONFLICT", ["expectedVersion"], messages.versionNeeded())], shown(before));
      refuseOther(before, input.expectedVersion);
      refuseUnless("DRAFT", before);
    }
    const rows = due.rows.map(({ code }) => code);
    const known = before?.content ?? NOTHING_ENTERED;
    const { after: content, mistakes } = withEntry(due.definition, rows, known, input, context.snapshot);
    throwUserErrors(mistakesOfEntry(mistakes));
    return run.write(async (tx, trail) => {
      await holdVersions(tx, REPORTING_CAMPAIGN, [campaign]);
      const after = await writeAnswer(tx, before, { ...place, status: "DRAFT", receivedOn: null, content });
      return traced(trail, before, after);
    });
  });

/** Hands in an answer: its figures go on record. What is blank in it was asked for, and not reported. */
export const submit = (context: Context, input: FormAnswerSubmitInput): Promise<AnswerOutcome> =>
  runMutation(context, "formAnswerSubmit", input, async (run) => {
    const { campaign, before } = await required(run, input, "DRAFT");
    throwUserErrors([isBlank(before.content) ? userError("INVALID", [], messages.nothingEntered()) : undefined]);
    return run.write(async (tx, trail) => {
      await holdVersions(tx, REPORTING_CAMPAIGN, [campaign]);
      const after = await writeAnswer(tx, before, { ...before, status: "SUBMITTED", receivedOn: run.today });
      const recorded = await recordFigures(tx, trail, after, campaign, run.today, context.snapshot);
      throwUserErrors(
        recorded.mistakes.map(({ code, message }) => userError(code, [], message)),
        shown(before),
      );
      for (const each of recorded.traced) trail.add("DATA", each);
      return traced(trail, before, after);
    });
  });

/** Gives an answer back to its unit, for a reason. Its figures stay on record until it is submitted again. */
export const giveBack = (context: Context, input: FormAnswerReturnInput): Promise<AnswerOutcome> =>
  runMutation(context, "formAnswerReturn", input, async (run) => {
    const { campaign, before } = await required(run, input, "SUBMITTED");
    const reason = tidyReason(input.reason);
    return run.write(async (tx, trail) => {
      await holdVersions(tx, REPORTING_CAMPAIGN, [campaign]);
      const after = await writeAnswer(tx, before, { ...before, status: "DRAFT", receivedOn: null });
      return traced(trail, before, after, reason);
    });
  });

function traced(
  trail: Trail,
  before: FormAnswerRow | null,
  after: FormAnswerRow,
  reason: string | null = null,
): AnswerOutcome {
  const { id, version } = after;
  const fields = { before: before && answerFields(before), after: answerFields(after) };
  trail.add("DATA", { type: "FormAnswer", id, version, ...fields, reason });
  return { answer: after };
}

/** Which form of which facility: one that it owes, in a campaign that is open. */
function requireDue(
  { name, context, today }: MutationRun,
  input: FormAnswerSaveInput,
): { campaign: ReportingCampaignRow; facilityId: number; due: DueForm } {
  const { snapshot } = context;
  const campaign = snapshot.reportingCampaigns.all().find(({ code }) => code === input.campaign);
  if (!campaign) throw new UserErrors([userError("NOT_FOUND", ["campaign"], messages.noSuchCampaign())]);
  const facility = snapshot.facilities.in(LATEST).findByCode(input.facility);
  if (!facility || !mayActOn(context, `Mutation.${name}`, facility.id, today))
    throw new UserErrors([userError("NOT_FOUND", ["facility"], messages.notYours(input.facility))]);
  const owed = formsDue(campaign.id, facility.id, snapshot);
  const due = owed.find(({ form }) => form.code === input.form);
  throwUserErrors([
    ...refusedCampaign(campaign),
    due || !campaign.definition
      ? undefined
      : userError(
          "INVALID",
          ["form"],
          messages.notDue(
            facility.code,
            input.form,
            owed.map(({ form }) => form.code),
          ),
        ),
  ]);
  if (!due) throw new Error("A form that is not owed was let through.");
  return { campaign, facilityId: facility.id, due };
}

/** Why nothing is answered to a campaign. */
export function refusedCampaign({ code, state, definition }: ReportingCampaignRow): UserError[] {
  const refused =
    definition === null ? messages.documentsCampaign(code) : state === "OPEN" ? null : messages.campaignIsClosed(code);
  return refused ? [userError("ILLEGAL_STATE", [], refused)] : [];
}

/**
 * The answer that is meant, at the version that was seen, if it is in this state; the same refusal where there is none
 * and where it is not theirs.
 */
async function required(
  { name, context, today }: MutationRun,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  status: AnswerStatus,
): Promise<{ campaign: ReportingCampaignRow; before: FormAnswerRow }> {
  const rowId = readRowId(id, "FormAnswer");
  const [before] = rowId === null ? [] : await formAnswers(context.db, "id", [rowId]);
  if (!before || !mayActOn(context, `Mutation.${name}`, before.facilityId, today))
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchAnswer())]);
  const campaign = context.snapshot.reportingCampaigns.byId(before.campaignId);
  refuseOther(before, expectedVersion);
  throwUserErrors(refusedCampaign(campaign), shown(before));
  refuseUnless(status, before);
  return { campaign, before };
}

const refuseOther = (before: FormAnswerRow, expectedVersion: number): void =>
  refuseStale(messages.theAnswer, before.version, expectedVersion, shown(before));

function refuseUnless(status: AnswerStatus, before: FormAnswerRow): void {
  if (before.status === status) return;
  throw new UserErrors(
    [
      userError(
        "ILLEGAL_STATE",
        [],
        before.status === "DRAFT" ? messages.answerIsDraft() : messages.answerIsSubmitted(),
      ),
    ],
    shown(before),
  );
}

const shown = (answer: FormAnswerRow) => ({ answer: cloneAlone("FormAnswer", LATEST, answer) });
