import type { Context } from "../../../core/context.js";
import type { KnownAccounts } from "./known-accounts.js";

/** The accounts and keys as of the revision that a request is answered from. */
export const accountsKnownTo = async ({ shared, snapshots }: Context): Promise<KnownAccounts> =>
  shared.auth.bookAt(snapshots.revision ?? (await shared.revisions.current()));
