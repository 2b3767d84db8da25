import { type AccountRow } from "../../../core/access/account.row.js";
import type { Database } from "../../../core/database/database.js";
import { type ApiKeyRow, allApiKeys } from "../api-key/api-key.store.js";
import { revokedSince } from "../session/session.store.js";
import { allAccounts } from "./account.store.js";

/** Far longer than an access token lives, so that the clocks of several servers may differ. */
const REMEMBERED_MS = 3_600_000;

/** Who may ask, as of one revision of ACCOUNT: to recognise somebody costs no statement. */
export class KnownAccounts {
  readonly #byId: ReadonlyMap<number, AccountRow>;
  readonly #bySubject: ReadonlyMap<string, AccountRow>;
  readonly #keys: ReadonlyMap<string, ApiKeyRow>;
  readonly #revoked: ReadonlySet<number>;
  /** When the issuer spoke last of an account, where that is known to be later than the row says. */
  readonly #claimedAt = new Map<number, number>();

  private constructor(
    readonly accounts: readonly AccountRow[],
    readonly apiKeys: readonly ApiKeyRow[],
    revoked: readonly number[],
  ) {
    this.#byId = new Map(accounts.map((account) => [account.id, Object.freeze(account)]));
    this.#bySubject = new Map(
      accounts.flatMap((account) => (account.subjectHash === null ? [] : [[account.subjectHash, account]])),
    );
    this.#keys = new Map(apiKeys.map((key) => [key.keyHash, Object.freeze(key)]));
    this.#revoked = new Set(revoked);
  }

  static async read(db: Database, now: number): Promise<KnownAccounts> {
    const since = new Date(now - REMEMBERED_MS).toISOString();
    return new KnownAccounts(await allAccounts(db), await allApiKeys(db), await revokedSince(db, since));
  }

  account(id: number): AccountRow | undefined {
    return this.#byId.get(id);
  }

  bySubject(subjectHash: string): AccountRow | undefined {
    return this.#bySubject.get(subjectHash);
  }

  /** When the issuer spoke of this account last, as far as this server knows. */
  claimedAt({ id, claimedAt }: AccountRow): number | null {
    return this.#claimedAt.get(id) ?? claimedAt;
  }

  /** Remembers what is on record: that alone moves no revision. */
  noteClaim({ id, claimedAt }: AccountRow): void {
    if (claimedAt !== null) this.#claimedAt.set(id, Math.max(claimedAt, this.#claimedAt.get(id) ?? claimedAt));
  }

  apiKey(keyHash: string): ApiKeyRow | undefined {
    return this.#keys.get(keyHash);
  }

  isRevoked(sessionId: number): boolean {
    return this.#revoked.has(sessionId);
  }
}
