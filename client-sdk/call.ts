// One call of an operation: its token, its retries, its time, and who shares its answer.
import type { CallOptions, Connection } from "./connection.js";
import { HealthApiError, type HealthApiErrorKind, isPassing } from "./errors.js";
import { scopeOf } from "./identity.js";
import { exchange } from "./transport.js";
import type { TypedDocument } from "./typed-document.js";

/** Sends one operation; what the generated methods are bound to. */
export type Call = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  options: CallOptions | undefined,
) => Promise<Data>;

/** What is under way, by connection or token, and there by scope: who asks the same meanwhile waits for the same answer. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Without a key it is shared with nobody. */
function shared<T>(owner: object, key: string | false | undefined, ask: () => Promise<T>): Promise<T> {
  if (!key) return ask();
  const calls = underWay.get(owner) ?? new Map<string, Promise<unknown>>();
  underWay.set(owner, calls);
  let call = calls.get(key);
  if (!call) {
    call = ask().finally(() => calls.delete(key));
    calls.set(key, call);
  }
  return call as Promise<T>;
}

/** Resolves to complete data, of a mutation to its outcome, or rejects with a HealthApiError. */
export async function send<Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  given: Variables | undefined,
  { signal, timeoutMs, headers }: CallOptions = {},
): Promise<Data> {
  const { name: operation, act, id, kind, text } = document;
  const question = JSON.stringify([id ?? text, given]);
  const variables = act ? act.named(given) : given;
  const mayRepeat = act?.mayRepeat(variables) ?? kind === "query"; // an act without ACT has no name
  const scope = scopeOf(connection);
  const { token, retries = 2 } = connection;

  /** Tries again, a little later each time, what may be answered then. */
  const over = (through: Connection) =>
    inTime(operation, signal, timeoutMs ?? connection.timeoutMs ?? 15_000, async (ended, until, abort) => {
      let isExpired = false;
      for (let tries = 0; !ended.aborted; ) {
        try {
          // Where the last one was not accepted, all calls of a scope that it happens to wait for one new one.
          const bearer =
            typeof token === "function" ? await shared(token, isExpired && scope, async () => token(isExpired)) : token;
          // Somebody else signed in meanwhile: neither the answer nor the act is to be theirs.
          if (scope && scope !== scopeOf(connection)) abort();
          if (!ended.aborted) return await exchange(through, document, variables, bearer, ended, headers);
        } catch (error) {
          const isRenewable = typeof token === "function" && !isExpired;
          if (isRenewable && (error as HealthApiError)?.kind === "unauthenticated") isExpired = true;
          else {
            if (ended.aborted || tries >= retries || !mayRepeat || !isPassing(error)) throw error;
            // 300 ms at first, twice as long each time, and never the same for two who failed together; what the server says, holds.
            const soonest = 300 * 2 ** tries++ * (0.5 + Math.random());
            const wait = Math.max((error.retryAfter ?? 0) * 1000, soonest);
            if (Date.now() + wait >= until) throw error;
            await new Promise((resolve) => {
              const timer = setTimeout(resolve, wait);
              ended.addEventListener("abort", () => clearTimeout(timer));
            });
          }
        }
      }
      return undefined; // nobody waits any more
    });
  if (kind !== "query") return over(connection) as Promise<Data>;
  // Whoever may abort, or has a time or headers of its own, asks alone.
  const isAlone = signal || headers || timeoutMs !== undefined;
  return shared(
    connection,
    !isAlone && scope && scope + question,
    () => connection.offline?.answer(connection, question, over) ?? over(connection),
  ) as Promise<Data>;
}

/** Ends with the time of the call, or when the caller aborts, whatever it waits for: a token, a fetch that hears no signal. */
function inTime<T>(
  operation: string,
  signal: AbortSignal | undefined,
  timeoutMs: number,
  work: (ended: AbortSignal, until: number, abort: () => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController(); // AbortSignal.any and .timeout are missing on some phones
  let end!: () => void;
  const ended = new Promise<T>((resolve, reject) => {
    const stop = (kind: HealthApiErrorKind, what: string) => {
      reject(new HealthApiError(`${operation} ${what}.`, { kind, operation, cause: signal?.reason }));
      controller.abort();
    };
    const abort = () => stop("aborted", "was aborted");
    // Beyond, timers fire at once.
    const timer = timeoutMs < 2 ** 31 ? setTimeout(stop, timeoutMs, "timeout", "got no answer in time") : undefined;
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    work(controller.signal, Date.now() + timeoutMs, abort).then(resolve, reject);
  });
  return ended.finally(end);
}
