import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { firstDayAbove } from "../../core/time/circle.js";
import { FOR_EVER, knownFrom, knownTo } from "../../core/time/point-in-time.js";
import * as messages from "./area.messages.js";
import type { AreaTree } from "./area-tree.js";

const CODE = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;
const LONGEST_CODE = 50;
const LONGEST_NAME = 400;

/** A code, as acts and lists give it to a new area. */
export const problemOfAreaCode = (code: string): LocalizedMessage | undefined =>
  code.length <= LONGEST_CODE && CODE.test(code) ? undefined : messages.notAnAreaCode(code, LONGEST_CODE);

export const problemOfAreaName = (name: string): LocalizedMessage | undefined =>
  name.length <= LONGEST_NAME && /\p{L}/u.test(name) ? undefined : messages.notAnAreaName(LONGEST_NAME);

/** Days on which an area is there. */
interface Days {
  validFrom: string;
  validTo: string;
}

/** A code has one holder at a time, and names nothing else where an area is looked for. */
export function problemOfHolder(
  code: string,
  days: Days,
  holders: readonly Days[],
  facilities: { has(code: string): boolean },
): LocalizedMessage | undefined {
  const other = holders.find((area) => area.validFrom < days.validTo && days.validFrom < area.validTo);
  if (other) return messages.codeOfAnotherArea(code, knownFrom(other.validFrom), knownTo(other.validTo));
  return facilities.has(code) ? messages.codeOfFacility(code) : undefined;
}

/** The day, from `on` on, on which an area lies in another one, directly or not, or is that one; null: on none. */
export const firstDayWithin = (tree: AreaTree, below: number, above: number, on: string): string | null =>
  below === above
    ? on
    : firstDayAbove(
        (id) => tree.parentsOf(id).map(({ parentId, validFrom, validTo }) => ({ above: parentId, validFrom, validTo })),
        below,
        above,
        on,
        FOR_EVER,
      );
