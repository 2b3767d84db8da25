import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { NotSet } from "./unavailable.js";

/** What a connection to MariaDB has to be before anything is sent on it, the name of the account included. */
const SSL_MODES = ["REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"] as const;

export interface Encryption {
  /** Encrypted; besides, by a certificate of an authority that is known; besides, one for the host that is asked. */
  mode: (typeof SSL_MODES)[number];
  /** The certificates of the authorities that are known, as PEM; left out: those that Node.js knows. */
  ca?: string;
}

const MODE = "ssl-mode";
const CA = "ssl-ca";

/** What an address asks for; undefined: nothing, or there are problems. Takes away from it what is ours alone to read. */
export function takeEncryption(url: URL, problems: string[]): Encryption | undefined {
  const [mode, ca] = [MODE, CA].map((name) => url.searchParams.get(name));
  for (const name of new Set(url.searchParams.keys())) {
    if (name !== MODE && name !== CA) {
      problems.push(`DATABASE_URL has a setting "${name}"; the only ones that it may have are ${MODE} and ${CA}.`);
    }
  }
  url.search = "";
  const known = SSL_MODES.find((each) => each === mode);
  if (mode != null && !known) problems.push(`${MODE} in DATABASE_URL must be one of ${SSL_MODES.join(", ")}.`);
  if (ca != null && mode == null) problems.push(`${CA} in DATABASE_URL says nothing without ${MODE}.`);
  if (known === "REQUIRED" && ca != null)
    problems.push(`${MODE}=REQUIRED in DATABASE_URL verifies nothing; with ${CA} write VERIFY_CA or VERIFY_IDENTITY.`);
  if (known === "VERIFY_IDENTITY" && isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0)
    problems.push(`${MODE}=VERIFY_IDENTITY in DATABASE_URL needs the name of a host, not its IP address.`);
  if (!known) return undefined;
  const authorities = ca == null || known === "REQUIRED" ? undefined : readAuthorities(ca, problems);
  return { mode: known, ...(authorities !== undefined && { ca: authorities }) };
}

function readAuthorities(file: string, problems: string[]): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    problems.push(`${CA} in DATABASE_URL is "${file}", which cannot be read.`);
    return undefined;
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  problems.push(`${CA} in DATABASE_URL is "${file}", which holds no certificate (PEM).`);
  return undefined;
}

/** The same as the drivers have it. */
export const asDriverOption = (
  encryption: Encryption | undefined,
): { ssl?: { rejectUnauthorized: boolean; verifyIdentity: boolean; ca?: string } } =>
  encryption
    ? {
        ssl: {
          rejectUnauthorized: encryption.mode !== "REQUIRED",
          verifyIdentity: encryption.mode === "VERIFY_IDENTITY",
          ...(encryption.ca !== undefined && { ca: encryption.ca }),
        },
      }
    : {};

/** Why no connection came about, in a sentence for whoever runs the server, where encryption is the reason. */
export function inWords(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === "HANDSHAKE_NO_SSL_SUPPORT")
    return notUsed("DATABASE_URL asks for encrypted connections (ssl-mode), and the database offers none.", error);
  if (code === "HANDSHAKE_SSL_ERROR") return notUsed(`${certificateIs(String(message))} (ssl-mode).`, error);
  return error;
}

const notUsed = (sentence: string, cause: unknown): NotSet => new NotSet(sentence, { cause });

function certificateIs(message: string): string {
  if (/expired|not yet valid/.test(message))
    return "The certificate of the database in DATABASE_URL is not valid today";
  if (/altnames|does not match/i.test(message))
    return "The certificate of the database is for another host than DATABASE_URL names";
  if (/certificate/.test(message))
    return "The certificate of the database in DATABASE_URL is by no authority that is known; see ssl-ca";
  return "The connection to the database in DATABASE_URL could not be encrypted";
}
