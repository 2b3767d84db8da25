import type { Concept } from "../concept.js";
import { CampaignAnswersResolver, ReportAnswersResolver, ReportObligationResolver } from "./answers.resolver.js";
import { appendix1, appendix2, appendix3 } from "./appendix.import.js";
import {
  campaignMembers,
  campaignRecipients,
  campaignReports,
  campaignTasks,
  formColumns,
  reportFigures,
} from "./campaign.import.js";
import {
  CampaignTaskResolver,
  ReportDemandResolver,
  ReportFormColumnResolver,
  ReportFormFigureResolver,
  ReportFormResolver,
  ReportingCampaignResolver,
} from "./campaign.resolver.js";
import { reportingSnapshot } from "./reporting.snapshot.js";

/** What a letter asked of whom, and what came back. */
export const reportingConcept: Concept = {
  resolvers: [
    ReportingCampaignResolver,
    CampaignTaskResolver,
    ReportFormResolver,
    ReportFormColumnResolver,
    ReportFormFigureResolver,
    ReportDemandResolver,
    CampaignAnswersResolver,
    ReportAnswersResolver,
    ReportObligationResolver,
  ],
  tables: [
    campaignRecipients,
    campaignTasks,
    campaignReports,
    reportFigures,
    campaignMembers,
    formColumns,
    appendix1,
    appendix2,
    appendix3,
  ],
  snapshot: reportingSnapshot,
};
