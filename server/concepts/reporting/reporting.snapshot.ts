import type { Snapshot } from "../../core/context.js";
import { Rows } from "../../core/snapshot/rows.js";
import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { type Asked, askedOf } from "./asked.js";
import { allReportingCampaigns, type ReportingCampaignRow } from "./campaign/reporting-campaign.store.js";
import {
  allDemands,
  allFormColumns,
  allFormFigures,
  allFormParts,
  allForms,
  allObligations,
  allRecipients,
  allTasks,
  type DemandRow,
  type FormColumnRow,
  type FormFigureRow,
  type FormPartRow,
  type FormRow,
  type ObligationRow,
  type RecipientRow,
  type TaskRow,
} from "./campaign.store.js";

interface Campaign {
  readonly recipients: readonly RecipientRow[];
  readonly tasks: readonly TaskRow[];
  readonly forms: readonly FormRow[];
  readonly columns: readonly FormColumnRow[];
  readonly parts: readonly FormPartRow[];
  readonly figures: readonly FormFigureRow[];
  readonly demands: readonly DemandRow[];
  readonly obligations: readonly ObligationRow[];
}

declare module "../../core/context.js" {
  interface Snapshot {
    /** What letters asked for, as documents print it. */
    readonly campaign: Campaign;
    readonly reportingCampaigns: Rows<ReportingCampaignRow>;
    /** What all campaigns ask for, those of letters and those that were opened here. */
    readonly asked: Asked;
  }
}

export const reportingSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      tables: [
        ...["campaign_recipient", "campaign_task", "report_form", "report_form_column", "report_form_part"],
        ...["report_form_figure", "report_demand", "report_obligation", "report_answer"],
      ],
      async load(db): Promise<Pick<Snapshot, "campaign">> {
        const [recipients, tasks, forms, columns, parts, figures, demands, obligations] = await Promise.all([
          allRecipients(db),
          allTasks(db),
          allForms(db),
          allFormColumns(db),
          allFormParts(db),
          allFormFigures(db),
          allDemands(db),
          allObligations(db),
        ]);
        return { campaign: { recipients, tasks, forms, columns, parts, figures, demands, obligations } };
      },
    },
    {
      scope: "REFERENCE",
      tables: ["reporting_campaign"],
      load: async (db) => ({ reportingCampaigns: new Rows(await allReportingCampaigns(db)) }),
    },
  ],
  derive(loaded: Snapshot, before: Snapshot | undefined) {
    const stays =
      before?.campaign === loaded.campaign &&
      before.reportingCampaigns === loaded.reportingCampaigns &&
      before.metrics === loaded.metrics &&
      before.areas === loaded.areas &&
      before.sections === loaded.sections &&
      before.facilities.codesOnRecord === loaded.facilities.codesOnRecord;
    return { asked: stays ? before.asked : askedOf(loaded) };
  },
};
