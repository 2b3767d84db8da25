import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { OidcConfig } from "../../server/concepts/access/oidc/oidc-config.js";

/** An issuer of tokens on this machine, as Keycloak or another one publishes its keys. */
export interface Issuer {
  oidc: OidcConfig;
  privateKey: CryptoKey;
  /** The public key as it is published, in text: what a forger would sign with. */
  publicKey: string;
  /** How often it was asked for anything. */
  asked(): number;
  /** What it answers at a path from now on, instead of what it publishes. */
  answer(path: string, answer: (response: ServerResponse) => unknown): void;
  token(claims: JWTPayload, options?: TokenOptions): Promise<string>;
  close(): Promise<void>;
}

export interface TokenOptions {
  issuer?: string;
  audience?: string;
  subject?: string;
  issuedAt?: number;
  expiresAt?: number;
  key?: CryptoKey | Uint8Array;
  alg?: string;
  kid?: string;
  /** What kind of token the header says that it is; left out: it says nothing. */
  typ?: string;
}

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  let asked = 0;
  const answers = new Map<string, (response: ServerResponse) => unknown>();
  const http = createServer((request, response) => {
    asked += 1;
    const instead = answers.get(request.url ?? "");
    if (instead) return instead(response);
    const isKeys = request.url === "/keys";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` }));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    oidc: {
      issuer: url,
      audience: "hue-health",
      roleClaim: "realm_access.roles",
      facilityClaim: "facility",
      nameClaim: "preferred_username",
    },
    privateKey,
    publicKey: JSON.stringify(jwk),
    asked: () => asked,
    answer: (path, answer) => void answers.set(path, answer),
    token(claims, options = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({
          alg: options.alg ?? "RS256",
          kid: options.kid ?? "one",
          ...(options.typ !== undefined && { typ: options.typ }),
        })
        .setIssuer(options.issuer ?? url)
        .setAudience(options.audience ?? "hue-health")
        .setSubject(options.subject ?? "subject-1")
        .setIssuedAt(options.issuedAt ?? now)
        .setExpirationTime(options.expiresAt ?? now + 300)
        .sign(options.key ?? privateKey);
    },
    async close() {
      http.close();
      http.closeAllConnections();
    },
  };
}
