import type { CallOptions, Connection, Token } from "./connection.js";
import { HealthApiError, type HealthApiErrorKind, isPassing } from "./errors.js";
import { exchange } from "./transport.js";
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

/** What is under way, by connection or token: who asks the same meanwhile waits for the same answer. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>();

function shared<T>(owner: object, key: string, ask: () => Promise<T>): Promise<T> {
  const calls = underWay.get(owner) ?? new Map<string, Promise<unknown>>();
  underWay.set(owner, calls);
  const known = calls.get(key);
  if (known) return known as Promise<T>;
  const call = ask();
  calls.set(key, call);
  const forget = () => calls.delete(key);
  call.then(forget, forget);
  return call;
}

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
  const { offline } = connection;
  const key = JSON.stringify([id ?? text, variables, connection.language]);
  const over = (through: Connection) => persist(through, document, variables, options);
  const ask = () => offline?.answer(connection, key, over) ?? over(connection);
  // Whoever may abort, or has a time of its own, asks alone.
  const isAlone = options.signal || options.timeoutMs !== undefined;
  return (isAlone ? ask() : shared(connection, key, ask)) as Promise<Data>;
}

/** Ends with the time of the call, or when the caller aborts, whatever it waits for: a token, a fetch that hears no signal. */
async function persist(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  { signal, timeoutMs = connection.timeoutMs ?? USUAL_TIMEOUT_MS }: CallOptions,
): Promise<unknown> {
  const operation = document.name;
  const controller = new AbortController(); // AbortSignal.any and .timeout are missing on some phones
  let stop!: (kind: HealthApiErrorKind, what: string) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = (kind, what) => {
      reject(new HealthApiError(`${operation} ${what}.`, { kind, operation, cause: signal?.reason }));
      controller.abort();
    };
  });
  const abort = () => stop("aborted", "was aborted by the caller");
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  // Beyond, timers fire at once.
  const timer = timeoutMs < 2 ** 31 ? setTimeout(stop, timeoutMs, "timeout", "had no answer in time") : undefined;
  try {
    const until = Date.now() + timeoutMs;
    return await Promise.race([stopped, tried(connection, document, variables, controller.signal, until)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Tries again, a little later each time, what may be answered then. */
async function tried(
  connection: Connection,
  document: OperationDocument,
  variables: unknown,
  signal: AbortSignal,
  until: number,
): Promise<unknown> {
  const mayRepeat = document.act?.mayRepeat(variables) ?? document.kind === "query"; // an act without ACT has no name
  let isExpired = false;
  for (let tries = 0; !signal.aborted; ) {
    try {
      const token = await tokenOf(connection.token, isExpired);
      if (!signal.aborted) return await exchange(connection, document, variables, token, signal);
    } catch (error) {
      const isRenewable = typeof connection.token === "function" && !isExpired;
      if (isRenewable && error instanceof HealthApiError && error.kind === "unauthenticated") {
        isExpired = true;
        continue;
      }
      const isLast = signal.aborted || tries >= (connection.retries ?? USUAL_RETRIES);
      if (isLast || !mayRepeat || !isPassing(error)) throw error;
      const wait = waitOf(error, tries);
      if (Date.now() + wait >= until) throw error;
      tries += 1;
      await pause(wait, signal);
    }
  }
  return undefined; // nobody waits any more
}

/** The token to send; `isExpired`: the last one was not accepted, and all calls that it happens to wait for one new one. */
const tokenOf = async (token: Token | undefined, isExpired: boolean): Promise<string | undefined> =>
  typeof token !== "function" ? token : isExpired ? shared(token, "", async () => token(true)) : token(false);

/** Twice as long each time, and never the same for two clients who failed together; what the server says, holds. */
const waitOf = ({ retryAfter }: HealthApiError, tries: number): number =>
  Math.max((retryAfter ?? 0) * 1000, FIRST_WAIT_MS * 2 ** tries * (0.5 + Math.random()));

/** Ends early when the call does. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
