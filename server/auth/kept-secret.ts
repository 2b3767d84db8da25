import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Config, ConfigError } from "../config.js";
import { problemOfSecret } from "./secret.js";

/**
 * The secret that the environment sets, or that of an embedded database: made once, and kept beside its file for its
 * owner alone.
 */
export function secretOf({ database, auth }: Config): string {
  if (auth.secret !== null) return auth.secret;
  if (database.kind !== "embedded") throw new Error("A database of many servers needs a secret that all of them know.");
  const path = `${database.file}.secret`;
  try {
    writeFileSync(path, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = readFileSync(path, "utf8").trim();
  const problem = problemOfSecret(secret);
  if (problem) throw new ConfigError([`The secret in ${path} ${problem}`]);
  return secret;
}
