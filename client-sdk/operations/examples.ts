// An example call of each operation, which the pages show and the tests make.
import type { Operations } from "../generated/sdk.js";

/** Who calls: nobody in particular, an editor of BV-MAT, or the Department. */
export type Caller = "PUBLIC" | "FACILITY_EDITOR" | "ADMIN";

type Method = keyof Operations;
type VariablesOf<Name extends Method> = NonNullable<Parameters<Operations[Name]>[0]>;
type AnswerOf<Name extends Method> = Awaited<ReturnType<Operations[Name]>>;
/** What the methods that stand above answered; of an act what was done. */
type Seen = {
  readonly [Name in Method]: AnswerOf<Name> extends { ok: boolean }
    ? Extract<AnswerOf<Name>, { ok: true }>
    : AnswerOf<Name>;
};

export type Clients = Readonly<Record<Caller, Operations>>;
/** Variables, or how they follow from what is known by then, or from what others do just before. */
type Given<Variables> = Variables | ((seen: Seen, clients: Clients) => Variables | Promise<Variables>);

/** One call of a method. */
export interface Example<Variables = unknown> {
  as: Caller;
  variables: Given<Variables>;
  /** A call that is refused. Left out: of an act the same again, which somebody has done by then; of a query none. */
  refused?: Given<Variables> | "NEVER";
}

const REASON = { reason: "Ghi nhầm." };
/** An object as an act before has left it. */
const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

/**
 * What the pages in docs/ call, one line for each operation, in the order in which they are called on the data of the
 * Department at nine o'clock on 15 January 2026: questions about what is published first, then acts.
 */
export const examples: { readonly [Name in Method]: Example<VariablesOf<Name>> } = {
  districtPage: { as: "PUBLIC", variables: { code: "478", asOf: "2022-12-07" } },
  areaFacilities: {
    as: "PUBLIC",
    variables: ({ districtPage }) => ({ id: districtPage.area?.id ?? "", asOf: "2022-12-07" }),
  },
  areaTree: { as: "PUBLIC", variables: { asOf: "2022-12-07" } },
  areaChildren: {
    as: "PUBLIC",
    variables: { code: "46", asOf: "2022-12-07", first: 2 },
    refused: { code: "46", first: 101 },
  },
  areaPage: { as: "PUBLIC", variables: { code: "474", asOf: "2022-12-07", changesUntil: "2026-01-15" } },
  facilityCard: { as: "PUBLIC", variables: { code: "TTYT-PHUVANG" } },
  facilityPage: { as: "PUBLIC", variables: { code: "TTYT-PHUVANG" } },
  facilityRecord: { as: "PUBLIC", variables: { code: "BV-MAT" } },
  facilityList: {
    as: "PUBLIC",
    variables: { filter: { search: "phu vang" }, orderBy: { field: "NAME", direction: "ASC" }, first: 2 },
    refused: { first: 1000 },
  },
  facilitySearch: { as: "PUBLIC", variables: { filter: { facilityType: ["HEALTH_CENTRE"] }, first: 2 } },
  facilityChildren: {
    as: "PUBLIC",
    variables: { code: "SYT", asOf: "2022-12-07", first: 2 },
    refused: { code: "SYT", first: 0 },
  },
  vocabularies: { as: "PUBLIC", variables: {} },
  matchNames: { as: "PUBLIC", variables: { names: ["TTYThị xã Hương Trà", "Medic"] } },

  levelDistribution: { as: "PUBLIC", variables: { round: "2022" } },
  assessmentsOfRound: {
    as: "PUBLIC",
    variables: { round: "2022", filter: { reportedLevel: [2] }, first: 2 },
    refused: { round: "2022", filter: { reportedLevel: [8] } },
  },
  levelChange: { as: "PUBLIC", variables: { from: "2020", to: "2022" } },
  levelMatrix: { as: "PUBLIC", variables: { from: "2020", to: "2022", under: "478" } },
  facilityAssessment: {
    as: "PUBLIC",
    variables: { code: "BV-BINHDIEN", round: "2022", gapTo: 3 },
    refused: { code: "BV-BINHDIEN", round: "2022", gapTo: 8 },
  },
  whatIf: {
    as: "PUBLIC",
    variables: { round: "2022", assumptions: [{ facility: "PK-BVSKCB", component: "LIS", grade: "BASIC" }] },
    refused: { round: "2022", assumptions: [{ facility: "PK-BVSKCB", component: "LIS", level: 2 }] },
  },
  ruleSets: { as: "PUBLIC", variables: { on: "2022-12-07" } },
  ruleSet: { as: "PUBLIC", variables: { code: "HUE-2022-OBSERVED" } },
  gradeOfAnswers: {
    as: "PUBLIC",
    variables: {
      group: "LIS",
      answers: [
        { criterion: "LIS_80", answer: "MET" },
        { criterion: "LIS_81", answer: "NOT_NEEDED" },
      ],
    },
    refused: { group: "LIS", answers: [{ criterion: "LIS_1", answer: "MET" }] },
  },
  statedNeeds: { as: "PUBLIC", variables: { round: "2022", filter: { search: "bệnh viện phổi" } } },
  systemDemand: { as: "PUBLIC", variables: { round: "2022" } },
  comparisonPage: { as: "PUBLIC", variables: { from: "2020", to: "2022", under: "478" } },
  demandPage: { as: "PUBLIC", variables: { round: "2022", under: "478" } },
  assumptionPage: { as: "PUBLIC", variables: { round: "2022" } },
  criteria: { as: "PUBLIC", variables: { group: "LIS" } },
  assessmentRounds: { as: "PUBLIC", variables: {} },

  project06Overview: { as: "PUBLIC", variables: {} },
  project06Page: { as: "PUBLIC", variables: { asOf: "2022-10-27" } },
  metricFigures: { as: "PUBLIC", variables: { code: "COVID_RECORDS_OWED" } },
  metricSeries: { as: "PUBLIC", variables: { code: "LINKUPS", subject: "TTYT-PHUVANG" } },
  metricSeriesPage: {
    as: "PUBLIC",
    variables: { code: "IMMUNISATION_LINKUPS", subject: "478", first: 1 },
    refused: { code: "IMMUNISATION_LINKUPS", subject: "478", after: "NO-CURSOR-OF-OURS" },
  },
  observations: {
    as: "PUBLIC",
    variables: { filter: { metrics: ["LINKUPS"], under: "478", reported: true }, asOf: "2022-12-07", first: 2 },
    refused: { filter: { metrics: ["LINKUP"] } },
  },
  figureList: {
    as: "PUBLIC",
    variables: { filter: { metrics: ["COVID_RECORDS_OWED"] }, first: 2 },
    refused: { filter: { programme: "PROJECT_6" } },
  },
  oneFigure: { as: "PUBLIC", variables: ({ figureList }) => ({ id: figureList.observations.nodes[0]?.id ?? "" }) },
  figureChoices: { as: "PUBLIC", variables: {} },
  metricTotals: { as: "PUBLIC", variables: { code: "LINKUPS" } },
  linkupLeagueTable: { as: "PUBLIC", variables: {} },
  metricDefinitions: { as: "PUBLIC", variables: { programme: "PROJECT_06" } },
  leagueTable: { as: "PUBLIC", variables: { code: "LINKUPS_FAILED", first: 2 } },
  leagueLines: {
    as: "PUBLIC",
    variables: ({ leagueTable: { metric } }) => ({
      ...{ id: metric?.id ?? "", first: 2, after: metric?.league.pageInfo.endCursor ?? null },
    }),
  },
  metricPair: {
    as: "PUBLIC",
    variables: {
      ...{ numerator: "CHILDREN_UNDER_1_SOFTWARE", denominator: "CHILDREN_UNDER_1" },
      ...{ subject: "478", on: "2018-12-31" },
    },
    refused: { numerator: "IMMUNISATION_LINKUPS", denominator: "CHILDREN_UNDER_1", subject: "478" },
  },
  reportingCompleteness: { as: "PUBLIC", variables: {} },
  campaignPage: { as: "PUBLIC", variables: { last: 2 }, refused: { last: 101 } },
  campaign: { as: "PUBLIC", variables: { code: "LETTER-1999-2019" } },

  roadmapByYear: { as: "PUBLIC", variables: {} },
  targetsAgainstMetrics: { as: "PUBLIC", variables: { year: 2025 } },
  targetPage: { as: "PUBLIC", variables: { filter: { year: 2025 }, first: 2 }, refused: { first: 0 } },
  target: { as: "PUBLIC", variables: { by: { statementVi: "90% người dân có hồ sơ sức khỏe điện tử." } } },
  milestone: { as: "PUBLIC", variables: { by: { titleVi: "Trang bị hạ tầng CNTT" } } },
  targetProgress: { as: "PUBLIC", variables: { year: 2030, on: "2022-12-07" } },
  targetConflicts: { as: "PUBLIC", variables: { year: 2030 } },
  roadmapPage: { as: "PUBLIC", variables: { on: "2022-12-07" } },
  legalBasis: { as: "PUBLIC", variables: {} },
  legalDocument: { as: "PUBLIC", variables: { number: "5316/QĐ-BYT" } },
  importedFiles: { as: "PUBLIC", variables: {} },
  sourceDocuments: { as: "PUBLIC", variables: {} },
  sourceDocument: { as: "PUBLIC", variables: { code: "BRIEFING-2022-12-07" } },
  discrepancy: { as: "PUBLIC", variables: { code: "TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08" } },
  discrepancies: { as: "PUBLIC", variables: { code: ["TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08"] } },
  discrepancyPage: { as: "PUBLIC", variables: { filter: { status: ["CONFLICT"] }, first: 2 }, refused: { first: 0 } },
  discrepancyOverview: {
    as: "PUBLIC",
    variables: { status: ["ROUNDING"], kind: ["SHARE"], document: "BRIEFING-2022-12-07" },
    refused: { status: ["ROUNDING"], first: 0 },
  },

  viewer: { as: "FACILITY_EDITOR", variables: {} },
  startSession: {
    as: "PUBLIC",
    variables: { name: "bv.mat", password: "bốn mùa ở xứ Huế" },
    refused: { name: "bv.mat", password: "không phải mật khẩu" },
  },
  refreshSession: {
    as: "PUBLIC",
    variables: ({ startSession }) => ({ refreshToken: startSession.session.refreshToken }),
    refused: { refreshToken: "NO-TOKEN-OF-OURS" },
  },
  endSession: {
    as: "PUBLIC",
    variables: ({ refreshSession }) => ({ refreshToken: refreshSession.session.refreshToken }),
    refused: "NEVER",
  },
  changePassword: {
    as: "FACILITY_EDITOR",
    variables: { currentPassword: "bốn mùa ở xứ Huế", newPassword: "tám mùa ở xứ Huế" },
  },
  addAccount: {
    as: "ADMIN",
    variables: { input: { name: "bv.phoi", role: "FACILITY_EDITOR", facility: "BV-PHOI" } },
  },
  accounts: { as: "ADMIN", variables: {} },
  accountPage: { as: "ADMIN", variables: { first: 2 }, refused: { first: 101 } },
  resetPassword: { as: "ADMIN", variables: ({ addAccount }) => ({ input: at(addAccount.account) }) },
  changeAccount: {
    as: "ADMIN",
    variables: ({ resetPassword }) => ({ input: { ...at(resetPassword.account), active: false } }),
  },
  issueApiKey: {
    as: "ADMIN",
    variables: { input: { label: "Hue-S", scopes: ["READ"], expiresOn: "2026-12-31" } },
    refused: { input: { label: "Hue-S", scopes: ["READ"], expiresOn: "2036-12-31" } },
  },
  apiKeys: { as: "ADMIN", variables: {} },
  apiKeyPage: { as: "ADMIN", variables: { first: 2 }, refused: { first: 101 } },
  revokeApiKey: {
    as: "ADMIN",
    variables: ({ issueApiKey }) => ({ id: issueApiKey.apiKey.id }),
    refused: { id: "QXBpS2V5Ojk5" },
  },

  changes: {
    as: "PUBLIC",
    async variables(_seen, { PUBLIC, FACILITY_EDITOR }) {
      const { changes } = await PUBLIC.changes();
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2025-10-31", value: 1164 };
      await FACILITY_EDITOR.recordObservation({ input });
      return { since: changes.cursor };
    },
    refused: { since: "NO-CURSOR-OF-OURS" },
  },
  copiedObjects: {
    as: "PUBLIC",
    variables: ({ changes }) => ({ ids: changes.changes.nodes.flatMap(({ id }) => id ?? []) }),
  },
  recordObservation: {
    as: "FACILITY_EDITOR",
    variables: { input: { metric: "LINKUPS", subject: "BV-MAT", on: "2025-12-31", value: 1203 } },
  },
  correctObservation: {
    as: "FACILITY_EDITOR",
    variables: ({ recordObservation }) => ({
      input: { ...at(recordObservation.observation), value: 1230, reason: "Đếm lại." },
    }),
  },
  withdrawObservation: {
    as: "FACILITY_EDITOR",
    variables: ({ correctObservation }) => ({ input: { ...at(correctObservation.observation), ...REASON } }),
  },
  importTable: {
    as: "FACILITY_EDITOR",
    variables: {
      input: {
        format: "OBSERVATIONS",
        text: "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,BV-MAT,,2025-11-30,1187,,,,,\n",
      },
    },
    refused: {
      input: {
        format: "OBSERVATIONS",
        text: "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,BV-MAT,,2025-10-31,-1,,,,,\n",
      },
    },
  },
  annotateDiscrepancy: {
    as: "ADMIN",
    variables: ({ discrepancies }) => ({
      input: {
        id: discrepancies.discrepancies[0]?.id ?? "",
        expectedVersion: 0,
        textVi: "Đã đối chiếu với bản giấy; bản in ghi như vậy.",
      },
    }),
  },

  openAssessmentRound: {
    as: "ADMIN",
    variables: { input: { code: "2026", year: 2026, openedOn: "2026-01-05", legalDocument: "54/2017/TT-BYT" } },
  },
  startAssessment: { as: "FACILITY_EDITOR", variables: { input: { facility: "BV-MAT", round: "2026" } } },
  saveAssessment: {
    as: "FACILITY_EDITOR",
    variables: ({ startAssessment }) => ({
      input: {
        ...at(startAssessment.draft),
        reportedLevel: 2,
        components: [{ component: "HIS", level: 2 }],
        answers: [{ criterion: "LIS_80", answer: "MET" }],
        statedNeeds: [{ system: "EMR", needed: true }],
      },
    }),
  },
  assessmentInProgress: { as: "FACILITY_EDITOR", variables: { code: "BV-MAT", round: "2026" } },
  assessmentsInProgress: { as: "ADMIN", variables: { filter: { search: "mắt" } } },
  submitAssessment: {
    as: "FACILITY_EDITOR",
    variables: ({ saveAssessment }) => ({ input: at(saveAssessment.draft) }),
  },
  returnAssessment: {
    as: "ADMIN",
    variables: ({ submitAssessment }) => ({ input: { ...at(submitAssessment.draft), reason: "Thiếu câu trả lời." } }),
  },
  verifyAssessment: {
    as: "ADMIN",
    async variables({ returnAssessment }, { FACILITY_EDITOR }) {
      const submitted = await FACILITY_EDITOR.submitAssessment({ input: at(returnAssessment.draft) });
      if (!submitted.ok) throw new Error(JSON.stringify(submitted.userErrors));
      return { input: { ...at(submitted.draft), reportedLevel: 2 } };
    },
  },
  publishAssessment: {
    as: "ADMIN",
    variables: ({ verifyAssessment }) => ({ input: at(verifyAssessment.draft) }),
  },
  reopenAssessment: {
    as: "ADMIN",
    variables: ({ publishAssessment }) => ({ input: { ...at(publishAssessment.assessment), ...REASON } }),
  },
  closeAssessmentRound: {
    as: "ADMIN",
    variables: ({ openAssessmentRound }) => ({ input: { ...at(openAssessmentRound.round), closedOn: "2026-01-14" } }),
  },
  reopenAssessmentRound: {
    as: "ADMIN",
    variables: ({ closeAssessmentRound }) => ({ input: { ...at(closeAssessmentRound.round), ...REASON } }),
  },

  openCampaign: {
    as: "ADMIN",
    variables: {
      input: {
        ...{ code: "2025-Q4", titleVi: "Báo cáo liên thông quý IV năm 2025" },
        recipients: [{ nameVi: "Bệnh viện Mắt", units: [{ facility: "BV-MAT" }] }],
        forms: [
          {
            ...{ code: "Mẫu 1", titleVi: "Kết quả liên thông", parts: [] },
            columns: [
              { number: "(1)", labelVi: "Tổng số lượt" },
              { number: "(2)", labelVi: "Lỗi" },
              { number: "(3)", labelVi: "Thành công", formula: "(3)=(1)-(2)" },
            ],
          },
        ],
        demands: [{ recipient: "Bệnh viện Mắt", form: "Mẫu 1", dueBefore: "2026-01-20" }],
      },
    },
  },
  reviseCampaign: {
    as: "ADMIN",
    variables: ({ openCampaign }) => ({
      input: { ...at(openCampaign.campaign), titleVi: "Báo cáo liên thông quý IV năm 2025 (bổ sung)" },
    }),
  },
  campaignForms: { as: "FACILITY_EDITOR", variables: { campaign: "2025-Q4", facility: "BV-MAT" } },
  checkFormAnswer: {
    as: "PUBLIC",
    variables: {
      ...{ campaign: "2025-Q4", form: "Mẫu 1", facility: "BV-MAT" },
      cells: [
        { column: "(1)", value: 1203 },
        { column: "(2)", value: 3 },
        { column: "(3)", value: 1206 },
      ],
    },
    refused: { campaign: "2025-Q5", form: "Mẫu 1", facility: "BV-MAT", cells: [] },
  },
  saveFormAnswer: {
    as: "FACILITY_EDITOR",
    variables: {
      input: {
        ...{ campaign: "2025-Q4", form: "Mẫu 1", facility: "BV-MAT" },
        cells: [
          { column: "(1)", value: 1203 },
          { column: "(2)", value: 3 },
          { column: "(3)", value: 1200 },
        ],
      },
    },
  },
  submitFormAnswer: {
    as: "FACILITY_EDITOR",
    variables: ({ saveFormAnswer }) => ({ input: at(saveFormAnswer.answer) }),
  },
  returnFormAnswer: {
    as: "ADMIN",
    variables: ({ submitFormAnswer }) => ({ input: { ...at(submitFormAnswer.answer), reason: "Thiếu tháng 12." } }),
  },
  closeCampaign: { as: "ADMIN", variables: ({ reviseCampaign }) => ({ input: at(reviseCampaign.campaign) }) },
  reopenCampaign: {
    as: "ADMIN",
    variables: ({ closeCampaign }) => ({ input: { ...at(closeCampaign.campaign), ...REASON } }),
  },

  recordMilestoneProgress: {
    as: "FACILITY_EDITOR",
    variables: ({ roadmapByYear }) => ({
      input: {
        milestone: roadmapByYear.roadmap.milestones[0]?.id ?? "",
        facility: "BV-MAT",
        on: "2026-01-05",
        status: "IN_PROGRESS",
        noteVi: "Đã chạy thử ở hai khoa.",
      },
    }),
    refused: ({ roadmapByYear }) => ({
      input: {
        milestone: roadmapByYear.roadmap.milestones[0]?.id ?? "",
        facility: "BV-PHOI",
        on: "2026-02-05",
        status: "IN_PROGRESS",
      },
    }),
  },
  correctMilestoneProgress: {
    as: "FACILITY_EDITOR",
    variables: ({ recordMilestoneProgress }) => ({
      input: { ...at(recordMilestoneProgress.progress), status: "DONE", ...REASON },
    }),
  },
  milestoneProgress: {
    as: "PUBLIC",
    variables: ({ roadmapByYear }) => ({ id: roadmapByYear.roadmap.milestones[0]?.id ?? "" }),
  },
  facilityMilestones: { as: "PUBLIC", variables: { code: "BV-MAT" } },
  facilityProgress: {
    as: "PUBLIC",
    variables: ({ facilityMilestones }) => ({ id: facilityMilestones.facility?.id ?? "" }),
  },
  replanMilestone: {
    as: "ADMIN",
    variables: ({ roadmapByYear }) => ({
      input: {
        id: roadmapByYear.roadmap.milestones[0]?.id ?? "",
        expectedVersion: 1,
        year: 2027,
        reason: "Theo kế hoạch mới.",
      },
    }),
  },
  cancelMilestone: {
    as: "ADMIN",
    variables: ({ replanMilestone }) => ({
      input: { ...at(replanMilestone.milestone), reason: "Không còn phù hợp." },
    }),
  },

  addLegalDocument: {
    as: "ADMIN",
    variables: { input: { number: "01/KH-VIDU", kind: "PLAN", titleVi: "Kế hoạch ví dụ", issuedOn: "2026-01-05" } },
  },
  correctLegalDocument: {
    as: "ADMIN",
    variables: ({ addLegalDocument }) => ({
      input: { ...at(addLegalDocument.legalDocument), issuedOn: "2026-01-06", ...REASON },
    }),
  },
  addTarget: {
    as: "ADMIN",
    variables: { input: { legalDocument: "01/KH-VIDU", year: 2027, statementVi: "Mục tiêu ví dụ" } },
    refused: { input: { legalDocument: "02/KH-VIDU", year: 2027, statementVi: "Mục tiêu ví dụ" } },
  },
  correctTarget: {
    as: "ADMIN",
    variables: ({ addTarget }) => ({ input: { ...at(addTarget.target), year: 2028, ...REASON } }),
  },

  addFacility: {
    as: "ADMIN",
    variables: {
      input: {
        ...{ code: "PK-VIDU", name: "Phòng khám đa khoa Ví Dụ", facilityType: "POLYCLINIC", ownership: "PRIVATE" },
        ...{ area: "46", openedOn: "2026-01-01" },
      },
    },
  },
  correctFacility: {
    as: "ADMIN",
    variables: ({ addFacility }) => ({ input: { ...at(addFacility.facility), actualBeds: 5, ...REASON } }),
  },
  renameFacility: {
    as: "ADMIN",
    variables: ({ correctFacility }) => ({
      input: { ...at(correctFacility.facility), name: "Phòng khám đa khoa Ví Dụ Mới", on: "2026-01-05" },
    }),
  },
  moveFacility: {
    as: "ADMIN",
    variables: ({ renameFacility }) => ({ input: { ...at(renameFacility.facility), area: "VN", on: "2026-01-05" } }),
  },
  reassignFacility: {
    as: "ADMIN",
    variables: ({ moveFacility }) => ({ input: { ...at(moveFacility.facility), managedBy: "SYT", on: "2026-01-05" } }),
  },
  changeFacilityProfile: {
    as: "ADMIN",
    variables: ({ reassignFacility }) => ({
      input: { ...at(reassignFacility.facility), actualBeds: 9, on: "2026-01-05" },
    }),
  },
  withdrawFacilityChange: {
    as: "ADMIN",
    variables: ({ changeFacilityProfile }) => ({
      input: { ...at(changeFacilityProfile.facility), aspect: "PROFILE", ...REASON },
    }),
  },
  closeFacility: {
    as: "ADMIN",
    variables: ({ withdrawFacilityChange }) => ({
      input: { ...at(withdrawFacilityChange.facility), on: "2026-01-10", reason: "Chủ cơ sở thôi hoạt động." },
    }),
  },
  reopenFacility: {
    as: "ADMIN",
    variables: ({ closeFacility }) => ({ input: { ...at(closeFacility.facility), ...REASON } }),
  },
  mergeFacility: {
    as: "ADMIN",
    variables: ({ reopenFacility }) => ({
      input: { ...at(reopenFacility.facility), into: "BV-MAT", on: "2026-01-10", reason: "Theo đề án sáp nhập." },
    }),
  },

  auditTrail: { as: "ADMIN", variables: ({ addFacility }) => ({ id: addFacility.facility.id }) },
  auditChain: { as: "ADMIN", variables: {} },
  auditVerification: { as: "ADMIN", variables: {} },
  auditEntries: { as: "ADMIN", variables: { filter: { act: ["observationCorrect"] }, first: 2 } },
};
