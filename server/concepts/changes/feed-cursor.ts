import { badInput } from "../../core/schema/errors.js";
import { bodyOfChecked, shownCursor, withCheck } from "../../core/schema/pagination.js";
import * as messages from "./changes.messages.js";

/** Where a reader of changes stands. Slots are counted through all scopes, in the order of `SLOT_KEYS`. */
export interface FeedCursor {
  /** Of each slot the last revision of which everything has been read. */
  slots: readonly number[];
  /** Where to go on. */
  at: FeedPlace;
}

/** A slot, and what has been read of the one revision in it that has been begun. */
export interface FeedPlace {
  slot: number;
  /** The last entry that has been read wholly; 0: none. */
  entry: number;
  /** The last object that has been read of the entry behind it; 0: none. */
  object: number;
}

export const BEGIN: FeedPlace = { slot: 0, entry: 0, object: 0 };

/** Most slots are at 0, or at a small number. */
export function writeFeedCursor({ slots, at }: FeedCursor): string {
  const numbers = slots.map((revision) => (revision === 0 ? "" : revision.toString(36)));
  return withCheck(`changes ${[at.slot, at.entry, at.object].join(" ")} ${numbers.join(".").replace(/\.+$/, "")}`);
}

export function readFeedCursor(text: string, slotCount: number): FeedCursor {
  const found = /^changes (\d{1,15}) (\d{1,15}) (\d{1,15}) ([\da-z.]*)$/.exec(bodyOfChecked(text) ?? "");
  if (!found) {
    throw badInput(messages.noCursorOfChanges(shownCursor(text)));
  }
  const [, slot, entry, object, numbers = ""] = found;
  const written = numbers.split(".");
  const slots = Array.from({ length: slotCount }, (_, i) => Number.parseInt(written[i] || "0", 36));
  return { slots, at: { slot: Number(slot), entry: Number(entry), object: Number(object) } };
}
