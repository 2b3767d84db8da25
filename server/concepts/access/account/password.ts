import { randomBytes } from "node:crypto";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../access.messages.js";
import { COMMON_WORDS_HERE } from "./password-words.data.js";

const SHORTEST = 12;
const LONGEST = 128;
/** At a thousand a day (`throttle.ts`) this takes 27,000 years. */
const FEWEST_GUESSES = 1e10;
const MOST_JUDGED = 32;

/**
 * argon2id with the parameters that OWASP gives as the least: 19 MiB, two passes. This hash is of no account:
 * it is checked where there is none to check, so that it takes as long.
 */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$21Bwzbyui9rXDQ4l9ZAWng$xL2Zskr9qqZUVkZnPwtVDQhdSh21GfxGrFUgE9nZVxE";
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The package brings a binary; it is loaded when the first password is checked. */
const argon2 = () => import("@node-rs/argon2");

/** However a keyboard writes its accents, it is the same password. */
const composed = (password: string): string => password.normalize("NFKC");

const lengthOf = (password: string): number => [...composed(password)].length;

export const hashOf = async (password: string): Promise<string> =>
  (await argon2()).hash(composed(password), PARAMETERS);

/** Does the same work whether there is a password or not, and whether it is the one. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const tooLong = lengthOf(password) > LONGEST;
  const matches = await (await argon2()).verify(passwordHash ?? NOBODYS, tooLong ? "" : composed(password));
  return matches && passwordHash !== null && !tooLong;
}

/** What is wrong with the length of a password, without a word of it. */
export function problemOfLength(password: string): LocalizedMessage | undefined {
  const length = lengthOf(password);
  return length >= SHORTEST && length <= LONGEST
    ? undefined
    : messages.passwordOfWrongLength(SHORTEST, LONGEST, length);
}

/** What is wrong with a password that somebody wants to take, without a word of it. */
export async function problemOfPassword(password: string, name: string, path: string): Promise<UserError | undefined> {
  const wrong = problemOfLength(password);
  if (wrong) return userError("INVALID", [path], wrong);
  if ((await guessesFor(composed(password), name)) >= FEWEST_GUESSES) return undefined;
  return userError("INVALID", [path], messages.passwordEasilyGuessed);
}

/** The package brings the common passwords of the world; it is loaded when the first password is set. */
const loadEstimator = async () => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...dictionary, here: COMMON_WORDS_HERE } });
};
let estimator: ReturnType<typeof loadEstimator> | undefined;

/** How many guesses somebody needs who begins with what people take first: as it is written, and without accents. */
async function guessesFor(password: string, name: string): Promise<number> {
  estimator ??= loadEstimator();
  const judge = await estimator;
  const ownWords = [name, ...name.split(/[^\p{L}\p{N}\p{M}]+/u), bare(name)].flatMap((word) => [word, bare(word)]);
  const own = [...new Set(ownWords)].filter((word) => word.length > 2);
  // A long text takes seconds to judge; one of which this much is hard to guess is no easier.
  const guesses = [password, bare(password)].map((text) => judge.check([...text].slice(0, MOST_JUDGED).join(""), own));
  return Math.min(...guesses.map((each) => each.guesses));
}

/** Without accents and blanks; other signs make it longer to guess, and stay. */
const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\p{M}\s]/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");

/** A password for once, without the letters that are taken for others; the same from the same bytes. */
export function oneTimePassword(bytes: Uint8Array = randomBytes(20)): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const drawn = [...bytes.subarray(0, 20)].map((byte) => letters[byte % letters.length]).join("");
  return drawn.replace(/.{5}(?=.)/g, "$&-");
}
