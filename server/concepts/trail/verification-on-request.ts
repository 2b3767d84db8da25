import type { Connections, SealedDatabase } from "../../core/database/database.js";
import { allHeads } from "../../core/mutation/audit-head.store.js";
import { lackingMost, readAllHeads } from "../../core/mutation/kept-heads.js";
import { type Verified, verifyTrail } from "../../core/mutation/verification.js";
import { Refusal } from "../../core/schema/errors.js";
import { dayAt, endOf, instant } from "../../core/time/clock.js";
import { daysAfter } from "../../core/time/days.js";
import { mayGoOn } from "../../core/time/turn.js";
import * as messages from "./trail.messages.js";

/** What was found, and up to the end of which day its digest is. */
export interface VerifiedUntil extends Verified {
  until: string;
}

/** Of the time that a request may take: the sentence that tells of it comes before the request is ended. */
const SHARE_OF_TIME = 0.9;

/** A verification that is under way, for all who have asked meanwhile. */
interface UnderWay {
  result: Promise<VerifiedUntil>;
  /** Whether each of them still waits. */
  askers: (() => boolean)[];
}

/**
 * Verifies the trail for whoever asks: once at a time, with others taking their turns in between, for no longer than a
 * request may take, and for as long as anybody waits for it.
 */
export class VerificationOnRequest {
  #underWay: UnderWay | undefined;

  constructor(
    private readonly db: Connections,
    private readonly seconds: number,
    private readonly now: () => number,
  ) {}

  /** `isThere`: whether who asks still waits. */
  ask(isThere: () => boolean): Promise<VerifiedUntil> {
    const shared = this.#underWay;
    if (shared) {
      shared.askers.push(isThere);
      return shared.result;
    }
    const askers = [isThere];
    const begun: UnderWay = { askers, result: this.#verify(askers).finally(() => this.#end(begun)) };
    this.#underWay = begun;
    return begun.result;
  }

  /** Who asks from now on has another one begun. */
  #end(begun: UnderWay): void {
    if (this.#underWay === begun) this.#underWay = undefined;
  }

  async #verify(askers: readonly (() => boolean)[]): Promise<VerifiedUntil> {
    const endsAt = performance.now() + this.seconds * SHARE_OF_TIME * 1000;
    const assertWanted = () => {
      if (performance.now() < endsAt && askers.some((isThere) => isThere())) return;
      this.#underWay = undefined;
      throw new Refusal("DEADLINE_EXCEEDED", messages.verificationTooLong);
    };
    const db = inTurns(this.db, assertWanted);
    const until = daysAfter(dayAt(this.now()), -1);
    // Before anything else is read: acts may go on meanwhile.
    const files = this.db.headsFile === null ? [] : readAllHeads(this.db.headsFile);
    const kept = lackingMost(files, await allHeads(db));
    const verified = await verifyTrail(db, instant(endOf(until)), UNHEARD, kept);
    return { ...verified, until };
  }
}

const UNHEARD = { fault: () => undefined, progress: () => undefined };

/** The same database; before each statement others have their turn, and it is asked whether to go on. */
const inTurns = (db: Connections, assertWanted: () => void): SealedDatabase => ({
  dialect: db.dialect,
  auditKeys: db.auditKeys,
  async query(sql, params) {
    await mayGoOn();
    assertWanted();
    return db.query(sql, params);
  },
});
