import { Refusal } from "../errors.js";

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
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_CANTOPEN",
  "SQLITE_IOERR",
]);

const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "";
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === "string") return code;
  return driverError === undefined ? "" : codeOf(driverError);
};

export const isUnavailable = (error: unknown): boolean => UNAVAILABLE.has(codeOf(error));

/** Of these the database itself says that nothing was committed. */
const NOT_COMMITTED = new Set(["ER_UNKNOWN_COM_ERROR", "SQLITE_BUSY", "SQLITE_LOCKED"]);

/** The error with which a transaction ended: where no answer came, nobody knows whether it was committed. */
export function asLost(error: unknown): unknown {
  const code = codeOf(error);
  const isLost = code === "ER_ERROR_DURING_COMMIT" || (isUnavailable(error) && !NOT_COMMITTED.has(code));
  if (!isLost) return error;
  const refusal = new Refusal("DATABASE_UNAVAILABLE", {
    en: "The database did not answer while this was saved; whether it was is not known. An act with a `clientMutationId` may be sent again: it is done once.",
    vi: "Cơ sở dữ liệu không trả lời khi đang lưu; chưa rõ đã lưu hay chưa. Yêu cầu có `clientMutationId` có thể gửi lại: việc chỉ được thực hiện một lần.",
  });
  refusal.cause = error;
  return refusal;
}

/** The error as the client may see it: "not reachable" gets its own code; everything else stays what it is. */
export function asRefusal(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  const refusal = new Refusal("DATABASE_UNAVAILABLE", {
    en: "The database cannot be reached just now; nothing was changed. Please try again in a moment.",
    vi: "Hiện chưa kết nối được cơ sở dữ liệu; chưa có gì thay đổi. Vui lòng thử lại sau ít phút.",
  });
  refusal.cause = error;
  return refusal;
}
