import { documentOf } from "./assessments.js";
import type { Answer, Data } from "./run-query.js";

type Ask = (query: string, variables: object) => Promise<Answer>;

/** One act on data of a facility, new each time: what the Department prepares for it, and then the act itself. */
type Prepare = (facility: string, ask: Ask) => Promise<{ query: string; variables: Record<string, unknown> }>;

const act = (field: string, input: object) => {
  const type = `${(field[0] ?? "").toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { path code message } } }`;
  return { query, variables: { input } };
};

let made = 0;
/** A day that no act before it had. */
function nextDay(): string {
  made += 1;
  return new Date(Date.UTC(2023, 0, 1 + made)).toISOString().slice(0, 10);
}

async function recorded(facility: string, ask: Ask): Promise<{ id: string; expectedVersion: number }> {
  const query = `mutation ($input: ObservationRecordInput!) {
    observationRecord(input: $input) { observation { id version } userErrors { code message } } }`;
  const input = { metric: "LINKUPS", subject: facility, on: nextDay(), value: 1 };
  const { data } = await ask(query, { input });
  const { observation, userErrors } = data.observationRecord as Data;
  if (!observation) throw new Error(JSON.stringify(userErrors));
  return { id: observation.id, expectedVersion: observation.version };
}

async function did(field: string, input: object, ask: Ask): Promise<Data> {
  const { data } = await ask(documentOf(field), { input });
  const payload: Data = data[field];
  if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
  return payload;
}

/** The code of a round that is open, new each time: a facility has one assessment in each. */
async function openedRound(ask: Ask): Promise<string> {
  made += 1;
  const input = { code: `R-${made}`, year: 2023, openedOn: "2023-01-01" };
  return (await did("assessmentRoundOpen", input, ask)).round.code;
}

async function begun(facility: string, ask: Ask): Promise<{ id: string; expectedVersion: number }> {
  const { draft } = await did("assessmentStart", { facility, round: await openedRound(ask) }, ask);
  return { id: draft.id, expectedVersion: draft.version };
}

/** A report of progress of a milestone: the next one of the facility. */
async function report(facility: string, ask: Ask): Promise<Record<string, unknown>> {
  const { data } = await ask("{ roadmap { milestones { id } } }", {});
  return { milestone: data.roadmap.milestones[0].id, facility, on: nextDay(), status: "IN_PROGRESS" };
}

async function reported(facility: string, ask: Ask): Promise<{ id: string; expectedVersion: number }> {
  const query = `mutation ($input: MilestoneRecordProgressInput!) {
    milestoneRecordProgress(input: $input) { progress { id version } userErrors { code message } } }`;
  const { data } = await ask(query, { input: await report(facility, ask) });
  const { progress, userErrors } = data.milestoneRecordProgress as Data;
  if (!progress) throw new Error(JSON.stringify(userErrors));
  return { id: progress.id, expectedVersion: progress.version };
}

/** Every act with whose data an editor may do it or not, by its row in the policy. */
export const actsOnFacilities: Readonly<Record<string, Prepare>> = {
  "Mutation.assessmentStart": async (facility, ask) =>
    act("assessmentStart", { facility, round: await openedRound(ask) }),
  "Mutation.assessmentSave": async (facility, ask) =>
    act("assessmentSave", { ...(await begun(facility, ask)), reportedLevel: 2 }),
  "Mutation.assessmentSubmit": async (facility, ask) => act("assessmentSubmit", await begun(facility, ask)),
  "Mutation.fileImport": async (subject) =>
    act("fileImport", {
      format: "OBSERVATIONS",
      text: `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,${subject},,${nextDay()},1,,,,,\n`,
    }),
  "Mutation.observationRecord": async (subject) =>
    act("observationRecord", { metric: "LINKUPS", subject, on: nextDay(), value: 1 }),
  "Mutation.observationCorrect": async (facility, ask) =>
    act("observationCorrect", { ...(await recorded(facility, ask)), value: 2, reason: "Đếm lại." }),
  "Mutation.milestoneRecordProgress": async (facility, ask) =>
    act("milestoneRecordProgress", await report(facility, ask)),
  "Mutation.milestoneCorrectProgress": async (facility, ask) =>
    act("milestoneCorrectProgress", { ...(await reported(facility, ask)), noteVi: "Đếm lại.", reason: "Ghi nhầm." }),
  "Mutation.observationWithdraw": async (facility, ask) =>
    act("observationWithdraw", { ...(await recorded(facility, ask)), reason: "Ghi nhầm." }),
};
