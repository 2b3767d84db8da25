import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Role } from "../../../core/access/role.js";
import { Refusal } from "../../../core/schema/errors.js";
import * as messages from "../access.messages.js";
import { isTrusted, type OidcConfig } from "./oidc-config.js";

/** Only with two keys: what is signed with one key could be signed by whoever knows the public one. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const TIMEOUT_MS = 5000;
/** Far longer than what any issuer publishes of itself. */
const MOST_BYTES = 524_288;
/** How long an address of the issuer is not asked again; keys that nobody has published make no difference. */
const REST_MS = 10_000;
const TOLERANCE_SECONDS = 30;
/** How long after it was issued a token may expire: the longest life that common issuers give one. */
const LONGEST_LIFE_SECONDS = 24 * 3600;
/** OpenID Connect allows no longer one. */
const LONGEST_SUBJECT = 255;

/** What a token of the issuer says of an account. */
export interface Claims {
  subject: string;
  name: string;
  /** PUBLIC: nothing that is known here. */
  role: Role;
  facilityCode: string | null;
  /** In seconds since 1970. */
  issuedAt: number;
}

/** Reads tokens of the configured issuer, by the keys that it publishes. */
export class Oidc {
  #keys: Promise<JWTVerifyGetKey> | undefined;
  /** When an address was asked last. */
  readonly #askedAt = new Map<string, number>();

  constructor(readonly config: OidcConfig) {}

  /** Rejects with an error of jose if the token is not good, and with a Refusal if the issuer cannot be asked. */
  async read(token: string, now: number): Promise<Claims | null> {
    const keys = await this.#published();
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer: this.config.issuer,
      audience: this.config.audience,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
    }).catch((error: unknown) => {
      throw isOutage(error) ? unreachable(error) : error;
    });
    const isGood = isForAccess(protectedHeader.typ, payload) && isOfItsTime(payload, now / 1000);
    return isGood ? claimsIn(payload, this.config) : null;
  }

  #published(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover();
    return this.#keys.catch((error: unknown) => {
      this.#keys = undefined;
      throw unreachable(error);
    });
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const { issuer } = this.config;
    const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const response = await this.#ask(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (found.issuer !== issuer) throw new Error(`What is published at ${issuer} is of the issuer "${found.issuer}".`);
    const keys = new URL(String(found.jwks_uri));
    if (!isAsProtected(keys, new URL(issuer))) throw new Error(`The keys of ${issuer} are not published by https.`);
    return createRemoteJWKSet(keys, {
      timeoutDuration: TIMEOUT_MS,
      [customFetch]: (url, init) => this.#ask(url, init),
    });
  }

  /** Asks an address once within a while, follows it nowhere else, and reads no more than anybody would publish. */
  async #ask(address: string, init: Pick<RequestInit, "headers" | "signal">): Promise<Response> {
    const now = Date.now();
    if (now - (this.#askedAt.get(address) ?? Number.NEGATIVE_INFINITY) < REST_MS) {
      throw new Error(`${address} was asked just now.`);
    }
    this.#askedAt.set(address, now);
    const response = await fetch(address, { ...init, redirect: "error" });
    if (response.status !== 200) throw new Error(`${address} answered with status ${response.status}.`);
    return new Response(await wholeOf(response));
  }
}

async function wholeOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > MOST_BYTES) throw new Error(`More than ${MOST_BYTES} bytes were answered.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

/** By https; on this machine, to try it, where the issuer itself is there without encryption. */
const isAsProtected = (address: URL, issuer: URL): boolean =>
  address.protocol === "https:" || (issuer.protocol === "http:" && isTrusted(address));

/**
 * Whether a token is for access, by RFC 9068 and by what issuers write that do not follow it: of type `at+jwt`, of the
 * plain type `JWT`, or of none. A token of such a plain type may be for something else, and says so: a logout token has
 * `events`, an ID token the hash of what was issued with it, Keycloak names what each is in `typ`. One that is bound to
 * a key (`cnf`) is good only with a proof, which is not checked here.
 */
function isForAccess(type: unknown, { events, at_hash, c_hash, cnf, typ = "Bearer" }: JWTPayload): boolean {
  const isOfType = type === undefined || (typeof type === "string" && /^(?:application\/)?(?:at\+)?jwt$/i.test(type));
  return isOfType && [events, at_hash, c_hash, cnf].every((each) => each === undefined) && typ === "Bearer";
}

/** jose has checked that it has not expired, and is good already. */
const isOfItsTime = ({ iat = 0, exp = 0 }: JWTPayload, now: number): boolean =>
  iat >= 0 && iat <= now + TOLERANCE_SECONDS && exp > iat && exp <= iat + LONGEST_LIFE_SECONDS;

/** jose has one error for each thing that is wrong with a token; the rest is about asking for the keys. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"].includes(error.code);

function unreachable(cause?: unknown): Refusal {
  const refusal = new Refusal("ISSUER_UNAVAILABLE", messages.issuerNotReachable);
  refusal.cause = cause;
  return refusal;
}

/** What somebody may do who has several roles. */
const STRONGEST_FIRST = ["ADMIN", "FACILITY_EDITOR"] as const;

/** Null if it does not say of whom. */
function claimsIn(payload: JWTPayload, config: OidcConfig): Claims | null {
  const roles = [claim(payload, config.roleClaim)].flat();
  const role = STRONGEST_FIRST.find((each) => roles.includes(each)) ?? "PUBLIC";
  const facility = claim(payload, config.facilityClaim);
  const name = claim(payload, config.nameClaim);
  if (!payload.sub || payload.sub.length > LONGEST_SUBJECT || payload.iat === undefined) return null;
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
