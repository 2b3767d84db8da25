import type { Context } from "../../../core/context.js";
import { changeVersioned, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
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
import { takeWholeScope } from "../../../core/snapshot/revision.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import * as messages from "../assessment.messages.js";
import { type RoundAct, refusedRoundAct } from "../draft/assessment-states.js";
import { ASSESSMENT_ROUND } from "../result/assessment.row.js";
import { addRound, findRound, type RoundRow, roundCoded } from "../result/assessment.store.js";
import type {
  AssessmentRoundCloseInput,
  AssessmentRoundOpenInput,
  AssessmentRoundReopenInput,
} from "./assessment-round-act.input.js";

export interface RoundOutcome {
  round: RoundRow;
}

/** Opens a new round. */
export const open = (context: Context, input: AssessmentRoundOpenInput): Promise<RoundOutcome> =>
  runMutation(context, "assessmentRoundOpen", input, async (run) => {
    const { code, year, openedOn } = input;
    const document = chooseLegalDocument(context.snapshot, "legalDocument", input.legalDocument);
    throwUserErrors([...problemsOfFirstDay(input, run.today), document.mistake]);
    return run.write(async (tx, trail) => {
      const values = {
        code,
        year,
        openedOn,
        closedOn: null,
        knownOn: `${year}-12-31`,
        methodVi: input.methodVi?.normalize("NFC").trim() || null,
        legalDocumentId: document.found?.id ?? null,
        sectionId: await enteredSectionId(tx, trail, context.snapshot),
        state: "OPEN",
      } as const;
      const id = await addRound(tx, values);
      if (id === null) throw taken(await roundCoded(tx, code));
      return traced(trail, null, { id, ...values, version: 1 });
    });
  });

/** Closes an open round: what is in it stays as it is from then on. */
export const close = (context: Context, input: AssessmentRoundCloseInput): Promise<RoundOutcome> =>
  runMutation(context, "assessmentRoundClose", input, async (run) => {
    const before = await meant(run, "assessmentRoundClose", input);
    const closedOn = input.closedOn ?? before.closedOn ?? run.today;
    throwUserErrors([problemOfLastDay(closedOn, before, run.today)]);
    return run.write(async (tx, trail) => {
      await changeVersioned(tx, ASSESSMENT_ROUND, before, {
        state: "CLOSED",
        closedOn,
        knownOn: closedOn,
      });
      // Each act on a draft moves one slot of DATA, a publication one of ASSESSMENT. Taking all of them, this one and that
      // cannot both be committed by two nodes of a cluster that do not know of each other's: locks hold on one node only.
      for (const scope of ["ASSESSMENT", "DATA"] as const) await takeWholeScope(tx, scope);
      const version = before.version + 1;
      return traced(trail, before, { ...before, state: "CLOSED", closedOn, knownOn: closedOn, version });
    });
  });

/** Opens a closed round again, for a reason. Its last day stays until it is closed again. */
export const reopen = (context: Context, input: AssessmentRoundReopenInput): Promise<RoundOutcome> =>
  runMutation(context, "assessmentRoundReopen", input, async (run) => {
    const before = await meant(run, "assessmentRoundReopen", input);
    const reason = tidyReason(input.reason);
    return run.write(async (tx, trail) => {
      await changeVersioned(tx, ASSESSMENT_ROUND, before, { state: "OPEN" });
      return traced(trail, before, { ...before, state: "OPEN", version: before.version + 1 }, reason);
    });
  });

/** Notes in the trail what a round has become. */
function traced(trail: Trail, before: RoundRow | null, after: RoundRow, reason: string | null = null): RoundOutcome {
  const { id, version } = after;
  trail.add("REFERENCE", { type: "AssessmentRound", id, version, before, after, reason });
  return { round: after };
}

/** The round that is meant, at the version that was seen, if the act is possible. */
async function meant(
  { context }: MutationRun,
  name: RoundAct,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<RoundRow> {
  const found = await findRound(context.db, readRowId(id, "AssessmentRound"));
  if (!found) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchRound)]);
  }
  const payload = { round: cloneAlone("AssessmentRound", LATEST, found) };
  refuseStale(messages.theRound, found.version, expectedVersion, payload);
  const refused = refusedRoundAct(name, found);
  throwUserErrors([refused ? userError("ILLEGAL_STATE", [], refused) : undefined], payload);
  return found;
}

function taken(known: RoundRow | null): UserErrors {
  if (!known) throw new Error("A round that is on record already is not to be found.");
  return new UserErrors([userError("TAKEN", ["code"], messages.roundTaken(known.code, known.year))], {
    round: cloneAlone("AssessmentRound", LATEST, known),
  });
}

const problemsOfFirstDay = ({ openedOn, year }: AssessmentRoundOpenInput, today: string): (UserError | undefined)[] => [
  openedOn > today ? userError("INVALID", ["openedOn"], messages.opensAfterToday(openedOn, today)) : undefined,
  openedOn > `${year}-12-31`
    ? userError("INVALID", ["openedOn"], messages.opensAfterItsYear(openedOn, year))
    : undefined,
];

function problemOfLastDay(closedOn: string, { openedOn }: RoundRow, today: string): UserError | undefined {
  if (closedOn <= today && closedOn >= (openedOn ?? closedOn)) return undefined;
  return userError("INVALID", ["closedOn"], messages.closesOutsideRound(closedOn, openedOn, today));
}
