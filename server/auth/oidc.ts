import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { OidcConfig } from "../config.js";
import { Refusal } from "../errors.js";
import type { Role } from "./role.js";

/** Only with two keys: what is signed with one key could be signed by whoever knows the public one. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const TIMEOUT_MS = 5000;
/** How long nobody asks again after the issuer could not be reached. */
const REST_MS = 10_000;
const TOLERANCE_SECONDS = 30;

/** What a token of the issuer says of an account. */
export interface Claims {
  subject: string;
  name: string;
  role: Role;
  facilityCode: string | null;
  /** In seconds since 1970. */
  issuedAt: number;
}

/** Reads tokens of the configured issuer, by the keys that it publishes. */
export class Oidc {
  #keys: Promise<JWTVerifyGetKey> | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly config: OidcConfig) {}

  /** Rejects with an error of jose if the token is not good, and with a Refusal if the issuer cannot be asked. */
  async read(token: string, now: number): Promise<Claims | null> {
    const keys = await this.#published();
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer: this.config.issuer,
      audience: this.config.audience,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
    }).catch((error: unknown) => {
      throw isOutage(error) ? unreachable(error) : error;
    });
    const claims = claimsIn(payload, this.config);
    return claims && claims.issuedAt <= now / 1000 + TOLERANCE_SECONDS ? claims : null;
  }

  async #published(): Promise<JWTVerifyGetKey> {
    if (Date.now() - this.#failedAt < REST_MS) throw unreachable();
    this.#keys ??= discover(this.config.issuer);
    return this.#keys.catch((error: unknown) => {
      this.#keys = undefined;
      this.#failedAt = Date.now();
      throw unreachable(error);
    });
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer) throw new Error(`What is published at ${issuer} is of the issuer "${found.issuer}".`);
  return createRemoteJWKSet(new URL(String(found.jwks_uri)), { timeoutDuration: TIMEOUT_MS });
}

/** jose has one error for each thing that is wrong with a token; the rest is about asking for the keys. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || ["ERR_JWKS_TIMEOUT", "ERR_JOSE_GENERIC"].includes(error.code);

function unreachable(cause?: unknown): Refusal {
  const refusal = new Refusal("ISSUER_UNAVAILABLE", {
    en: "The issuer of this token cannot be asked for its keys just now. Please try again in a moment.",
    vi: "Hiện chưa hỏi được khóa của nhà phát hành mã đăng nhập này. Vui lòng thử lại sau ít phút.",
  });
  refusal.cause = cause;
  return refusal;
}

/** What somebody may do who has several roles. */
const STRONGEST_FIRST = ["ADMIN", "FACILITY_EDITOR"] as const;

/** Null if it says nothing of what the account may do. */
function claimsIn(payload: JWTPayload, config: OidcConfig): Claims | null {
  const roles = [claim(payload, config.roleClaim)].flat();
  const role = STRONGEST_FIRST.find((each) => roles.includes(each));
  const facility = claim(payload, config.facilityClaim);
  const name = claim(payload, config.nameClaim);
  if (!role || !payload.sub || payload.iat === undefined) return null;
  return {
    subject: payload.sub,
    name: typeof name === "string" && name ? name : payload.sub,
    role,
    facilityCode: role === "FACILITY_EDITOR" && typeof facility === "string" ? facility : null,
    issuedAt: Math.floor(payload.iat),
  };
}

/** Some issuers name their own claims by addresses, which have dots; so the whole name is tried first. */
const claim = (payload: JWTPayload, name: string): unknown =>
  payload[name] ??
  name.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], payload);
