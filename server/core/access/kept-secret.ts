import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DatabaseAddress } from "../database/address.js";
import { ConfigError } from "../database/address.js";
import { keepToOwner, writeOwnFile } from "../database/own-file.js";
import { problemOfSecret } from "./secret.js";

const newSecret = (): string => randomBytes(32).toString("base64url");

/** What whoever tries MariaDB without a secret is told; in production nothing starts without one. */
export const OWN_SECRET = "AUTH_SECRET is not set: sign-ins end with this server, and no other server knows them.";

/** The first makes what is new; what one of the others has made is still taken. */
export type Secrets = readonly [string, ...string[]];

/**
 * The secrets that the environment sets, or those of an embedded database: one is made, and kept beside its file for its
 * owner alone. A server that tries another database has one of its own.
 */
export function secretsOf({
  database,
  auth,
}: {
  database: DatabaseAddress;
  auth: { secrets: Secrets | null };
}): Secrets {
  if (auth.secrets !== null) return auth.secrets;
  return database.kind === "embedded" ? secretsBeside(`${database.file}.secret`) : [newSecret()];
}

/** What a database keeps beside its file, for its owner alone: a secret a line, the newest first. */
export function secretsBeside(path: string): Secrets {
  if (!writeOwnFile(path, newSecret())) keepToOwner(path, { make: false });
  const [newest = "", ...older] = readFileSync(path, "utf8")
    .split(/\s+/)
    .filter((secret) => secret !== "");
  for (const secret of [newest, ...older]) {
    const problem = problemOfSecret(secret);
    if (problem) throw new ConfigError([`The secret in ${path} ${problem}`]);
  }
  return [newest, ...older];
}
