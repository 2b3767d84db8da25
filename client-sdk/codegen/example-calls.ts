// Calls every operation as its example says, for the pages in client-sdk/docs.
import { HealthApiError } from "../errors.js";
import type { Operations } from "../generated/sdk.js";
import { type Caller, type Clients, type Example, examples } from "../operations/examples.js";

/** One call, and what came of it: an answer, or what it was rejected with. */
export interface Called {
  as: Caller;
  variables: unknown;
  answer: unknown;
  isError: boolean;
}

export interface ExampleCalls {
  done: Called;
  refused?: Called;
}

/** What is another one each time, and nobody else's business: shown by a name in its place. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  accessToken: "ACCESS-TOKEN",
  refreshToken: "REFRESH-TOKEN",
  oneTimePassword: "ONE-TIME-PASSWORD",
  key: "API-KEY",
  prefix: "KEY-PREFIX",
  requestId: "REQUEST-ID",
  hash: "SHA-256",
};

/** Calls every operation as its example says, by the name of its method. All that is not as it says is one error. */
export async function callExamples(clients: Clients): Promise<Map<string, ExampleCalls>> {
  const seen: Record<string, unknown> = {};
  const found = new Map<string, ExampleCalls>();
  const problems: string[] = [];
  for (const [method, example] of Object.entries(examples as Readonly<Record<string, Example>>)) {
    try {
      const calls = await callsOf(method, example, seen, clients);
      seen[method] = calls.done.answer;
      found.set(method, calls);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return withoutSecrets(found);
}

async function callsOf(
  method: string,
  { as, variables, refused }: Example,
  seen: Record<string, unknown>,
  clients: Clients,
): Promise<ExampleCalls> {
  const given = (value: unknown) => (typeof value === "function" ? value(seenOnly(seen), clients) : value);
  const call = async (value: unknown): Promise<Called> => {
    const answer = await answerOf(clients[as], method, value);
    return { as, variables: value, answer, isError: answer instanceof HealthApiError };
  };
  const asked = await given(variables);
  const again = refused === undefined ? asked : await given(refused);
  const done = await call(asked);
  if (!isDone(done)) throw new Error(`The example of "${method}" was refused: ${JSON.stringify(shown(done.answer))}`);
  const isAct = typeof (done.answer as { ok?: boolean }).ok === "boolean";
  if (refused === "NEVER" || (!isAct && refused === undefined)) return { done };
  const second = await call(again);
  if (isDone(second)) throw new Error(`What "${method}" should refuse was done; give its example another \`refused\`.`);
  return { done, refused: second };
}

const isDone = ({ answer, isError }: Called): boolean => !isError && (answer as { ok?: boolean }).ok !== false;

async function answerOf(client: Operations, method: string, variables: unknown): Promise<unknown> {
  try {
    return await (client as unknown as Record<string, (variables: unknown) => Promise<unknown>>)[method]?.(variables);
  } catch (error) {
    if (error instanceof HealthApiError) return error;
    throw error;
  }
}

/** What an example may use of the others. */
const seenOnly = (seen: Record<string, unknown>): Record<string, unknown> =>
  new Proxy(seen, {
    get(target, method: string) {
      if (!(method in target)) throw new Error(`"${method}" has not been called yet; put its example further up.`);
      return target[method];
    },
  });

/** The calls as they are shown: each secret has its name wherever it stands. */
function withoutSecrets(found: ReadonlyMap<string, ExampleCalls>): Map<string, ExampleCalls> {
  const secrets = new Map<string, string>();
  for (const { done } of found.values()) noteSecrets(done.answer, secrets);
  const replaced = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_name, each) => secrets.get(each) ?? each);
  const clean = (called: Called): Called => ({
    ...called,
    variables: replaced(called.variables),
    answer: replaced(shown(called.answer)),
  });
  return new Map(
    [...found].map(([method, { done, refused }]) => [
      method,
      { done: clean(done), ...(refused && { refused: clean(refused) }) },
    ]),
  );
}

function noteSecrets(value: unknown, secrets: Map<string, string>): void {
  if (value === null || typeof value !== "object") return;
  for (const [name, each] of Object.entries(value)) {
    const placeholder = PLACEHOLDERS[name];
    if (placeholder && typeof each === "string") secrets.set(each, placeholder);
    else noteSecrets(each, secrets);
  }
}

/** Of an error what a program looks at. */
const shown = (answer: unknown): unknown => {
  if (!(answer instanceof HealthApiError)) return answer;
  const { kind, code, status, message } = answer;
  return { kind, code, status, message };
};
