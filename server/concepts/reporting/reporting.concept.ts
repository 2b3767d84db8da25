import { batched, heldNodes, idsIn } from "../../core/schema/node-finder.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { Concept } from "../concept.js";
import { FormAnswerResolver } from "./answer/form-answer.resolver.js";
import { formAnswers } from "./answer/form-answer.store.js";
import { FormAnswerActResolver } from "./answer/form-answer-act.resolver.js";
import { FormAnswerCheckResolver } from "./answer/form-answer-check.resolver.js";
import { FORM_ANSWERS } from "./answer/form-answers.format.js";
import { formAnswersList } from "./answer/form-answers.import.js";
import {
  CampaignAnswersResolver,
  isVisible,
  ObligationAnswerResolver,
  ReportAnswersResolver,
  ReportFormRowResolver,
  ReportObligationResolver,
} from "./answers.resolver.js";
import { appendix1, appendix2, appendix3 } from "./appendix.import.js";
import { ReportingCampaignActResolver } from "./campaign/campaign-act.resolver.js";
import { CAMPAIGNS_LIST } from "./campaign/campaigns.format.js";
import { campaignsList } from "./campaign/campaigns-list.import.js";
import {
  campaignLetters,
  campaignMembers,
  campaignRecipients,
  campaignReports,
  campaignTasks,
  formColumns,
  formParts,
  reportFigures,
} from "./campaign.import.js";
import {
  CampaignTaskResolver,
  ReportDemandResolver,
  ReportFormColumnResolver,
  ReportFormFigureResolver,
  ReportFormHeadingResolver,
  ReportFormResolver,
  ReportingCampaignResolver,
} from "./campaign.resolver.js";
import { campaignReportsExport } from "./campaign-reports.export.js";
import { campaignsExport, formAnswersExport } from "./reporting.export.js";
import { reportingSnapshot } from "./reporting.snapshot.js";

/** What a letter asked of whom, and what came back. */
export const reportingConcept: Concept = {
  resolvers: [
    ReportingCampaignResolver,
    CampaignTaskResolver,
    ReportFormResolver,
    ReportFormColumnResolver,
    ReportFormFigureResolver,
    ReportFormHeadingResolver,
    ReportDemandResolver,
    CampaignAnswersResolver,
    ReportAnswersResolver,
    ReportObligationResolver,
    ObligationAnswerResolver,
    ReportingCampaignActResolver,
    FormAnswerResolver,
    FormAnswerActResolver,
    FormAnswerCheckResolver,
    ReportFormRowResolver,
  ],
  nodes: {
    FormAnswer: async (keys, context) => {
      const found = await formAnswers(context.db, "id", idsIn(keys));
      return batched(
        "FormAnswer",
        LATEST,
        found.filter((answer) => isVisible(answer, context)),
      );
    },
    ReportingCampaign: heldNodes("ReportingCampaign", ({ snapshot }) => snapshot.reportingCampaigns),
  },
  tables: [
    campaignRecipients,
    campaignLetters,
    campaignTasks,
    campaignReports,
    reportFigures,
    campaignMembers,
    formColumns,
    formParts,
    appendix1,
    appendix2,
    appendix3,
  ],
  imports: {
    CAMPAIGNS: {
      format: CAMPAIGNS_LIST,
      reader: campaignsList,
      about: [
        "Reporting campaigns, a line a row: the campaign, its forms, their columns and parts, its recipients, and who owes which form. Of one that is on record the lines of a kind replace those that it has, while nobody has answered it. For ADMIN.",
        "Các đợt báo cáo, mỗi dòng một nội dung: đợt, mẫu, cột và phần của mẫu, nơi nhận, và ai phải gửi mẫu nào. Với đợt đã có, các dòng cùng loại thay cho nội dung cũ khi chưa có nơi nào trả lời. Dành cho ADMIN.",
      ],
    },
    FORM_ANSWERS: {
      format: FORM_ANSWERS,
      reader: formAnswersList,
      forEditors: true,
      about: [
        "Answers to the forms of reporting campaigns, a cell or a part in words a row; one row with submit hands the answer in. A blank cell leaves what is on record.",
        "Trả lời các mẫu của đợt báo cáo, mỗi dòng một ô hoặc một phần bằng lời; một dòng ghi Gửi là gửi bản trả lời. Ô trống thì giữ nguyên.",
      ],
    },
  },
  exports: [campaignsExport, formAnswersExport, campaignReportsExport],
  snapshot: reportingSnapshot,
};
