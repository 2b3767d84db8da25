import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DatabaseAddress } from "../database/address.js";
import { ConfigError } from "../database/address.js";
import { keepToOwner, writeOwnFile } from "../database/own-file.js";
import { problemOfSecret } from "./secret.js";

const newSecret = (): string => randomBytes(32).toString("base64url");

/** What whoever tries MariaDB without a secret is told; in production nothing starts without one. */
export const OWN_SECRET = "AUTH_SECRET is not set: sign-ins end with this server, and no other server knows them.";

/**
 * The secret that the environment sets, or that of an embedded database: made once, and kept beside its file for its
 * owner alone. A server that tries another database has one of its own.
 */
export function secretOf({ database, auth }: { database: DatabaseAddress; auth: { secret: string | null } }): string {
  if (auth.secret !== null) return auth.secret;
  return database.kind === "embedded" ? secretBeside(`${database.file}.secret`) : newSecret();
}

/** A secret that a database keeps beside its file, for its owner alone. */
export function secretBeside(path: string): string {
  if (!writeOwnFile(path, newSecret())) keepToOwner(path, { make: false });
  const secret = readFileSync(path, "utf8").trim();
  const problem = problemOfSecret(secret);
  if (problem) throw new ConfigError([`The secret in ${path} ${problem}`]);
  return secret;
}
