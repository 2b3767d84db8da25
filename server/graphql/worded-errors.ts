import type { IncomingMessage } from "node:http";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Context } from "../core/context.js";
import { ERROR_STATUS, type ErrorCode } from "../core/schema/errors.js";
import { formatError, refusalIn } from "../core/schema/messages.js";

/** Errors as a client reads them, and what HTTP says of them. */
export interface WordedErrors {
  errors: GraphQLFormattedError[];
  status: number;
  /** When to ask again. */
  headers: Readonly<Record<string, string>>;
}

/** Words errors in the language of the request. Who makes many mistakes is told the first of them. */
export function wordErrors(
  errors: readonly GraphQLError[],
  data: Readonly<Record<string, unknown>> | null | undefined,
  { language, shared }: Context,
  accept: string | undefined,
): WordedErrors {
  const worded = errors.slice(0, shared.limits.errors).map((error) => formatError(error.toJSON(), error, language));
  const wait = Math.max(...errors.map((error) => refusalIn(error)?.retryAfter ?? 0));
  const headers = wait > 0 ? { "retry-after": String(wait) } : undefined;
  return { errors: worded, status: statusOf(worded, data, accept), headers: { ...headers } };
}

/** Records what clients must not see in full. */
export function reportHidden(
  errors: readonly GraphQLError[],
  worded: WordedErrors,
  report: (error: unknown, request?: IncomingMessage) => void,
  { request }: Context,
): void {
  for (const [i, { extensions: { code } = {} }] of worded.errors.entries()) {
    const hidden = hiddenIn(errors[i], code);
    if (hidden !== undefined) report(hidden, request);
  }
}

/** What of an error clients must not see in full, and is therefore recorded; undefined: nothing. */
function hiddenIn(error: unknown, code: unknown): unknown {
  const refusal = refusalIn(error);
  if (refusal?.code === "SAVED_NOT_SHOWN" && !refusalIn(refusal.cause)) return refusal.cause;
  return code === "INTERNAL_SERVER_ERROR" ? error : undefined;
}

/** Part of an answer is an answer. Where there are only nulls, the first error says what went wrong. */
function statusOf(
  errors: readonly GraphQLFormattedError[],
  data: Readonly<Record<string, unknown>> | null | undefined,
  accept: string | undefined,
): number {
  if (Object.values(data ?? {}).some((value) => value !== null)) return 200;
  const code = errors[0]?.extensions?.code as ErrorCode;
  const status: number = ERROR_STATUS[code] ?? 500;
  // GraphQL over HTTP: with application/json a well-formed request whose document or input is wrong is answered 200.
  const understands = accept?.includes("application/graphql-response+json");
  const isOfDocument = !code?.endsWith("NOT_SUPPORTED");
  return status === 400 && isOfDocument && !understands ? 200 : status;
}
