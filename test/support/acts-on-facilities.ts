import type { Acting } from "./acting.js";
import { dataOf } from "./run-query.js";

/** An act that is yet to be done. */
interface Act {
  field: string;
  input: object;
}
/** One act on data of a facility, new each time: what the Department prepares for it, and then the act itself. */
type Prepare = (facility: string, department: Acting) => Promise<Act>;

/** What the Department asks of the objects that it prepares. */
export const PREPARED = {
  observation: "id version",
  progress: "id version",
  draft: "id version",
  round: "code",
  answer: "id version",
  campaign: "code",
};

let made = 0;
/** A day that no act before it had. */
function nextDay(): string {
  made += 1;
  return new Date(Date.UTC(2023, 0, 1 + made)).toISOString().slice(0, 10);
}

/** The object as it is now, to be acted on. */
const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

const figure = (subject: string) => ({ metric: "LINKUPS", subject, on: nextDay(), value: 1 });
const recorded = async (facility: string, department: Acting) =>
  at(await department.done("observationRecord", figure(facility)));

/** The code of a round that is open, new each time: a facility has one assessment in each. */
async function openedRound(department: Acting): Promise<string> {
  made += 1;
  const input = { code: `R-${made}`, year: 2023, openedOn: "2023-01-01" };
  return (await department.done("assessmentRoundOpen", input)).code;
}

const begun = async (facility: string, department: Acting) =>
  at(await department.done("assessmentStart", { facility, round: await openedRound(department) }));

/** A report of progress of a milestone: the next one of the facility. */
async function report(facility: string, department: Acting) {
  const { roadmap } = await dataOf(department.server, "{ roadmap { milestones { id } } }");
  return { milestone: roadmap.milestones[0].id, facility, on: nextDay(), status: "IN_PROGRESS" };
}
const reported = async (facility: string, department: Acting) =>
  at(await department.done("milestoneRecordProgress", await report(facility, department)));

/** A blank answer to a form of a campaign, new each time, that asks this facility. */
async function blankAnswer(facility: string, department: Acting) {
  made += 1;
  const campaign = {
    ...{ code: `C-${made}`, titleVi: "Đợt báo cáo", issuedOn: "2023-01-01" },
    recipients: [{ nameVi: "Đơn vị", units: [{ facility }] }],
    forms: [{ code: "Mẫu", titleVi: "Mẫu", columns: [{ number: "(1)", labelVi: "Số lượng" }] }],
    demands: [{ recipient: "Đơn vị", form: "Mẫu", dueBefore: "2023-12-31" }],
  };
  const { code } = await department.done("reportingCampaignOpen", campaign);
  return { campaign: code, form: "Mẫu", facility, cells: [{ column: "(1)", value: 1 }] };
}

const INPUTS: Readonly<Record<string, (facility: string, department: Acting) => object | Promise<object>>> = {
  assessmentStart: async (facility, department) => ({ facility, round: await openedRound(department) }),
  assessmentSave: async (facility, department) => ({ ...(await begun(facility, department)), reportedLevel: 2 }),
  assessmentSubmit: begun,
  fileImport: (subject) => ({
    format: "OBSERVATIONS",
    text: `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,${subject},,${nextDay()},1,,,,,\n`,
  }),
  formAnswerSave: blankAnswer,
  formAnswerSubmit: async (facility, department) =>
    at(await department.done("formAnswerSave", await blankAnswer(facility, department))),
  observationRecord: figure,
  observationCorrect: async (facility, department) => ({
    ...(await recorded(facility, department)),
    ...{ value: 2, reason: "Đếm lại." },
  }),
  milestoneRecordProgress: report,
  milestoneCorrectProgress: async (facility, department) => ({
    ...(await reported(facility, department)),
    ...{ noteVi: "Đếm lại.", reason: "Ghi nhầm." },
  }),
  observationWithdraw: async (facility, department) => ({
    ...(await recorded(facility, department)),
    reason: "Ghi nhầm.",
  }),
};

/** Every act with whose data an editor may do it or not, by its row in the policy. */
export const actsOnFacilities: Readonly<Record<string, Prepare>> = Object.fromEntries(
  Object.entries(INPUTS).map(([field, inputOf]) => [
    `Mutation.${field}`,
    async (facility: string, department: Acting) => ({ field, input: await inputOf(facility, department) }),
  ]),
);
