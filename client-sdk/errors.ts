import type { Open } from "./typed-document.js";

/**
 * What a program can do about a failed call:
 * - `network`: no answer, or one cut short; the request may or may not have arrived
 * - `timeout`: no whole answer within `timeoutMs`
 * - `aborted`: the caller's own AbortSignal
 * - `unauthenticated`, `forbidden`: a token is missing or expired; a token does not reach that far
 * - `rate-limited`: ask again later
 * - `bad-input`: the request is wrong and will stay wrong; the message says what would be right
 * - `server`: everything else that answers, a proxy's error page included
 */
export type HealthApiErrorKind =
  | "network"
  | "timeout"
  | "aborted"
  | "unauthenticated"
  | "forbidden"
  | "rate-limited"
  | "bad-input"
  | "server";

/** Every code of server/errors.ts, and what it means to a program. */
export const kindOfCode = {
  BAD_REQUEST: "bad-input",
  BAD_USER_INPUT: "bad-input",
  GRAPHQL_PARSE_FAILED: "bad-input",
  GRAPHQL_VALIDATION_FAILED: "bad-input",
  OPERATION_RESOLUTION_FAILURE: "bad-input",
  PERSISTED_QUERY_NOT_SUPPORTED: "bad-input",
  QUERY_TOO_COMPLEX: "bad-input",
  UNAUTHENTICATED: "unauthenticated",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "bad-input",
  METHOD_NOT_ALLOWED: "bad-input",
  PAYLOAD_TOO_LARGE: "bad-input",
  UNSUPPORTED_MEDIA_TYPE: "bad-input",
  RATE_LIMITED: "rate-limited",
  INTERNAL_SERVER_ERROR: "server",
  DATABASE_UNAVAILABLE: "server",
  ISSUER_UNAVAILABLE: "server",
} as const satisfies Readonly<Record<string, HealthApiErrorKind>>;

export type HealthApiErrorCode = keyof typeof kindOfCode;

/** One entry of `errors` in a GraphQL answer. */
export interface HealthApiFailure {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface HealthApiErrorDetails {
  readonly kind: HealthApiErrorKind;
  readonly operation: string;
  readonly code?: string | null;
  readonly status?: number | null;
  readonly requestId?: string | null;
  readonly errors?: ReadonlyArray<HealthApiFailure>;
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** The only thing that a call rejects with. Where the server wrote the message, it is in the language asked for. */
export class HealthApiError extends Error {
  override readonly name = "HealthApiError";
  readonly kind: HealthApiErrorKind;
  /** The name of the operation, such as "DistrictPage". */
  readonly operation: string;
  /** `extensions.code` of the first GraphQL error; null when no GraphQL error came back. */
  readonly code: Open<HealthApiErrorCode> | null;
  /** The HTTP status; null when no answer came back. */
  readonly status: number | null;
  /** The server's name for this request (`x-request-id`), to quote in a report. */
  readonly requestId: string | null;
  readonly errors: ReadonlyArray<HealthApiFailure>;
  /** What did arrive beside the errors, in the shape of the operation with null where a field failed; else null. */
  readonly data: unknown;

  constructor(message: string, details: HealthApiErrorDetails) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.kind = details.kind;
    this.operation = details.operation;
    this.code = details.code ?? null;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.errors = details.errors ?? [];
    this.data = details.data ?? null;
  }
}

/** The kind of an answer that is no success: the code decides; without a known one, the HTTP status. */
export function kindOf(code: string | null, status: number): HealthApiErrorKind {
  if (code !== null && Object.hasOwn(kindOfCode, code)) return kindOfCode[code as HealthApiErrorCode];
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 429) return "rate-limited";
  return status >= 400 && status < 500 ? "bad-input" : "server";
}
