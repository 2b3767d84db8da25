import { type UserError, userError } from "../core/schema/user-errors.js";
import type { LocalizedMessage } from "../core/text/localized-message.js";
import { type Dated, FOR_EVER, SINCE_EVER } from "../core/time/point-in-time.js";
import { changeOnRecord } from "./shared.messages.js";

/** What was recorded of one aspect comes in its order: nothing is put before, or on the day of, the last change. */
export function problemOfOrder(
  rows: readonly Pick<Dated, "validFrom" | "validTo">[],
  on: string,
  closedOn: string | null,
  what: LocalizedMessage,
): UserError | undefined {
  const begins = rows.map(({ validFrom }) => validFrom).filter((day) => day >= on && day !== SINCE_EVER);
  const ends = rows.map(({ validTo }) => validTo).filter((day) => day > on && day !== FOR_EVER && day !== closedOn);
  const last = [...begins, ...ends].sort().at(-1);
  return last === undefined ? undefined : userError("INVALID", ["on"], changeOnRecord(what, last, on));
}
