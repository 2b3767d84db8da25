import type { Context } from "../../../core/context.js";
import { type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyReason } from "../../../core/mutation/note.js";
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
import * as messages from "../roadmap.messages.js";
import { changeMilestone, type MilestoneRow } from "../roadmap.store.js";
import type { MilestoneCancelInput, MilestoneReplanInput } from "./milestone-act.input.js";
import { mayCancel, notPossible, replanned } from "./milestone-steps.js";

interface Answer {
  milestone: MilestoneRow;
}

type Values = Partial<Pick<MilestoneRow, "status" | "year">>;

/** Gives a milestone another year; one that was late or given up is planned anew. */
export const replan = (context: Context, input: MilestoneReplanInput): Promise<Answer> =>
  decide(context, "milestoneReplan", input, ({ status, year }) => {
    const next = replanned(status);
    const isSame = next === status && year === input.year;
    return {
      values: { status: next ?? status, year: input.year },
      mistake: next
        ? isSame
          ? userError("INVALID", ["year"], messages.plannedAlready(year))
          : undefined
        : notPossible(status, ["id"]),
    };
  });

/** Gives a milestone up. */
export const cancel = (context: Context, input: MilestoneCancelInput): Promise<Answer> =>
  decide(context, "milestoneCancel", input, ({ status }) => ({
    values: { status: "CANCELLED" },
    mistake: mayCancel(status) ? undefined : notPossible(status, ["id"]),
  }));

/** A decision of the Department on a milestone, for a reason. */
const decide = <I extends MilestoneCancelInput>(
  context: Context,
  name: string,
  input: I,
  decision: (milestone: MilestoneRow) => { values: Values; mistake: UserError | undefined },
): Promise<Answer> =>
  runMutation(context, name, input, async (run) => {
    const before = milestoneAt(run, input.id, input.expectedVersion);
    const reason = tidyReason(input.reason);
    const { values, mistake } = decision(before);
    throwUserErrors([mistake], { milestone: cloneAlone("Milestone", LATEST, before) });
    return run.write(async (tx, trail) => {
      const after = await changeMilestone(tx, before, values);
      const traced = { type: "Milestone", id: after.id, version: after.version, reason };
      trail.add("REFERENCE", { ...traced, before, after });
      return { milestone: after };
    });
  });

export function milestoneOf({ context: { snapshot } }: MutationRun, id: string, path: string): MilestoneRow {
  const rowId = readRowId(id, "Milestone");
  const found = snapshot.milestones.all().find((row) => row.id === rowId);
  if (!found) throw new UserErrors([userError("NOT_FOUND", [path], messages.noSuchMilestone)]);
  return found;
}

function milestoneAt(run: MutationRun, id: string, expectedVersion: number): MilestoneRow {
  const found = milestoneOf(run, id, "id");
  const asItIs = { milestone: cloneAlone("Milestone", LATEST, found) };
  refuseStale(messages.theMilestone, found.version, expectedVersion, asItIs);
  return found;
}
