import { type Answer, type Data, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** Everything that a draft says. */
export const DRAFT = `id version status reportedLevel components { component level grade labelVi }
  answers { criterion { code } answer } statedNeeds { system { code } needed } computedLevel { level ruleSet }
  facility { code } round { code } published { version }`;
/** Everything that a published assessment says. */
export const ASSESSMENT = `id version status reportedLevel components { component level grade labelVi }
  answers { criterion { code } answer } computedLevel { level } facility { code } round { code } source { section }`;
export const ROUND = "id code year openedOn closedOn methodVi legalDocument { number } state version";
const MISTAKES = "userErrors { path code message }";

/** The act as a document: its field says what its input and its payload are. */
export function documentOf(field: string): string {
  const type = `${(field[0] ?? "").toUpperCase()}${field.slice(1)}Input`;
  const payload = field.startsWith("assessmentRound")
    ? `round { ${ROUND} }`
    : `draft { ${DRAFT} } assessment { ${ASSESSMENT} }`;
  return `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} ${MISTAKES} } }`;
}

export const act = (
  server: Pick<TestServer, "url">,
  headers: Record<string, string>,
  field: string,
  input: object,
): Promise<Answer> => runQuery(server, documentOf(field), { input }, headers);

/** The payload of an answer that must have no errors. */
export function payloadOf({ data, errors }: Answer): Data {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

/** What was put right by nobody yet: the path and the code of each mistake. */
export const mistakesIn = (payload: Data): [path: string, code: string][] =>
  payload.userErrors.map(({ path, code }: Data) => [path.join("."), code]);

/** Does an act that must be done, and answers its payload. */
export async function done(
  server: Pick<TestServer, "url">,
  headers: Record<string, string>,
  field: string,
  input: object,
): Promise<Data> {
  const payload = payloadOf(await act(server, headers, field, input));
  if (payload.userErrors.length > 0) throw new Error(`${field}: ${JSON.stringify(payload.userErrors)}`);
  return payload;
}

/** Opens a round by the Department; its code is its year and a letter for each that was opened before. */
export const openRound = (
  server: Pick<TestServer, "url">,
  department: Record<string, string>,
  code: string,
): Promise<Data> =>
  done(server, department, "assessmentRoundOpen", { code, year: 2026, openedOn: "2026-01-05" }).then(
    ({ round }) => round,
  );
