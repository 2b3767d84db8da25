import { createHash } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SIGNS = `${LETTERS}0123456789`;
const LENGTH = 11;

/** What an id of DHIS2 is like. */
export const isUid = (text: string): boolean => /^[A-Za-z][A-Za-z0-9]{10}$/.test(text);

/** The id of what has this code, by every server and for ever: made of a digest of both. */
export function uidOf(type: string, code: string): string {
  const digest = createHash("sha256").update(`${type} ${code}`).digest();
  const signs = [...digest.subarray(0, LENGTH)].map((byte, i) => {
    const choice = i === 0 ? LETTERS : SIGNS;
    return choice[byte % choice.length];
  });
  return signs.join("");
}
