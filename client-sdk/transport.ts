// One HTTP request, and what its answer means.
import type { Connection, OwnHeaders } from "./connection.js";
import { HealthApiError, type HealthApiFailure, kindOf } from "./errors.js";
import type { OperationDocument } from "./typed-document.js";

/** Addresses beyond this are refused by some proxies. */
const LONGEST_ADDRESS = 2000;
/** Who asks, and in which language, is said by `token` and `language` alone: by these answers are shared and kept. */
const NOT_THEIRS = /^(accept|auth)/i;

/** One HTTP request. Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function exchange(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  token: string | undefined,
  signal: AbortSignal,
  ofCall: OwnHeaders | undefined,
): Promise<unknown> {
  const { name: operation, id, kind, text, act } = document;
  const { language, headers: own, fetch: ask = fetch } = connection; // a plain function: a browser's fetch wants no other `this`
  const asked = JSON.stringify(variables ?? {});
  // The name is for people and logs; the server goes by the document.
  const url = `${connection.url}?op=${operation}`;
  const address = `${url}&documentId=${id}${asked === "{}" ? "" : `&variables=${encodeURIComponent(asked)}`}`;
  // A query by its id has an address of its own, so that whatever lies between may keep its answer.
  const isPost = !id || kind !== "query" || address.length > LONGEST_ADDRESS;
  const headers: Record<string, string> = {
    accept: "application/graphql-response+json",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(language && { "accept-language": language }),
    ...(isPost && { "content-type": "application/json" }),
  };
  // Those of the call stand first, whatever capitals they are written in.
  const theirs: OwnHeaders = { ...ofCall, ...(typeof own === "function" ? await own() : own), ...ofCall };
  for (const name in theirs) if (!NOT_THEIRS.test(name)) headers[name.toLowerCase()] ??= theirs[name] as string;
  const question = { documentId: id, operationName: text && operation, query: text, variables };
  const post = { method: "POST", body: JSON.stringify(question) };
  let response: Response;
  let body: string;
  try {
    response = await ask(isPost ? url : address, { ...(isPost && post), headers, signal });
    body = await response.text();
  } catch (cause) {
    const message = `${operation} got no answer from ${connection.url}.`;
    throw new HealthApiError(message, { kind: "network", operation, cause });
  }
  const { data = null, errors: said } = parse(body);
  const errors: ReadonlyArray<HealthApiFailure> = Array.isArray(said) ? said : [];
  const [first] = errors;
  const complete = data && act ? act.outcomeOf(data) : data;
  if (complete && !first) return complete;

  const { status, headers: heard } = response;
  const later = heard.get("retry-after"); // a number of seconds, or from some proxies a day and an hour
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `${operation} got status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: heard.get("x-request-id"),
    retryAfter: Number(later) || Math.max(0, Math.ceil((Date.parse(`${later}`) - Date.now()) / 1000)) || null,
    errors,
    data,
  });
}

/** A proxy may answer with a page, or with JSON of its own: no data and no errors then. */
function parse(text: string): { data?: object | null; errors?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
