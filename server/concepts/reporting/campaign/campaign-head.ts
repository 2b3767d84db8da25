import type { Snapshot } from "../../../core/context.js";
import type { UserError } from "../../../core/schema/user-errors.js";
import { REGISTER } from "../../provenance/source/entered.js";
import * as messages from "../reporting.messages.js";
import type { ReportingCampaignRow } from "./reporting-campaign.store.js";

interface Head {
  code: string;
  titleVi: string;
  number?: string | null;
  reportsToVi?: string | null;
}

/** What is wrong with what a campaign is called, for acts and files alike. */
export function headProblems({ code, titleVi, number, reportsToVi }: Head): (UserError | undefined)[] {
  const longer = (field: string, text: string | null | undefined, most: number): UserError | undefined =>
    (text ?? "").length > most ? { code: "INVALID", path: [field], sentence: messages.tooLong(most) } : undefined;
  return [
    /^[\w-]{1,20}$/.test(code) ? undefined : { code: "INVALID", path: ["code"], sentence: messages.campaignCode() },
    titleVi.trim() === "" ? { code: "INVALID", path: ["titleVi"], sentence: messages.blank() } : undefined,
    longer("titleVi", titleVi, 400),
    longer("number", number, 60),
    longer("reportsToVi", reportsToVi, 400),
  ];
}

export function registerId({ sourceDocuments }: Pick<Snapshot, "sourceDocuments">): number {
  const found = sourceDocuments.all().find(({ code }) => code === REGISTER);
  if (!found) throw new Error("The register is no source on record.");
  return found.id;
}

/** As the trail shows a campaign. */
export const campaignFields = ({ definition, ...row }: Omit<ReportingCampaignRow, "id" | "version">) => ({
  ...row,
  ...definition,
});
