import type { Connection } from "./connection.js";
import { HealthApiError, type HealthApiFailure, kindOf } from "./errors.js";
import type { OperationDocument } from "./typed-document.js";

/** Addresses beyond this are refused by some proxies. */
const LONGEST_ADDRESS = 2000;

/** One HTTP request. Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function exchange(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  token: string | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  const operation = document.name;
  const [address, init] = questionOf(connection, document, variables);
  const headers = { ...headersFor(connection, token), ...init.headers };
  const { fetch: ask = fetch } = connection; // called as a plain function: a browser's fetch wants no other `this`
  const [response, text] = await ask(address, { ...init, headers, signal })
    .then(async (answer) => [answer, await answer.text()] as const)
    .catch((cause: unknown) => {
      const message = `${operation} got no answer from ${connection.url}.`;
      throw new HealthApiError(message, { kind: "network", operation, cause });
    });
  const { data = null, errors: said } = parse(text);
  const errors: ReadonlyArray<HealthApiFailure> = Array.isArray(said) ? said : [];
  const [first] = errors;
  const complete = data && document.act ? document.act.outcomeOf(data) : data;
  if (complete && !first) return complete;

  const { status } = response;
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `The server answered ${operation} with status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: response.headers.get("x-request-id"),
    retryAfter: secondsUntil(response.headers.get("retry-after")),
    errors,
    data,
  });
}

/** A number of seconds, or from some proxies a day and an hour. */
const secondsUntil = (said: string | null): number | null =>
  Number(said) || Math.max(0, Math.ceil((Date.parse(said ?? "") - Date.now()) / 1000)) || null;

/** A query by its id has an address of its own, so that whatever lies between may keep its answer. */
function questionOf(
  { url }: Connection,
  { id, kind, text, name }: OperationDocument,
  variables: unknown,
): [string, RequestInit] {
  if (id && kind === "query") {
    const said = JSON.stringify(variables ?? {});
    const address = `${url}?documentId=${id}${said === "{}" ? "" : `&variables=${encodeURIComponent(said)}`}`;
    if (address.length <= LONGEST_ADDRESS) return [address, {}];
  }
  const question = id ? { documentId: id } : { operationName: name, query: text };
  const body = JSON.stringify({ ...question, variables });
  return [url, { method: "POST", body, headers: { "content-type": "application/json" } }];
}

const headersFor = ({ language }: Connection, token: string | undefined): Record<string, string> => ({
  accept: "application/graphql-response+json, application/json",
  ...(token && { authorization: `Bearer ${token}` }),
  ...(language && { "accept-language": language }),
});

/** A proxy may answer with a page, or with JSON of its own: no data and no errors then. */
function parse(text: string): { data?: object | null; errors?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
