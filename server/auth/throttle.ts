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
 * Lets somebody try a password, unless there were too many attempts at this name or from this address. It is counted
 * before the password is checked, so that many at once are not more than many in turn, whichever server has them, and
 * whether there is such an account or not. Answers how to take the attempt back when the password was right.
 */
export async function letTry(
  db: Connections,
  name: string,
  address: string,
  now: number,
): Promise<() => Promise<void>> {
  const subjects = [
    { hash: hashOf("account", fold(name)), most: MOST_ATTEMPTS.account },
    { hash: hashOf("address", address), most: MOST_ATTEMPTS.address },
  ];
  const instant = new Date(now).toISOString();
  if (Math.random() < 1 / CLEARED_EVERY) await forgetAttempts(db, instant);
  let until = 0;
  for (const { hash, most } of subjects) {
    const { attempts, endsAt } = await countAttempt(db, hash, instant, new Date(now + WINDOW_MS).toISOString());
    if (attempts > most) until = Math.max(until, Date.parse(endsAt));
  }
  if (until > 0) throw tooManySignIns(Math.max(1, Math.ceil((until - now) / 1000)));
  return async () => {
    for (const { hash } of subjects) await forgiveAttempt(db, hash);
  };
}

/** People type passwords where names belong: names are not kept. */
const hashOf = (kind: string, subject: string): string =>
  createHash("sha256").update(`${kind} ${subject}`).digest("base64url");
