import { dayAt } from "../time/clock.js";
import type { AccountRow } from "./account.row.js";
import type { ApiKeyScope, Role } from "./role.js";

/** Who asks. */
export interface Viewer {
  readonly role: Role;
  /** Null for the public and for keys. */
  readonly account: AccountRow | null;
  /** What the key may be used for; empty for whoever asks without a key. */
  readonly scopes: readonly ApiKeyScope[];
  readonly sessionId: number | null;
  readonly apiKeyId: number | null;
  /** What the Department calls the key. */
  readonly apiKeyLabel: string | null;
}

export const PUBLIC_VIEWER: Viewer = Object.freeze({
  role: "PUBLIC",
  account: null,
  scopes: [],
  sessionId: null,
  apiKeyId: null,
  apiKeyLabel: null,
});

/** Somebody with a session of ours; null: with a token of the issuer. */
export const accountViewer = (account: AccountRow, sessionId: number | null): Viewer => ({
  ...PUBLIC_VIEWER,
  role: account.role,
  account,
  sessionId,
});

export const keyViewer = ({
  id,
  scopes,
  label,
}: {
  id: number;
  scopes: readonly ApiKeyScope[];
  label: string;
}): Viewer => ({
  ...PUBLIC_VIEWER,
  role: "INTEGRATOR",
  scopes,
  apiKeyId: id,
  apiKeyLabel: label,
});

/** What limits a key so, limits it at every address: it gets what documents ask that are known for it, and nothing else. */
export const asksByDocumentsOnly = ({ scopes }: Viewer): boolean => scopes.includes("DOCUMENTS_ONLY");

/**
 * Stands for everything about a viewer that an answer may depend on. Two viewers never share it, and neither does one
 * viewer before and after a change of any account (`accountRevision` is the one under which it was recognised), nor on
 * two days: what an editor may see depends on who manages whom on the day of the question.
 */
export const scopeOf = (
  { role, account, apiKeyId }: Viewer,
  accountRevision: number | undefined,
  now: number,
): string => {
  if (role === "PUBLIC") return role;
  const who = account ? `account ${account.id} on ${dayAt(now)}` : `key ${apiKeyId}`;
  return `${role} ${who} at ${accountRevision}`;
};
