import type { Context } from "../../../core/context.js";
import { runMutation } from "../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { throwUserErrors, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { beginOf, instant } from "../../../core/time/clock.js";
import * as messages from "../access.messages.js";
import { apiKeyOf, sha256 } from "../session/tokens.js";
import { type ApiKeyRow, addApiKey, revokeApiKey } from "./api-key.store.js";
import type { ApiKeyIssueInput, ApiKeyRevokeInput } from "./api-key.type.js";

const LONGEST_LIFE_MS = 731 * 24 * 3_600_000;
/** Enough to tell keys apart, and far too little to guess the rest. */
const PREFIX_LENGTH = 12;

/** What an act on a key answers; `seed` is that of the key itself. */
interface Issued {
  apiKey: ApiKeyRow;
  seed: string;
}

/** Issues a key; what is kept of it is its hash. */
export const issue = (context: Context, input: ApiKeyIssueInput): Promise<Issued> =>
  runMutation(context, "apiKeyIssue", input, async (run) => {
    const { auth } = context.shared;
    const label = input.label.trim();
    const [now, expires] = [auth.now(), beginOf(input.expiresOn)];
    throwUserErrors([
      expires <= now || expires > now + LONGEST_LIFE_MS
        ? userError("INVALID", ["expiresOn"], messages.notWithinTwoYears(input.expiresOn))
        : undefined,
    ]);
    const seed = auth.newSeed();
    const key = apiKeyOf(auth.bytesOf(seed));
    return run.write(async (tx, trail) => {
      const apiKey = await addApiKey(tx, trail, {
        label,
        prefix: key.slice(0, PREFIX_LENGTH),
        keyHash: sha256(key),
        scopes: [...new Set(input.scopes)],
        issuedAt: run.at,
        expiresAt: instant(expires),
      });
      return { apiKey, seed };
    });
  });

/** Revokes a key, on every server at once. */
export const revoke = (context: Context, input: ApiKeyRevokeInput): Promise<{ apiKey: ApiKeyRow }> =>
  runMutation(context, "apiKeyRevoke", input, (run) =>
    run.write(async (tx, trail) => {
      const apiKey = await revokeApiKey(tx, trail, readRowId(input.id, "ApiKey") ?? 0, run.at);
      if (apiKey) return { apiKey };
      throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchKey)]);
    }),
  );
