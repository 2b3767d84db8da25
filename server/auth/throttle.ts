import { createHash } from "node:crypto";
import type { Connections } from "../database/database.js";
import { tooManySignIns } from "../errors.js";
import { fold } from "../text/fold.js";
import { countAttempt, forgetAttempts, forgiveAttempt } from "./throttle.store.js";

/** From a hospital's one address many people sign in, and some of them mistype. */
const MOST_ATTEMPTS = { account: 10, address: 50 } as const;
const WINDOW_MS = 15 * 60_000;
/** One attempt in so many clears away what does not count any more. */
const CLEARED_EVERY = 100;

/**
 * Lets somebody try a password, unless there were too many attempts from this address or at this name. It is counted
 * before the password is checked, so that many at once are not more than many in turn, whichever server has them, and
 * whether there is such an account or not. Answers how to take the attempt back when the password was right.
 */
export async function letTry(
  db: Connections,
  name: string,
  address: string,
  now: number,
): Promise<() => Promise<void>> {
  const [instant, endsAt] = [new Date(now).toISOString(), new Date(now + WINDOW_MS).toISOString()];
  if (Math.random() < 1 / CLEARED_EVERY) await forgetAttempts(db, instant);
  // The address first: who is refused by it closes no account to its owner.
  const subjects = [
    { hash: hashOf("address", address), most: MOST_ATTEMPTS.address },
    { hash: hashOf("account", fold(name)), most: MOST_ATTEMPTS.account },
  ];
  for (const { hash, most } of subjects) {
    const counted = await countAttempt(db, hash, instant, endsAt);
    if (counted.attempts > most)
      throw tooManySignIns(Math.max(1, Math.ceil((Date.parse(counted.endsAt) - now) / 1000)));
  }
  return async () => {
    for (const { hash } of subjects) await forgiveAttempt(db, hash);
  };
}

/** People type passwords where names belong: names are not kept. */
const hashOf = (kind: string, subject: string): string =>
  createHash("sha256").update(`${kind} ${subject}`).digest("base64url");
