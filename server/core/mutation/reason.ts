import { type UserError, userError } from "../schema/user-errors.js";
import * as messages from "./mutation.messages.js";

const [SHORTEST, LONGEST] = [3, 2000];

/** The reason of an act, as it is kept, or what is wrong with it. */
export function readReason(given: string): { text: string; mistake: UserError | undefined } {
  const text = given.normalize("NFC").trim();
  const isFit = text.length >= SHORTEST && text.length <= LONGEST;
  const wrong = userError("INVALID", ["reason"], messages.reasonOfWrongLength(SHORTEST, LONGEST));
  return { text, mistake: isFit ? undefined : wrong };
}
