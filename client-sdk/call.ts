import type { CallOptions, Connection } from "./connection.js";
import { HealthApiError, isPassing } from "./errors.js";
import { exchange, tokenOf } from "./transport.js";
import type { OperationDocument, TypedDocument } from "./typed-document.js";

const USUAL_TIMEOUT_MS = 15_000;
const USUAL_RETRIES = 2;
const FIRST_WAIT_MS = 300;

/** Sends one operation; what the generated methods are bound to. */
export type Call = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  options: CallOptions | undefined,
) => Promise<Data>;

/** What is under way, by connection: who asks the same meanwhile waits for the same answer. */
const underWay = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/** Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function send<Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  options: CallOptions = {},
): Promise<Data> {
  const { act, id, kind, text } = document;
  if (kind !== "query")
    return persist(connection, document, act ? act.named(variables) : variables, options) as Promise<Data>;
  const key = JSON.stringify([id ?? text, variables, connection.language]);
  const calls = underWay.get(connection) ?? new Map<string, Promise<unknown>>();
  underWay.set(connection, calls);
  // Whoever may abort, or has a time of its own, asks alone.
  const isAlone = options.signal !== undefined || options.timeoutMs !== undefined;
  const known = isAlone ? undefined : calls.get(key);
  if (known) return known as Promise<Data>;
  const ask = (over: Connection) => persist(over, document, variables, options);
  const call = connection.offline?.answer(connection, key, ask) ?? ask(connection);
  if (isAlone) return call as Promise<Data>;
  calls.set(key, call);
  const forget = () => calls.delete(key);
  call.then(forget, forget);
  return call as Promise<Data>;
}

/** Tries again, a little later each time, what may be answered then; all within the time of the call. */
async function persist(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  { signal, timeoutMs = connection.timeoutMs ?? USUAL_TIMEOUT_MS }: CallOptions,
): Promise<unknown> {
  const until = Date.now() + timeoutMs;
  const mayRepeat = document.act?.mayRepeat(variables) ?? document.kind === "query"; // an act without ACT has no name
  let isExpired = false;
  for (let tries = 0; ; tries += 1) {
    try {
      const token = await tokenOf(connection.token, isExpired);
      return await exchange(connection, document, variables, token, { signal, timeoutMs: until - Date.now() });
    } catch (error) {
      const isRenewable = typeof connection.token === "function" && !isExpired;
      if (isRenewable && error instanceof HealthApiError && error.kind === "unauthenticated") {
        isExpired = true;
        tries -= 1;
        continue;
      }
      if (!mayRepeat || !isPassing(error) || tries >= (connection.retries ?? USUAL_RETRIES)) throw error;
      const wait = waitOf(error, tries);
      if (Date.now() + wait >= until) throw error;
      await pause(wait, signal);
    }
  }
}

/** Twice as long each time, and never the same for two clients who failed together; what the server says, holds. */
const waitOf = ({ retryAfter }: HealthApiError, tries: number): number =>
  Math.max((retryAfter ?? 0) * 1000, FIRST_WAIT_MS * 2 ** tries * (0.5 + Math.random()));

/** Ends early when the caller aborts: the next try says so. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
