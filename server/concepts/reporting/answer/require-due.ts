import type { Snapshot } from "../../../core/context.js";
import { rowsOwed } from "../asked.js";
import type { FormDefinition } from "../campaign/definition.js";
import type { DemandRow, FormRow } from "../campaign.store.js";
import type { FormAnswerRow } from "./form-answer.store.js";

/** A form that a facility owes. */
export interface DueForm {
  form: FormRow;
  definition: FormDefinition;
  demand: DemandRow;
  rows: readonly { code: string; areaId: number | null }[];
}

/** The forms that a facility owes in a campaign, in its order. */
export function formsDue(campaignId: number, facilityId: number, snapshot: Snapshot): DueForm[] {
  return snapshot.asked.ofCampaign(campaignId).flatMap(({ form, demands }) => {
    const { definition } = form;
    if (!definition) return [];
    return demands.flatMap((asked) =>
      asked.obligations
        .filter((obligation) => obligation.facilityId === facilityId)
        .map((obligation) => ({
          ...{ form, definition, demand: asked.demand },
          rows: rowsOwed(asked, obligation, snapshot),
        })),
    );
  });
}

/** The form that was answered: nobody changes what a campaign asks for once somebody has begun to answer. */
export function dueForm({ campaignId, facilityId, form }: FormAnswerRow, snapshot: Snapshot): DueForm {
  const found = formsDue(campaignId, facilityId, snapshot).find((each) => each.form.code === form);
  if (!found) throw new Error("An answer is on record to a form that was not owed.");
  return found;
}
