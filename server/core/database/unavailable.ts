import { deadlineExceeded, Refusal } from "../schema/errors.js";
import * as messages from "./database.messages.js";

/** What the drivers say when the database cannot be reached, is going away, or is locked by somebody else. */
const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENOENT",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
  "ER_TOO_MANY_USER_CONNECTIONS",
  "ER_UNKNOWN_COM_ERROR",
  // A connection does not keep the settings on which statements rely.
  "CONNECTION_NOT_SET",
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_CANTOPEN",
  "SQLITE_IOERR",
]);

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

export const isUnavailable = (error: unknown): boolean => UNAVAILABLE.has(codeOf(error));

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

/** No answer came to COMMIT: nobody knows whether it was done. */
export class NotKnown extends Refusal {}

/** The error with which a transaction ended: where no answer came, nobody knows whether it was committed. */
export function asLost(error: unknown): unknown {
  const code = codeOf(error);
  const isOpen = code === "ER_ERROR_DURING_COMMIT" || isUnavailable(error) || isOverdue(error);
  const isLost = isOpen && !NOT_COMMITTED.has(code);
  if (!isLost) return error;
  const refusal = new NotKnown("DATABASE_UNAVAILABLE", messages.outcomeOfSavingUnknown);
  refusal.cause = error;
  return refusal;
}

/** The error as the client may see it: "not reachable" and "too long" get their own codes; everything else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const refusal = isUnavailable(error) ? notReachable() : isOverdue(error) ? deadlineExceeded() : undefined;
  if (!refusal) return error;
  refusal.cause = error;
  return refusal;
}

const notReachable = (): Refusal => new Refusal("DATABASE_UNAVAILABLE", messages.notReachable);
