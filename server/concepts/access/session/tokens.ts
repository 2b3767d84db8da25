import { createHash, createHmac, randomBytes } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Secrets } from "../../../core/access/kept-secret.js";
import { keyFor } from "../../../core/access/secret.js";

const ISSUER = "hue-health-graph";
const ACCESS_SECONDS = 15 * 60;
/** How many tokens are known at once: those who are signed in, one each. */
const MOST_READ = 2000;

/** What an access token says: which account, in which session. */
export interface Access {
  accountId: number;
  sessionId: number;
}

/** Makes and reads the tokens of sessions, with keys of its own from each secret: the first makes, all of them read. */
export class Tokens {
  readonly #accessKeys: readonly [Buffer, ...Buffer[]];
  /** Tokens whose signature was checked, which takes as long as everything else: what was good stays so until it ends. */
  readonly #read = new Map<string, Access & { endsAt: number }>();
  readonly #refreshKeys: readonly [Buffer, ...Buffer[]];

  constructor([newest, ...older]: Secrets) {
    const keysFor = (purpose: string): readonly [Buffer, ...Buffer[]] => [
      keyFor(newest, purpose),
      ...older.map((secret) => keyFor(secret, purpose)),
    ];
    this.#accessKeys = keysFor("access tokens");
    this.#refreshKeys = keysFor("refresh tokens");
  }

  async makeAccess({ accountId, sessionId }: Access, now: number): Promise<{ token: string; expiresAt: string }> {
    const issuedAt = Math.floor(now / 1000);
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .setIssuer(ISSUER)
      .setSubject(String(accountId))
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_SECONDS)
      .sign(this.#accessKeys[0]);
    return { token, expiresAt: new Date((issuedAt + ACCESS_SECONDS) * 1000).toISOString() };
  }

  /** Rejects with an error of jose if it is not ours, or has expired. */
  async readAccess(token: string, now: number): Promise<Access> {
    const known = this.#read.get(token);
    if (known && now < known.endsAt) return known;
    const access = await this.#check(token, now);
    if (this.#read.size >= MOST_READ) this.#read.clear();
    this.#read.set(token, access);
    return access;
  }

  async #check(token: string, now: number): Promise<Access & { endsAt: number }> {
    const [newest, ...older] = this.#accessKeys;
    let read = this.#checkBy(newest, token, now);
    for (const key of older) {
      read = read.catch((error: unknown) => {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
        return this.#checkBy(key, token, now);
      });
    }
    return read;
  }

  async #checkBy(key: Buffer, token: string, now: number): Promise<Access & { endsAt: number }> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      typ: "at+jwt",
      requiredClaims: ["exp", "sub", "sid"],
      currentDate: new Date(now),
    });
    const endsAt = Number(payload.exp) * 1000;
    return { accountId: Number(payload.sub), sessionId: Number(payload.sid), endsAt };
  }

  /**
   * The refresh token that follows another one. It is always the same one: whoever asks again because the answer was
   * lost gets what was lost. Behind it are those that followed it while an older secret was the newest.
   */
  next({ code, secret }: RefreshToken): readonly [RefreshToken, ...RefreshToken[]] {
    const by = (key: Buffer): RefreshToken => ({
      code,
      secret: createHmac("sha256", key).update(`${code} ${secret}`).digest("base64url"),
    });
    const [newest, ...older] = this.#refreshKeys;
    return [by(newest), ...older.map(by)];
  }
}

/** Which session it refreshes, and the proof that it may. */
export interface RefreshToken {
  code: string;
  secret: string;
}

export const newRefreshToken = (): RefreshToken => ({
  code: randomBytes(16).toString("base64url"),
  secret: randomBytes(32).toString("base64url"),
});

export const writeRefreshToken = ({ code, secret }: RefreshToken): string => `hhr_${code}.${secret}`;

export function readRefreshToken(text: string): RefreshToken | null {
  const [, code, secret] = /^hhr_([\w-]{22})\.([\w-]{43})$/.exec(text) ?? [];
  return code && secret ? { code, secret } : null;
}

/** A key of these 32 bytes. */
export const apiKeyOf = (bytes: Buffer): string => `hhk_${bytes.toString("base64url")}`;

export const isApiKey = (text: string): boolean => /^hhk_[\w-]{43}$/.test(text);

/** What is kept of a token or key that was drawn at random: it cannot be guessed, so a quick hash will do. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
