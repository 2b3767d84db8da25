import type { Database } from "../database/database.js";
import { SCOPES, SLOTS } from "../snapshot/revision.js";
import { counted } from "../text/counted.js";
import { type AuditHead, EMPTY, headBehind, namesIn, sealOfHead } from "./audit-head.js";
import { allHeads } from "./audit-head.store.js";
import type { AuditKeys } from "./audit-key.js";
import { type KeptHeads, missingActs, sameSlot } from "./kept-heads.js";
import { actsOfSlot, type SlotAct } from "./slot-acts.js";

/** What is wrong in a slot, and of which object that can be told. */
interface SlotFault {
  sentence: string;
  object?: string;
}

/**
 * What is wrong in how acts follow each other: acts that are missing as a whole, and entries or seals that are others
 * than were written. `accused` are objects of which something is known to be wrong already: they say the same. `kept`,
 * read before anything else, says where slots have ended once.
 */
export async function* faultsOfSlots(
  db: Database,
  keys: AuditKeys,
  accused: ReadonlySet<string>,
  kept?: KeptHeads | null,
): AsyncGenerator<SlotFault> {
  // Read first: what is done from now on is not looked at.
  const heads = await allHeads(db);
  if (heads.length < SCOPES.length * SLOTS) yield { sentence: "Some of the ends of the trail are missing" };
  const total = heads.reduce((sum, { place }) => sum + place, 0);
  let seen = -1;
  for (const head of heads) {
    const before = kept && sameSlot(kept.heads, head);
    const walk = new Walk(keys, head, accused);
    let isBehindEnd = false;
    for await (const act of actsOfSlot(db, keys, head)) {
      isBehindEnd = (act.link?.place ?? 0) > head.place;
      if (isBehindEnd) break;
      yield* walk.follow(act);
      if (before && before.place > 0 && act.link?.place === before.place && act.link.head !== before.head)
        yield {
          sentence: `The acts of slot ${head.slot} of ${head.scope} up to ${kept.keptAt} are others than were kept`,
        };
      seen = Math.max(seen, act.link?.seen ?? -1);
    }
    yield* walk.end(isBehindEnd && (await isStill(db, head)));
  }
  const lost = kept ? missingActs(kept, heads) : 0;
  if (kept && lost > 0)
    yield {
      sentence: `At least ${counted(lost, "act")} that ${lost === 1 ? "was" : "were"} on record at ${kept.keptAt} ${lost === 1 ? "is" : "are"} missing`,
    };
  // One act has a place in each part of the data that it tells of.
  const missing = Math.ceil((seen + 1 - total) / SCOPES.length);
  if (missing > 0) yield { sentence: `At least ${missing} of the last acts are missing, as acts after them tell` };
}

/** Whether the slot has not gone on since. */
const isStill = async (db: Database, { scope, slot, place }: AuditHead): Promise<boolean> =>
  (await allHeads(db)).some((head) => head.scope === scope && head.slot === slot && head.place === place);

/** Goes along the acts of a slot. */
class Walk {
  #place = EMPTY.place;
  #objects = EMPTY.objects;
  #keyId = "";
  /** Null: what stands before is not known any more. */
  #head: string | null = EMPTY.head;
  #actedAt: string | null = null;

  constructor(
    private readonly keys: AuditKeys,
    private readonly slot: AuditHead,
    private readonly accused: ReadonlySet<string>,
  ) {}

  *follow({ link, objects, actedAt, added, faults }: SlotAct): Generator<SlotFault> {
    const when = actedAt === null ? "" : ` of ${actedAt}`;
    for (const fault of faults) yield { sentence: `An act${when}: ${fault}` };
    if (!link) {
      // Its last entry is missing: the act behind it tells whom that was about.
      this.#objects = objects;
      this.#head = null;
      this.#actedAt = actedAt;
      return;
    }
    const key = this.keys.find(link.keyId);
    const isNext = link.place === this.#place + 1 && this.#head !== null;
    const isRight =
      isNext &&
      (link.keyId !== "" || this.#keyId === "") &&
      (key === undefined || headBehind(key, this.slot, this.#head ?? "", link, added) === link.head);
    if (!isRight) yield* this.#missing(link.behind, objects, `the act${when}`);
    this.#place = link.place;
    this.#objects = objects;
    this.#keyId = link.keyId;
    this.#head = link.head;
    this.#actedAt = actedAt;
  }

  /** `isCut`: there are acts behind the end. */
  *end(isCut: boolean): Generator<SlotFault> {
    const { scope, slot, place, objects, head, keyId, seal } = this.slot;
    const key = this.keys.find(keyId);
    if ((key && sealOfHead(key, this.slot) !== seal) || (keyId === "" && this.#keyId !== "")) {
      yield { sentence: `The end of slot ${slot} of ${scope} is another than was sealed` };
    } else if (isCut) yield { sentence: `The end of slot ${slot} of ${scope} has been put back to an earlier one` };
    else if (place !== this.#place || head !== this.#head) yield* this.#missing(objects, "", "the last act");
  }

  /** Tells which entries of the act before are missing, as far as that is not known already. */
  *#missing(behind: string, objects: string, act: string): Generator<SlotFault> {
    const there = new Set(namesIn(this.#objects).map(({ object, version }) => `${object} ${version}`));
    const gone = namesIn(behind).filter(({ object, version }) => !there.has(`${object} ${version}`));
    const untold = gone.filter(({ object }) => !this.accused.has(object));
    for (const { object, version } of untold)
      yield { object, sentence: `${object}: the entry of version ${version} is missing` };
    if (gone.length > 0 || [objects, this.#objects].some((names) => this.#isAccused(names))) return;
    const since = this.#actedAt === null ? "" : `, or after that of ${this.#actedAt}`;
    const { scope, slot } = this.slot;
    yield {
      sentence: `Something is missing before ${act}${since}, or is another than was written (slot ${slot} of ${scope})`,
    };
  }

  #isAccused(objects: string): boolean {
    return namesIn(objects).some(({ object }) => this.accused.has(object));
  }
}
