import type { Context, Snapshot } from "../../../core/context.js";
import { takeLocks } from "../../../core/mutation/act-lock.js";
import { holdVersions, type MutationRun, runMutation, Stale } from "../../../core/mutation/mutation-run.js";
import { tidyNote as tidy, tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { refuseStale, throwUserErrors, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { takeWholeScope } from "../../../core/snapshot/revision.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { chooseFacility } from "../../facility/register/facility-choice.js";
import { METRIC } from "../../metric/definition/metric.row.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import { tracedSectionId } from "../../provenance/source/made-section.js";
import * as messages from "../reporting.messages.js";
import type {
  ReportingCampaignCloseInput,
  ReportingCampaignOpenInput,
  ReportingCampaignReopenInput,
  ReportingCampaignReviseInput,
} from "./campaign-act.input.js";
import { campaignFields, headProblems, registerId } from "./campaign-head.js";
import { sectionLabel } from "./campaigns.format.js";
import type { Definition } from "./definition.js";
import { readDefinition } from "./definition-rules.js";
import type { CampaignState } from "./reporting-campaign.row.js";
import {
  addCampaign,
  type CampaignValues,
  campaignCodedLike,
  changeCampaign,
  isAnswered,
  type ReportingCampaignRow,
} from "./reporting-campaign.store.js";

export interface CampaignOutcome {
  campaign: ReportingCampaignRow;
}

/** Opens a campaign: whom its recipients stand for is decided now. */
export const open = (context: Context, input: ReportingCampaignOpenInput): Promise<CampaignOutcome> =>
  runMutation(context, "reportingCampaignOpen", input, async (run) => {
    const { snapshot } = context;
    const { definition, mistakes } = readDefinition(input, run.today, snapshot);
    const body = chooseFacility(snapshot.facilities, "standingBody", input.standingBody);
    throwUserErrors([...headProblems(input), body.mistake, ...mistakes]);
    return run.write(async (tx, trail) => {
      await takeLocks(tx, ["campaign codes"]);
      await holdVersions(tx, METRIC, metricsIn(definition, snapshot));
      const known = await campaignCodedLike(tx, input.code);
      if (known)
        throw new UserErrors(
          [userError("TAKEN", ["code"], messages.campaignTaken(input.code, known.code))],
          shown(known),
        );
      const titleVi = tidy(input.titleVi) ?? "";
      const values: CampaignValues = {
        ...{ code: input.code, titleVi, number: tidy(input.number), issuedOn: input.issuedOn ?? null },
        ...{ standingBodyId: body.found?.id ?? null, reportsToVi: tidy(input.reportsToVi), state: "OPEN", definition },
        sectionId: await tracedSectionId(tx, trail, registerId(snapshot), sectionLabel(input.code, titleVi)),
      };
      const id = await addCampaign(tx, values);
      if (id === null) throw new Stale();
      return traced(trail, null, { id, ...values, version: 1 });
    });
  });

/** Replaces what a campaign asks for, while nobody has begun to answer it. */
export const revise = (context: Context, input: ReportingCampaignReviseInput): Promise<CampaignOutcome> =>
  runMutation(context, "reportingCampaignRevise", input, async (run) => {
    const { snapshot } = context;
    const before = required(run, input, "OPEN");
    const issuedOn = input.issuedOn === undefined ? before.issuedOn : input.issuedOn;
    const given = {
      issuedOn,
      recipients: input.recipients ?? before.definition?.recipients ?? [],
      forms: input.forms ?? before.definition?.forms ?? [],
      demands: input.demands ?? before.definition?.demands ?? [],
    };
    const { definition, mistakes } = readDefinition(given, run.today, snapshot);
    const body = chooseFacility(snapshot.facilities, "standingBody", input.standingBody);
    const after: CampaignValues = {
      ...before,
      titleVi: tidy(input.titleVi) ?? before.titleVi,
      number: input.number === undefined ? before.number : tidy(input.number),
      issuedOn,
      standingBodyId: input.standingBody === undefined ? before.standingBodyId : (body.found?.id ?? null),
      reportsToVi: input.reportsToVi === undefined ? before.reportsToVi : tidy(input.reportsToVi),
      definition,
    };
    const isSame = JSON.stringify(after) === JSON.stringify(before);
    throwUserErrors(
      [
        ...headProblems({ ...after, ...{ code: before.code } }),
        body.mistake,
        ...mistakes,
        isSame ? userError("INVALID", [], messages.nothingToRevise()) : undefined,
      ],
      shown(before),
    );
    return run.write(async (tx, trail) => {
      await holdVersions(tx, METRIC, metricsIn(definition, snapshot));
      // Whoever answers moves a slot of DATA: of two nodes of a cluster that do not know of each other one begins anew.
      await takeWholeScope(tx, "DATA");
      const changed = await changeCampaign(tx, before, after);
      if (await isAnswered(tx, before))
        throw new UserErrors([userError("ILLEGAL_STATE", [], messages.alreadyAnswered(before.code))], shown(before));
      return traced(trail, before, changed);
    });
  });

/** Closes a campaign: what was submitted stays, and what was not is answered no more. */
export const close = (context: Context, input: ReportingCampaignCloseInput): Promise<CampaignOutcome> =>
  runMutation(context, "reportingCampaignClose", input, async (run) => {
    const before = required(run, input, "OPEN");
    return run.write(async (tx, trail) => {
      await takeWholeScope(tx, "DATA");
      return traced(trail, before, await changeCampaign(tx, before, { ...before, state: "CLOSED" }));
    });
  });

/** Opens a closed campaign again, for a reason. */
export const reopen = (context: Context, input: ReportingCampaignReopenInput): Promise<CampaignOutcome> =>
  runMutation(context, "reportingCampaignReopen", input, async (run) => {
    const before = required(run, input, "CLOSED");
    const reason = tidyReason(input.reason);
    return run.write(async (tx, trail) =>
      traced(trail, before, await changeCampaign(tx, before, { ...before, state: "OPEN" }), reason),
    );
  });

/** The metrics that forms ask for: by what they are the forms were checked. */
export function metricsIn({ forms }: Definition, { metrics }: Snapshot): MetricRow[] {
  const codes = new Set(forms.flatMap(({ columns }) => columns.flatMap(({ metric }) => metric ?? [])));
  return metrics.all().filter(({ code }) => codes.has(code));
}

/** Notes in the trail what a campaign has become. */
function traced(
  trail: Trail,
  before: ReportingCampaignRow | null,
  after: ReportingCampaignRow,
  reason: string | null = null,
): CampaignOutcome {
  const { id, version } = after;
  const fields = { before: before && campaignFields(before), after: campaignFields(after) };
  trail.add("REFERENCE", { type: "ReportingCampaign", id, version, ...fields, reason });
  return { campaign: after };
}

/** The campaign that is meant, at the version that was seen, if it is in this state. */
function required(
  { context: { snapshot } }: MutationRun,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  state: CampaignState,
): ReportingCampaignRow {
  const found = snapshot.reportingCampaigns.findById(readRowId(id, "ReportingCampaign") ?? 0);
  if (!found) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchCampaign())]);
  refuseStale(messages.theCampaign, found.version, expectedVersion, shown(found));
  const { code } = found;
  const refused = found.definition
    ? found.state === state
      ? null
      : found.state === "OPEN"
        ? messages.campaignIsOpen(code)
        : messages.campaignIsClosed(code)
    : messages.documentsCampaign(code);
  throwUserErrors([refused ? userError("ILLEGAL_STATE", [], refused) : undefined], shown(found));
  return found;
}

const shown = (campaign: ReportingCampaignRow) => ({ campaign: cloneAlone("ReportingCampaign", LATEST, campaign) });
