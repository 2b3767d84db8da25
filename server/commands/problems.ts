import { ConfigError } from "../core/database/address.js";
import { isAway, NotSet } from "../core/database/unavailable.js";
import { UserErrors } from "../core/schema/user-errors.js";
import { ImportRefused } from "../files/reading/problems.js";

/** What a database server says to whoever may not, or cannot just now. */
const OF_THE_DATABASE: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR:
    "The database refused the account in DATABASE_URL; check its name, password and rights, and whether it has to be encrypted (ssl-mode).",
  ER_DBACCESS_DENIED_ERROR:
    "The database refused the account in DATABASE_URL; check its name, password and rights, and whether it has to be encrypted (ssl-mode).",
  ER_TABLEACCESS_DENIED_ERROR:
    "The account in DATABASE_URL may not change the tables of its database; give it all rights there.",
  ER_BAD_DB_ERROR: "The database that DATABASE_URL names does not exist, and this account may not create it.",
  ER_CON_COUNT_ERROR:
    "The database in DATABASE_URL has no connection left: others have all that it allows (max_connections).",
  ER_TOO_MANY_USER_CONNECTIONS:
    "The database in DATABASE_URL has no connection left for this account: others have all that it may (max_user_connections).",
  ER_USER_LIMIT_REACHED:
    "The account in DATABASE_URL has all connections that the database allows it, or has asked all that it may in an hour (max_user_connections, max_questions).",
  ENOTFOUND: "The host in DATABASE_URL is not known; check how it is written, and the name server.",
  EAI_AGAIN: "The name server does not tell where the host in DATABASE_URL is; check the name server.",
};

/** What keeps a server or a command from going on, in sentences for whoever started it; undefined: it is none of these. */
export function sentencesOf(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof ImportRefused || error instanceof NotSet) return error.message;
  if (error instanceof UserErrors) return error.message;
  const { path } = error as { path?: unknown };
  const ofFile = typeof path === "string" ? OF_FILES[codeOf(error)] : undefined;
  if (ofFile) return `"${path}" cannot be used: ${ofFile}.`;
  const ofDatabase = OF_THE_DATABASE[codeOf(error)];
  if (ofDatabase) return ofDatabase;
  if (isAway(error))
    return "The database in DATABASE_URL cannot be reached; check that it runs, and the address, host and port.";
  return undefined;
}

const OF_FILES: Readonly<Record<string, string>> = {
  EACCES: "this account may not",
  EPERM: "this account may not",
  EROFS: "what it lies on may only be read",
  ENOENT: "it is not there",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is no folder",
  ENOSPC: "there is no room left",
};

/** The driver's code, also where what clients are told, or typeorm, stands around it. */
function codeOf(error: unknown): string {
  const { code, cause, driverError } = error as { code?: unknown; cause?: unknown; driverError?: unknown };
  if (cause !== undefined && code === "DATABASE_UNAVAILABLE") return codeOf(cause);
  if (typeof code !== "string" && driverError !== undefined) return codeOf(driverError);
  return String(code ?? "");
}
