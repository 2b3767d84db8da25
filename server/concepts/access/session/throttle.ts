import { createHash } from "node:crypto";
import type { Connections, Transaction } from "../../../core/database/database.js";
import { transact } from "../../../core/database/transaction.js";
import { type Refusal, tooManySignIns } from "../../../core/schema/errors.js";
import { fold } from "../../../core/text/fold.js";
import { instant } from "../../../core/time/clock.js";
import {
  type Attempts,
  countAttempt,
  forgetAttempts,
  forgetPlaces,
  forgiveAttempt,
  isPlaceOf,
  rememberPlace,
} from "./throttle.store.js";

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** How often a password may be wrong. See docs/decisions/13-who-asks.md. */
const MOST = {
  /** At one name from one place, within a window. */
  place: 10,
  /** The same from where the name has not signed in, once so many have been wrong from anywhere else. */
  placeUnderAttack: 2,
  attack: 100,
  /** At all names from one address from which they have not signed in, within a window: a hospital has one address. */
  address: 50,
  /** At one name from all places from which it has not signed in, within a day. */
  elsewhere: 1000,
} as const;
/** How long a place is known after the last sign-in. */
const KNOWN_MS = 90 * DAY_MS;
/** One attempt in so many clears away what does not count any more. */
const CLEARED_EVERY = 100;

/** From where somebody tries: an address, or a session that has begun already. */
export type Place = { address: string } | { session: number };

/** What somebody may try. */
interface Try {
  /** Set: only with a password that nobody could guess; any other one is refused so, whether it is right or not. */
  refusal: Refusal | null;
  /** The password was right: it was no guess, and the place is one of this name from now on. */
  succeed(): Promise<void>;
}

/**
 * Lets somebody try a password, unless too many were wrong. Where a name has signed in before, only what was wrong there
 * counts: nobody elsewhere keeps its owner out. It is counted before the password is checked, so that many at once are
 * not more than many in turn, whichever server has them, and whether there is such an account or not.
 */
export async function letTry(db: Connections, name: string, place: Place, now: number): Promise<Try> {
  const at = instant(now);
  if (Math.random() < 1 / CLEARED_EVERY) await forgetAttempts(db, at);
  const where = "address" in place ? `address ${place.address}` : `session ${place.session}`;
  const placeHash = hashOf("place", `${where} ${fold(name)}`);
  const isKnown = (await isPlaceOf(db, placeHash, at)) || "session" in place;
  const [window, day] = [instant(now + WINDOW_MS), instant(now + DAY_MS)];
  const here = { hash: placeHash, endsAt: window };
  const address = { hash: hashOf("address", where), endsAt: window };
  const elsewhere = { hash: hashOf("elsewhere", fold(name)), endsAt: day };
  const wait = ({ endsAt }: Attempts) => tooManySignIns(Math.max(1, Math.ceil((Date.parse(endsAt) - now) / 1000)));

  const subjects = isKnown ? [here] : [here, address, elsewhere];
  const allowed = await countAttempt(db, subjects, at, ([atPlace, atAddress, atAll]) => {
    const isAttacked = atAll !== undefined && atAll.attempts >= MOST.attack;
    if (atAddress && atAddress.attempts >= MOST.address) throw wait(atAddress);
    if (atPlace && atPlace.attempts >= (isAttacked ? MOST.placeUnderAttack : MOST.place)) throw wait(atPlace);
    // What is refused whatever it is tells nobody anything: it does not count at the name.
    if (atAll && atAll.attempts >= MOST.elsewhere) return { counted: [here, address], answer: wait(atAll) };
    return { counted: subjects, answer: null };
  });
  const succeed = () =>
    transact(db, async (tx) => {
      await forgiveAttempt(tx, allowed ? [here, address] : subjects);
      if ("session" in place) return;
      const known = { nameHash: nameHashOf(name), placeHash, endsAt: instant(now + KNOWN_MS) };
      await rememberPlace(tx, known);
    });
  return { refusal: allowed, succeed };
}

/** From nowhere is it the owner any more who is known there: the password was reset. */
export const forgetPlacesOf = (tx: Transaction, name: string): Promise<unknown[]> => forgetPlaces(tx, nameHashOf(name));

const nameHashOf = (name: string): string => hashOf("name", fold(name));

/** People type passwords where names belong: names are not kept. */
const hashOf = (kind: string, subject: string): string =>
  createHash("sha256").update(`${kind} ${subject}`).digest("base64url");
