import type { CallOptions, Connection, Token } from "./connection.js";
import { HealthApiError, type HealthApiErrorKind, type HealthApiFailure, kindOf } from "./errors.js";
import type { OperationDocument } from "./typed-document.js";

/** Addresses beyond this are refused by some proxies. */
const LONGEST_ADDRESS = 2000;

/** One HTTP request. Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function exchange(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  token: string | undefined,
  { signal, timeoutMs = 0 }: CallOptions,
): Promise<unknown> {
  const operation = document.name;
  const [address, init] = questionOf(connection, document, variables);
  const headers = { ...headersFor(connection, token), ...init.headers };
  const { response, text } = await answerOf(connection, operation, address, { ...init, headers }, timeoutMs, signal);
  const { data, errors } = parse(text);
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
    retryAfter: Number(response.headers.get("retry-after")) || null,
    errors,
    data: data ?? null,
  });
}

/** A query by its id has an address of its own, so that whatever lies between may keep its answer. */
function questionOf(
  { url }: Connection,
  { id, kind, text, name }: OperationDocument,
  variables: unknown,
): [string, RequestInit] {
  const said = variables === undefined ? undefined : JSON.stringify(variables);
  if (id !== undefined && kind === "query") {
    const address = `${url}?documentId=${id}${said && said !== "{}" ? `&variables=${encodeURIComponent(said)}` : ""}`;
    if (address.length <= LONGEST_ADDRESS) return [address, { method: "GET" }];
  }
  const question = id === undefined ? { operationName: name, query: text } : { documentId: id };
  const body = JSON.stringify({ ...question, variables });
  return [url, { method: "POST", body, headers: { "content-type": "application/json" } }];
}

/** The answer is read to its end before the clock stops. */
async function answerOf(
  { fetch: ask = fetch }: Connection, // called as a plain function: a browser's fetch wants no other `this`
  operation: string,
  address: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<{ response: Response; text: string }> {
  const fail = (kind: HealthApiErrorKind, what: string, cause: unknown) =>
    new HealthApiError(`${operation} ${what}.`, { kind, operation, cause });
  const aborted = () => fail("aborted", "was aborted by the caller", signal?.reason);
  const controller = new AbortController(); // AbortSignal.any and .timeout are missing on some phones
  const abort = () => controller.abort();
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) throw aborted();
  let expired = false;
  const expire = () => {
    expired = true;
    abort();
  };
  const timer = timeoutMs < 2 ** 31 ? setTimeout(expire, timeoutMs) : undefined; // beyond, timers fire at once

  try {
    const response = await ask(address, { ...init, signal: controller.signal });
    return { response, text: await response.text() };
  } catch (cause) {
    if (signal?.aborted) throw aborted();
    if (expired) throw fail("timeout", "had no answer in time", cause);
    throw fail("network", `got no answer from ${address.split("?")[0]}`, cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The token to send; `isExpired`: the one before it was not accepted. */
export const tokenOf = async (token: Token | undefined, isExpired: boolean): Promise<string | undefined> =>
  typeof token === "function" ? token(isExpired) : token;

const headersFor = ({ language }: Connection, token: string | undefined): Record<string, string> => ({
  accept: "application/graphql-response+json, application/json",
  ...(token && { authorization: `Bearer ${token}` }),
  ...(language && { "accept-language": language }),
});

/** A proxy may answer with a page, or with JSON of its own: no data and no errors then. */
function parse(text: string): { data: object | null | undefined; errors: ReadonlyArray<HealthApiFailure> } {
  try {
    const { data, errors }: { data?: object | null; errors?: unknown } = JSON.parse(text);
    return { data, errors: Array.isArray(errors) ? errors : [] };
  } catch {
    return { data: null, errors: [] };
  }
}
