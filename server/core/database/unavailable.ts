import { deadlineExceeded, Refusal } from "../schema/errors.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import * as messages from "./database.messages.js";

/** What the database cannot do, or does not do in time. Nobody who asks is at fault. */
export type Trouble = "UNREACHABLE" | "READ_ONLY" | "FULL" | "TOO_LARGE" | "OVERTAKEN" | "OVERDUE";

/** How drivers and servers call them. A name of SQLite stands for all that begin with it. */
const NAMES: Readonly<Record<Trouble, readonly string[]>> = {
  // It cannot be reached, is going away, has no place left for us, or does not take our account any more.
  UNREACHABLE: [
    ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH"],
    ...["ENETDOWN", "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ENOENT", "EADDRNOTAVAIL", "EMFILE", "ENFILE"],
    ...["PROTOCOL_CONNECTION_LOST", "PROTOCOL_SEQUENCE_TIMEOUT", "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR"],
    ...["HANDSHAKE_NO_SSL_SUPPORT", "HANDSHAKE_SSL_ERROR", "HANDSHAKE_UNKNOWN_ERROR"],
    ...["ER_SERVER_SHUTDOWN", "ER_NORMAL_SHUTDOWN", "ER_CONNECTION_KILLED", "ER_UNKNOWN_COM_ERROR"],
    ...["ER_ABORTING_CONNECTION", "ER_NEW_ABORTING_CONNECTION", "ER_HANDSHAKE_ERROR", "ER_IPSOCK_ERROR"],
    ...["ER_NET_READ_ERROR", "ER_NET_READ_INTERRUPTED", "ER_NET_ERROR_ON_WRITE", "ER_NET_WRITE_INTERRUPTED"],
    ...["ER_CON_COUNT_ERROR", "ER_TOO_MANY_USER_CONNECTIONS", "ER_USER_LIMIT_REACHED", "ER_CANT_CREATE_THREAD"],
    ...["ER_HOST_IS_BLOCKED", "ER_HOST_NOT_PRIVILEGED", "ER_ACCESS_DENIED_ERROR", "ER_ACCOUNT_HAS_BEEN_LOCKED"],
    ...["ER_OUTOFMEMORY", "ER_OUT_OF_RESOURCES", "ER_OUT_OF_SORTMEMORY", "ER_TOO_MANY_CONCURRENT_TRXS"],
    // A connection does not keep the settings on which statements rely.
    "CONNECTION_NOT_SET",
    ...["SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PROTOCOL", "SQLITE_NOMEM"],
  ],
  // A cluster has put the server aside, or somebody has set it so.
  READ_ONLY: [
    ...["ER_OPTION_PREVENTS_STATEMENT", "ER_READ_ONLY_MODE", "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION"],
    ...["ER_OPEN_AS_READONLY", "SQLITE_READONLY"],
  ],
  // Nothing more can be written where the data lie.
  FULL: ["ER_DISK_FULL", "ER_RECORD_FILE_FULL", "ER_TEMP_FILE_WRITE_FAILURE", "SQLITE_FULL"],
  // A message is longer than the server takes; some drivers only find that it has hung up.
  TOO_LARGE: ["ER_NET_PACKET_TOO_LARGE", "ER_WARN_ALLOWED_PACKET_OVERFLOWED", "SQLITE_TOOBIG"],
  // Another transaction was given the right of way; asked again, it may get through. A savepoint goes with what was taken back.
  OVERTAKEN: ["ER_LOCK_DEADLOCK", "ER_CHECKREAD", "ER_LOCK_TABLE_FULL", "ER_SP_DOES_NOT_EXIST"],
  // It took too long: the statement itself, what it waited for, or waiting for a connection.
  OVERDUE: [
    ...["ER_QUERY_TIMEOUT", "ER_QUERY_INTERRUPTED", "ER_LOCK_WAIT_TIMEOUT", "ER_LOCK_ABORTED"],
    ...["NO_CONNECTION_IN_TIME", "SQLITE_INTERRUPT"],
  ],
};

const TROUBLES: ReadonlyMap<string, Trouble> = new Map(
  (Object.keys(NAMES) as Trouble[]).flatMap((trouble) => NAMES[trouble].map((name) => [name, trouble] as const)),
);

/** What MariaDB says by numbers to which the driver has no name, or another server's. */
const NUMBERS: ReadonlyMap<unknown, Trouble> = new Map<number, Trouble>([
  // `max_statement_time` is over.
  [1969, "OVERDUE"],
  [1927, "UNREACHABLE"],
  [4151, "UNREACHABLE"],
]);
/** These carry the number of the operating system in their words: 28, no space left on the device. */
const OF_THE_SYSTEM = new Set(["ER_GET_ERRNO", "ER_ERROR_ON_WRITE", "ER_CANT_CREATE_FILE", "ER_ERROR_ON_CLOSE"]);
const NO_SPACE = /(?:error|errno):? 28\b|No space left/i;

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

/** Which trouble of the database this error tells of; undefined: it is something else. */
export function troubleOf(error: unknown): Trouble | undefined {
  const { errno, message } = (error ?? {}) as { errno?: unknown; message?: unknown };
  const kind = kindOf(error);
  if (OF_THE_SYSTEM.has(kind)) return NO_SPACE.test(String(message)) ? "FULL" : undefined;
  return TROUBLES.get(kind) ?? NUMBERS.get(errno);
}

export const isUnavailable = (error: unknown): boolean => troubleOf(error) === "UNREACHABLE";

export const isOvertaken = (error: unknown): boolean => troubleOf(error) === "OVERTAKEN";

/** The same of what clients are told of such an error. */
export const isAway = (error: unknown): boolean => isUnavailable(error instanceof Refusal ? error.cause : error);

/** Of these no waiting is the end: whoever runs the server has to put something right. */
const LASTING = new Set([
  ...["CONNECTION_NOT_SET", "ER_ACCESS_DENIED_ERROR", "ER_HOST_NOT_PRIVILEGED", "ER_ACCOUNT_HAS_BEEN_LOCKED"],
]);

/** Whether a start may wait until it can be reached. */
export const mayComeBack = (error: unknown): boolean =>
  isAway(error) && !LASTING.has(codeOf(error instanceof Refusal ? error.cause : error));

/** Another connection may lead to a server that does better: behind one address there may be several. */
export const isOfItsServer = (error: unknown): boolean =>
  troubleOf(error) === "READ_ONLY" || codeOf(error) === "ER_UNKNOWN_COM_ERROR";

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
  const trouble = troubleOf(error);
  const isOpen = code === "ER_ERROR_DURING_COMMIT" || trouble === "UNREACHABLE" || trouble === "OVERDUE";
  const isLost = isOpen && !NOT_COMMITTED.has(code);
  if (!isLost) return error;
  const refusal = new NotKnown();
  refusal.cause = error;
  return refusal;
}

/** What clients are told of it; what is overdue has a code of its own. */
const SENTENCES: Readonly<Record<Exclude<Trouble, "OVERDUE">, LocalizedMessage>> = {
  UNREACHABLE: messages.notReachable,
  READ_ONLY: messages.readOnly,
  FULL: messages.full,
  TOO_LARGE: messages.tooLarge,
  OVERTAKEN: messages.tooManyWriters,
};

/** A statement was asked several times, and no answer came. */
export function noAnswer(): Refusal {
  const refusal = new Refusal("DATABASE_UNAVAILABLE", messages.notReachable, undefined, RETRY_SECONDS);
  refusal.cause = Object.assign(new Error("The database does not answer."), { code: "PROTOCOL_SEQUENCE_TIMEOUT" });
  return refusal;
}

/** The error as the client may see it: what the database cannot do, or takes too long, has its code; all else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const trouble = troubleOf(error);
  if (!trouble) return error;
  const refusal =
    trouble === "OVERDUE"
      ? deadlineExceeded()
      : new Refusal("DATABASE_UNAVAILABLE", SENTENCES[trouble], undefined, RETRY_SECONDS);
  refusal.cause = error;
  return refusal;
}
