// The one error with which a call rejects, and its kinds.
import type { HealthApiErrorCode } from "./codes.js";
import type { Open } from "./typed-document.js";

/**
 * What a program can do about a failed call:
 * - `network`: no answer, or one cut short; the request may or may not have arrived
 * - `timeout`: no whole answer within `timeoutMs`, or the request did not arrive in time
 * - `aborted`: the caller's own AbortSignal, or another `identity` that came while the call waited
 * - `unauthenticated`, `forbidden`: a token is missing or expired; a token does not reach that far
 * - `rate-limited`: ask again later, after `retryAfter` seconds
 * - `conflict`: somebody else has changed it since
 * - `bad-input`: the request is wrong and will stay wrong; the message says what would be right
 * - `not-supported`: the server is older than this SDK, or this key may not ask in this way
 * - `server`: everything else that answers, a proxy's error page included
 */
export type HealthApiErrorKind =
  | "network"
  | "timeout"
  | "aborted"
  | "unauthenticated"
  | "forbidden"
  | "rate-limited"
  | "conflict"
  | "bad-input"
  | "not-supported"
  | "server";

/** What a program can do where the HTTP status tells it; the codes that mean one of these have its name. */
const KINDS: Readonly<Record<number, HealthApiErrorKind>> = {
  401: "unauthenticated",
  403: "forbidden",
  408: "timeout",
  409: "conflict",
  429: "rate-limited",
};

/** One entry of `errors` in a GraphQL answer. */
export interface HealthApiFailure {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * The only thing that a call rejects with, save what a token function throws itself. Where the server wrote the message, it is in the
 * language asked for.
 */
export class HealthApiError extends Error {
  override readonly name = "HealthApiError";
  declare readonly kind: HealthApiErrorKind;
  /** The name of the operation, such as "DistrictPage". */
  declare readonly operation: string;
  /** `extensions.code` of the first GraphQL error; null when no GraphQL error came back. */
  readonly code: Open<HealthApiErrorCode> | null = null;
  /** The HTTP status; null when no answer came back. */
  readonly status: number | null = null;
  /** The server's name for this request (`x-request-id`), to quote in a report. */
  readonly requestId: string | null = null;
  /** After how many seconds the server wants to be asked again; null where it does not say. */
  readonly retryAfter: number | null = null;
  readonly errors: ReadonlyArray<HealthApiFailure> = [];
  /** What did arrive beside the errors, in the shape of the operation with null where a field failed; else null. */
  readonly data: unknown = null;

  constructor(message: string, details: Pick<HealthApiError, "kind" | "operation"> & Partial<HealthApiError>) {
    super(message);
    Object.assign(this, details);
  }
}

/** The kind of an answer that is no success. Of a code that is not known here, its name and the status tell enough. */
export const kindOf = (code: string | null, status: number): HealthApiErrorKind =>
  /^PERSISTED|_SUPPORTED$/.test(code ?? "")
    ? "not-supported"
    : (Object.values(KINDS).find((kind) => kind === code?.toLowerCase().replace("_", "-")) ??
      KINDS[status] ??
      (status < 500 && (code ? !/NAV|^IN|VED/.test(code) : status >= 400) ? "bad-input" : "server"));

/** Nobody answered, or not whoever could have: the same may be answered a moment later. */
export const isPassing = (error: unknown): error is HealthApiError =>
  error instanceof HealthApiError && (/^(net|tim|rat)/.test(error.kind) || (error.status ?? 0) > 501);
