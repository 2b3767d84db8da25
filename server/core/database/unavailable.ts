import { deadlineExceeded, Refusal } from "../schema/errors.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import * as messages from "./database.messages.js";

/** What the drivers say when the database cannot be reached, is going away, or is locked by somebody else. */
const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR",
  "ER_SERVER_SHUTDOWN",
  "ER_CONNECTION_KILLED",
  "ER_CON_COUNT_ERROR",
  "ER_TOO_MANY_USER_CONNECTIONS",
  "ER_USER_LIMIT_REACHED",
  "ER_UNKNOWN_COM_ERROR",
  // A connection does not keep the settings on which statements rely.
  "CONNECTION_NOT_SET",
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_CANTOPEN",
  "SQLITE_IOERR",
]);

/** What a server says that may be read only: the one that a cluster has put aside, or somebody has set so. */
const READ_ONLY = new Set([
  "ER_OPTION_PREVENTS_STATEMENT",
  "ER_READ_ONLY_MODE",
  "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION",
  "SQLITE_READONLY",
]);

/** Nothing more can be written where the data lie. */
const FULL = new Set(["ER_DISK_FULL", "ER_RECORD_FILE_FULL", "SQLITE_FULL"]);

/** A message is longer than the server takes; some drivers only find that it has hung up. */
const TOO_LARGE = new Set(["ER_NET_PACKET_TOO_LARGE", "ER_WARN_ALLOWED_PACKET_OVERFLOWED"]);

/** A connection that does not do as it is told; it is not used. */
export class NotSet extends Error {
  readonly code = "CONNECTION_NOT_SET";
}

const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "";
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === "string") return code;
  return driverError === undefined ? "" : codeOf(driverError);
};

/** The code without what SQLite adds to tell the cases of one apart. */
const kindOf = (error: unknown): string => /^SQLITE_[A-Z]+/.exec(codeOf(error))?.[0] ?? codeOf(error);

export const isUnavailable = (error: unknown): boolean => UNAVAILABLE.has(kindOf(error));

/** The same of what clients are told of such an error. */
export const isAway = (error: unknown): boolean => isUnavailable(error instanceof Refusal ? error.cause : error);

/** Another connection may lead to a server that does better: behind one address there may be several. */
export const isOfItsServer = (error: unknown): boolean =>
  READ_ONLY.has(kindOf(error)) || codeOf(error) === "ER_UNKNOWN_COM_ERROR";

/** What took too long: the statement itself, what it waited for, or waiting for a connection. */
const OVERDUE = new Set([
  "ER_QUERY_TIMEOUT",
  "ER_QUERY_INTERRUPTED",
  "ER_LOCK_WAIT_TIMEOUT",
  "NO_CONNECTION_IN_TIME",
  "SQLITE_INTERRUPT",
]);
/** MariaDB's own number for `max_statement_time`, to which the driver has no name. */
const ER_STATEMENT_TIMEOUT = 1969;

const isOverdue = (error: unknown): boolean =>
  OVERDUE.has(codeOf(error)) || (error as { errno?: unknown } | null)?.errno === ER_STATEMENT_TIMEOUT;

/** Of these the database itself says that nothing was committed. */
const NOT_COMMITTED = new Set(["ER_UNKNOWN_COM_ERROR", "ER_LOCK_WAIT_TIMEOUT", "SQLITE_BUSY", "SQLITE_LOCKED"]);

/** After how many seconds it may be tried again: by then a cluster does without the node that it lost. */
export const RETRY_SECONDS = 3;

/** No answer came to COMMIT: nobody knows whether it was done. */
export class NotKnown extends Refusal {
  constructor() {
    super("DATABASE_UNAVAILABLE", messages.outcomeOfSavingUnknown, undefined, RETRY_SECONDS);
  }
}

/** The error with which a transaction ended: where no answer came, nobody knows whether it was committed. */
export function asLost(error: unknown): unknown {
  const code = codeOf(error);
  const isOpen = code === "ER_ERROR_DURING_COMMIT" || isUnavailable(error) || isOverdue(error);
  const isLost = isOpen && !NOT_COMMITTED.has(code);
  if (!isLost) return error;
  const refusal = new NotKnown();
  refusal.cause = error;
  return refusal;
}

/** What clients are told of an error that is no fault of theirs; undefined: it is none of these. */
function sentenceOf(error: unknown): LocalizedMessage | undefined {
  const kind = kindOf(error);
  if (isUnavailable(error)) return messages.notReachable;
  if (READ_ONLY.has(kind)) return messages.readOnly;
  if (FULL.has(kind)) return messages.full;
  return TOO_LARGE.has(kind) ? messages.tooLarge : undefined;
}

/** A statement was asked several times, and no answer came. */
export function noAnswer(): Refusal {
  const refusal = new Refusal("DATABASE_UNAVAILABLE", messages.notReachable, undefined, RETRY_SECONDS);
  refusal.cause = Object.assign(new Error("The database does not answer."), { code: "PROTOCOL_SEQUENCE_TIMEOUT" });
  return refusal;
}

/** The error as the client may see it: what the database cannot do, or takes too long, has its code; all else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const sentence = sentenceOf(error);
  const refusal = sentence
    ? new Refusal("DATABASE_UNAVAILABLE", sentence, undefined, RETRY_SECONDS)
    : isOverdue(error)
      ? deadlineExceeded()
      : undefined;
  if (!refusal) return error;
  refusal.cause = error;
  return refusal;
}
