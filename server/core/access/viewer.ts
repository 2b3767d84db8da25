import { Field, ObjectType } from "type-graphql";
import type { AccountRow } from "../../concepts/access/account/account.store.js";
import { Account } from "../../concepts/access/account/account.type.js";
import type { ApiKeyRow } from "../../concepts/access/api-key/api-key.store.js";
import { about } from "../schema/about.js";
import { dayAt } from "../time/clock.js";
import { ApiKeyScope, Role } from "./role.js";

@ObjectType({ simpleResolvers: true, description: about("Who asks.", "Người đang hỏi.") })
export class Viewer {
  @Field(() => Role, { description: about("The role.", "Vai trò.") })
  readonly role!: Role;

  @Field(() => Account, {
    nullable: true,
    description: about(
      "The account that has signed in; null for the public and for keys.",
      "Tài khoản đã đăng nhập; null với công chúng và với khóa truy cập.",
    ),
  })
  readonly account!: AccountRow | null;

  @Field(() => [ApiKeyScope], {
    description: about(
      "What the key may be used for; empty for whoever asks without a key.",
      "Phạm vi của khóa truy cập; rỗng nếu không dùng khóa.",
    ),
  })
  readonly scopes!: readonly ApiKeyScope[];

  readonly sessionId!: number | null;
  readonly apiKeyId!: number | null;
  /** What the Department calls the key. */
  readonly apiKeyLabel!: string | null;
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

export const keyViewer = ({ id, scopes, label }: ApiKeyRow): Viewer => ({
  ...PUBLIC_VIEWER,
  role: "INTEGRATOR",
  scopes,
  apiKeyId: id,
  apiKeyLabel: label,
});

/** What limits a key so, limits it at every address: it gets what the documents of the SDK ask, and nothing else. */
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
