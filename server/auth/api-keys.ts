import { beginOf, instant } from "../acts/clock.js";
import type { Context } from "../context.js";
import { transact } from "../database/transaction.js";
import { readRowId } from "../graphql/global-id.js";
import { Mistakes, mistake, refuseMistakes } from "../graphql/user-errors.js";
import { type ApiKeyRow, addApiKey, revokeApiKey } from "./api-key.store.js";
import type { ApiKeyIssueInput } from "./api-key.type.js";
import { newApiKey, sha256 } from "./tokens.js";

const LONGEST_LIFE_MS = 731 * 24 * 3_600_000;
/** Enough to tell keys apart, and far too little to guess the rest. */
const PREFIX_LENGTH = 12;

/** Issues a key; what is kept of it is its hash. */
export async function issue(
  { shared: { db, auth } }: Context,
  { scopes, expiresOn, ...input }: ApiKeyIssueInput,
): Promise<{ apiKey: ApiKeyRow; key: string }> {
  const label = input.label.trim();
  const now = auth.now();
  const expires = beginOf(expiresOn);
  refuseMistakes([
    label.length < 3 || label.length > 100
      ? mistake(
          "INVALID",
          ["label"],
          "A label has 3 to 100 characters: whose key it is, and what for.",
          "Nhãn có từ 3 đến 100 ký tự: khóa của ai, dùng để làm gì.",
        )
      : undefined,
    scopes.length === 0
      ? mistake("INVALID", ["scopes"], "A key is for something; name a scope.", "Khóa phải có ít nhất một phạm vi.")
      : undefined,
    expires <= now || expires > now + LONGEST_LIFE_MS
      ? mistake(
          "INVALID",
          ["expiresOn"],
          `${expiresOn} is not within the next two years.`,
          `${expiresOn} không nằm trong hai năm tới.`,
        )
      : undefined,
  ]);
  const key = newApiKey();
  const apiKey = await transact(db, (tx) =>
    addApiKey(tx, {
      label,
      prefix: key.slice(0, PREFIX_LENGTH),
      keyHash: sha256(key),
      scopes: [...new Set(scopes)],
      issuedAt: instant(now),
      expiresAt: instant(expires),
    }),
  );
  return { apiKey, key };
}

/** Revokes a key, on every server at once. */
export async function revoke({ shared: { db, auth } }: Context, id: string): Promise<ApiKeyRow> {
  const revoked = await transact(db, (tx) => revokeApiKey(tx, readRowId(id, "ApiKey") ?? 0, instant(auth.now())));
  if (revoked) return revoked;
  throw new Mistakes([mistake("NOT_FOUND", ["id"], "There is no such key.", "Không có khóa này.")]);
}
