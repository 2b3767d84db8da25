import { createHmac } from "node:crypto";
import { decodeJwt, errors } from "jose";
import { keyFor, nameOfSecret, newSeed } from "../../core/access/secret.js";
import { accountViewer, keyViewer, type Viewer } from "../../core/access/viewer.js";
import { groupBy } from "../../core/collections/groups.js";
import type { Snapshot } from "../../core/context.js";
import { askedAgain } from "../../core/database/asked-again.js";
import type { Connections, Database } from "../../core/database/database.js";
import * as messages from "../../core/mutation/mutation.messages.js";
import { notAccepted } from "../../core/schema/errors.js";
import { UserErrors, userError } from "../../core/schema/user-errors.js";
import type { Revision, Revisions } from "../../core/snapshot/revision.js";
import { RevisionCache } from "../../core/snapshot/revision-cache.js";
import type { Snapshots } from "../../core/snapshot/snapshots.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { KnownAccounts } from "./account/known-accounts.js";
import { documentsInForce } from "./api-key/document/api-key-document.store.js";
import type { DocumentsOfKey } from "./api-key/document/documents-known-to.js";
import { type Claims, Oidc } from "./oidc/oidc.js";
import { accountOf } from "./oidc/oidc-account.js";
import type { OidcConfig } from "./oidc/oidc-config.js";
import { isApiKey, sha256, Tokens } from "./session/tokens.js";

export interface AuthSettings {
  secret: string;
  /** What was the secret before, the newest first; what it has made is taken until it ends. */
  olderSecrets?: readonly string[];
  oidc: OidcConfig | null;
  proxies: number;
  /** Where the invitation of the first administrator lies; left out: there is none. */
  invitation?: string | null;
  /** In milliseconds since 1970; tests have a clock of their own. */
  now?: () => number;
}

/** Longer than any token that an issuer makes. */
const LONGEST_TOKEN = 8192;
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** Who somebody is recognised as, and as of which revision. */
export interface Recognised {
  viewer: Viewer;
  revision: Revision;
}

/** Recognises who asks. What one server knows is held by the revision of ACCOUNT, so that all servers know the same. */
export class Auth {
  readonly tokens: Tokens;
  /** For what stands for the input of an act: as it is kept, and as it was kept while another secret was the newest. */
  readonly actKeys: readonly [Buffer, ...Buffer[]];
  /** The names of its secrets, the newest first. */
  readonly secretNames: readonly [string, ...string[]];
  readonly #seedKeys: ReadonlyMap<string, Buffer>;
  readonly proxies: number;
  readonly invitation: string | null;
  readonly now: () => number;
  readonly #oidc: Oidc | null;
  /** Who is known is read for everybody who waits for it. */
  readonly #reading: Database;
  readonly #book = new RevisionCache<KnownAccounts, "ACCOUNT">({ scopes: ["ACCOUNT"], most: 1 });
  readonly #documents = new RevisionCache<ReadonlyMap<number, DocumentsOfKey>, "ACCOUNT">({
    scopes: ["ACCOUNT"],
    most: 1,
  });

  constructor(
    private readonly db: Connections,
    private readonly revisions: Revisions,
    private readonly snapshots: Snapshots<Snapshot>,
    { secret, olderSecrets = [], oidc, proxies, invitation = null, now = Date.now }: AuthSettings,
  ) {
    this.#reading = askedAgain(db);
    const secrets = [secret, ...olderSecrets];
    this.tokens = new Tokens([secret, ...olderSecrets]);
    this.actKeys = [keyFor(secret, "acts"), ...olderSecrets.map((older) => keyFor(older, "acts"))];
    this.secretNames = [nameOfSecret(secret), ...olderSecrets.map(nameOfSecret)];
    this.#seedKeys = new Map(secrets.map((each) => [nameOfSecret(each), keyFor(each, "seeds")]));
    this.proxies = proxies;
    this.invitation = invitation;
    this.now = now;
    this.#oidc = oidc && new Oidc(oidc);
  }

  /**
   * The 32 bytes of a secret that an act hands out. The act keeps only their seed: who asks again because the answer was
   * lost gets the same, and the database alone gives none away. Refuses where the seed is of a secret that is not known
   * any more.
   */
  bytesOf(seed: string): Buffer {
    const [name = ""] = seed.split(".");
    const key = this.#seedKeys.get(name);
    if (key === undefined) throw new UserErrors([userError("NOT_SHOWN_AGAIN", [], messages.notShownAgain)]);
    return createHmac("sha256", key).update(seed).digest();
  }

  newSeed(): string {
    return newSeed(this.secretNames[0]);
  }

  /** Documents of keys, by key; read when somebody asks for one that no SDK has. */
  documentsAt(revision: Revision): Promise<ReadonlyMap<number, DocumentsOfKey>> {
    return this.#documents.load([], revision, async () => {
      const byKey = groupBy(await documentsInForce(this.#reading), ({ apiKeyId }) => apiKeyId);
      return new Map([...byKey].map(([id, all]) => [id, new Map(all.map((each) => [each.code, each]))]));
    });
  }

  bookAt(revision: Revision): Promise<KnownAccounts> {
    return this.#book.load([], revision, () => KnownAccounts.read(this.#reading, this.now()));
  }

  /** Rejects with a Refusal. What was never signed by anybody, or has expired, costs no statement. */
  async recognise(authorization: string): Promise<Recognised> {
    try {
      const [, token = ""] = (authorization.length <= LONGEST_TOKEN && BEARER.exec(authorization)) || [];
      const recognised = isApiKey(token) ? await this.#byKey(token) : await this.#byToken(token);
      if (recognised) return recognised;
    } catch (error) {
      // What exactly is wrong with a token is for nobody to know.
      if (!(error instanceof errors.JOSEError)) throw error;
    }
    throw notAccepted();
  }

  async #byKey(token: string): Promise<Recognised | null> {
    const revision = await this.revisions.current();
    const key = (await this.bookAt(revision)).apiKey(sha256(token));
    if (!key || key.revokedAt !== null || Date.parse(key.expiresAt) <= this.now()) return null;
    return { viewer: keyViewer(key), revision };
  }

  async #byToken(token: string): Promise<Recognised | null> {
    const now = this.now();
    if (this.#oidc && issuerIn(token) === this.#oidc.config.issuer) {
      const claims = await this.#oidc.read(token, now);
      return claims && this.#byClaims(this.#oidc, claims);
    }
    const { accountId, sessionId } = await this.tokens.readAccess(token, now);
    const revision = await this.revisions.current();
    const accounts = await this.bookAt(revision);
    const account = accounts.account(accountId);
    if (!account?.active || accounts.isRevoked(sessionId)) return null;
    return { viewer: accountViewer(account, sessionId), revision };
  }

  async #byClaims({ config }: Oidc, claims: Claims): Promise<Recognised | null> {
    const revision = await this.revisions.current();
    const { facilities } = (await this.snapshots.at(revision)).snapshot;
    const facility = claims.facilityCode === null ? null : facilities.in(LATEST).findByCode(claims.facilityCode);
    // Who enters the data of nothing that is on record may do nothing.
    const isNobody = claims.role === "FACILITY_EDITOR" && facility === null;
    const said: Claims = isNobody ? { ...claims, role: "PUBLIC" } : claims;
    const accounts = await this.bookAt(revision);
    const account = await accountOf(this.db, accounts, config.issuer, said, facility?.id ?? null, this.now());
    if (!account?.active || account.role === "PUBLIC") return null;
    // An account that was just made or changed is known from the revision of then on.
    const isHeld = accounts.account(account.id) === account;
    return { viewer: accountViewer(account, null), revision: isHeld ? revision : await this.revisions.current() };
  }
}

/** Who a token says it is of, before anybody has checked it. */
function issuerIn(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
