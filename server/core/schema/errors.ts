import { type ASTNode, GraphQLError } from "graphql";
import type { LocalizedMessage } from "../text/localized-message.js";
import * as messages from "./schema.messages.js";

/** The codes that clients rely on, in `extensions.code`, each with the HTTP status that goes with it. */
export const ERROR_STATUS = {
  SAVED_NOT_SHOWN: 200,
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  BATCH_NOT_SUPPORTED: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  PERSISTED_DOCUMENT_UNKNOWN: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  QUERY_TOO_COMPLEX: 400,
  SUBSCRIPTION_NOT_SUPPORTED: 400,
  WEBSOCKET_NOT_SUPPORTED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PERSISTED_DOCUMENTS_ONLY: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_SERVER_ERROR: 500,
  DATABASE_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 503,
  ISSUER_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What the server will not do, said so that a person can put it right. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly sentence: LocalizedMessage,
    /** Where in the document, if that is not plain from where it is thrown. */
    node?: ASTNode,
    /** After how many seconds it may be tried again. */
    readonly retryAfter?: number,
    /** Several questions are refused at once: whoever asked looks for as many answers. */
    readonly questions?: number,
  ) {
    super(sentence.en, { extensions: { code }, nodes: node ?? null });
  }
}

export const badInput = (sentence: LocalizedMessage, node?: ASTNode): Refusal =>
  new Refusal("BAD_USER_INPUT", sentence, node);

export const tooManySignIns = (seconds: number): Refusal =>
  new Refusal("RATE_LIMITED", messages.tooManySignIns(Math.ceil(seconds / 60)), undefined, seconds);

export const tooManyListeners = (): Refusal => new Refusal("RATE_LIMITED", messages.tooManyListeners, undefined, 60);

export const tooManyDownloads = (): Refusal => new Refusal("RATE_LIMITED", messages.tooManyDownloads, undefined, 5);

/** The server finishes what it is at, and begins nothing. Another one, or the next one, answers. */
export const serverStopping = (): Refusal => new Refusal("DEADLINE_EXCEEDED", messages.serverStopping, undefined, 1);

/** What was asked took too long; it has been ended, and nothing was changed by it. */
export const deadlineExceeded = (): Refusal => new Refusal("DEADLINE_EXCEEDED", messages.tookTooLong, undefined, 5);

/** There is more to do already than can be done soon: this was not begun. */
export const tooBusy = (): Refusal => new Refusal("DEADLINE_EXCEEDED", messages.tooBusy, undefined, 5);

/** An act that was still under way when its time was over. */
export const outcomeUnknown = (): Refusal => new Refusal("DEADLINE_EXCEEDED", messages.outcomeUnknown, undefined, 5);

/** An act that is done, though something went wrong with showing what it did. */
export const savedNotShown = (cause: unknown): Refusal => {
  const refusal = new Refusal("SAVED_NOT_SHOWN", messages.savedNotShown);
  refusal.cause = cause;
  return refusal;
};

/** The same for every token and key that is not good, whatever is wrong with it. */
export const notAccepted = (): Refusal => new Refusal("UNAUTHENTICATED", messages.tokenNotAccepted);

export const notSignedIn = (): Refusal => new Refusal("UNAUTHENTICATED", messages.signInNeeded);

export const notAllowed = (): Refusal => new Refusal("FORBIDDEN", messages.roleNotAllowed);
