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

/** Every act with whose data an editor may do it or not, by its row in the policy. */
export const actsOnFacilities: Readonly<Record<string, Prepare>> = {
  "Mutation.fileImport": async (subject) =>
    act("fileImport", {
      format: "OBSERVATIONS",
      text: `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,${subject},,${nextDay()},1,,,,,\n`,
    }),
  "Mutation.observationRecord": async (subject) =>
    act("observationRecord", { metric: "LINKUPS", subject, on: nextDay(), value: 1 }),
  "Mutation.observationCorrect": async (facility, ask) =>
    act("observationCorrect", { ...(await recorded(facility, ask)), value: 2, reason: "Đếm lại." }),
  "Mutation.observationWithdraw": async (facility, ask) =>
    act("observationWithdraw", { ...(await recorded(facility, ask)), reason: "Ghi nhầm." }),
};
