import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import {
  allDemands,
  allFormColumns,
  allFormFigures,
  allForms,
  allObligations,
  allRecipients,
  allTasks,
  type DemandRow,
  type FormColumnRow,
  type FormFigureRow,
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
  readonly figures: readonly FormFigureRow[];
  readonly demands: readonly DemandRow[];
  readonly obligations: readonly ObligationRow[];
}

declare module "../../core/context.js" {
  interface Snapshot {
    /** What letters asked for; rows of all campaigns. */
    readonly campaign: Campaign;
  }
}

export const reportingSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      async load(db): Promise<{ campaign: Campaign }> {
        const [recipients, tasks, forms, columns, figures, demands, obligations] = await Promise.all([
          allRecipients(db),
          allTasks(db),
          allForms(db),
          allFormColumns(db),
          allFormFigures(db),
          allDemands(db),
          allObligations(db),
        ]);
        return { campaign: { recipients, tasks, forms, columns, figures, demands, obligations } };
      },
    },
  ],
};
