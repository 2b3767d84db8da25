import { HealthApiError, type HealthApiErrorKind, type HealthApiFailure, kindOf } from "./errors.js";
import { outcomeOf } from "./outcome.js";
import type { TypedDocument } from "./typed-document.js";

/** Where and how to ask. */
export interface Connection {
  /** The full address of the GraphQL endpoint, such as http://127.0.0.1:4000/graphql. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  /** Replaces the global fetch: for tests, proxies, or a platform without one. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** How long one call may take, its answer read to the end. 15,000 if left out; Infinity waits for ever. */
  readonly timeoutMs?: number | undefined;
  /** The language of error messages. Left out: whatever the platform's fetch sends. */
  readonly language?: "vi" | "en" | undefined;
}

/** What one call may decide for itself. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Sends one operation; what the generated methods are bound to. */
export type Call = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  options: CallOptions | undefined,
) => Promise<Data>;

/** Variables may be left out exactly where the operation requires none. */
type RequestArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions];

/** One operation, one HTTP request, without the rest of the client: a bundler keeps only the documents you name. */
export function request<Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  ...[variables, options]: RequestArguments<Variables>
): Promise<Data> {
  return send(connection, document, variables, options);
}

/** Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function send<Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  options: CallOptions = {},
): Promise<Data> {
  const operation = document.name;
  const body = JSON.stringify({ operationName: operation, query: document.text, variables });
  const { response, text } = await exchange(connection, operation, body, options);
  const { data, errors } = parse(text);
  const [first] = errors;
  const complete = data && document.kind === "mutation" ? outcomeOf(data) : data;
  if (complete && !first) return complete as Data;

  const { status, headers } = response;
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `The server answered ${operation} with status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: headers.get("x-request-id"),
    errors,
    data,
  });
}

/** The one HTTP request, with its answer read to the end before the clock stops. */
async function exchange(
  connection: Connection,
  operation: string,
  body: string,
  { signal, timeoutMs = connection.timeoutMs ?? 15_000 }: CallOptions,
): Promise<{ response: Response; text: string }> {
  const { url, fetch: post = fetch } = connection; // called as a plain function: a browser's fetch wants no other `this`
  const fail = (kind: HealthApiErrorKind, what: string, cause: unknown) =>
    new HealthApiError(`${operation} ${what}.`, { kind, operation, cause });
  const aborted = () => fail("aborted", "was aborted by the caller", signal?.reason);
  if (signal?.aborted) throw aborted();

  const controller = new AbortController(); // AbortSignal.any and .timeout are missing on some phones
  const abort = () => controller.abort();
  signal?.addEventListener("abort", abort);
  let expired = false;
  const expire = () => {
    expired = true;
    abort();
  };
  const timer = timeoutMs < 2 ** 31 ? setTimeout(expire, timeoutMs) : undefined; // beyond, timers fire at once

  try {
    const init = { method: "POST", headers: headersFor(connection), body, signal: controller.signal };
    const response = await post(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    if (signal?.aborted) throw aborted();
    if (expired) throw fail("timeout", `had no answer within ${timeoutMs} ms`, cause);
    throw fail("network", `got no answer from ${url}`, cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function headersFor({ token, language }: Connection): Record<string, string> {
  return {
    accept: "application/graphql-response+json, application/json",
    "content-type": "application/json",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(language && { "accept-language": language }),
  };
}

/** A proxy may answer with a page, or with JSON of its own: no data and no errors then. */
function parse(text: string): { data: object | null | undefined; errors: ReadonlyArray<HealthApiFailure> } {
  try {
    const { data, errors }: { data?: object | null; errors?: unknown } = JSON.parse(text);
    return { data, errors: Array.isArray(errors) ? errors : [] };
  } catch {
    return { data: null, errors: [] };
  }
}
