import { createHmac, randomBytes } from "node:crypto";

/** A secret of 32 random bytes has this many characters in hex, and fewer only in wider alphabets. */
const FEWEST_CHARACTERS = 32;
/** By how often each character comes; 32 characters of hex have about 118 bits, a word written four times has 80. */
const FEWEST_BITS = 100;

const MAKE_ONE = `make one by: node -p "crypto.randomBytes(32).toString('base64url')"`;

/** What is wrong with a secret, to be read after its name; undefined if nothing is. It never repeats the secret. */
export function problemOfSecret(secret: string): string | undefined {
  if (secret === "") return `is missing: sign-ins must be signed with a secret; ${MAKE_ONE}`;
  if (secret.length < FEWEST_CHARACTERS) return `is shorter than ${FEWEST_CHARACTERS} characters; ${MAKE_ONE}`;
  if (isRepetition(secret) || bitsOf(secret) < FEWEST_BITS) return `is too easily guessed; ${MAKE_ONE}`;
  return undefined;
}

const isRepetition = (text: string): boolean => `${text}${text}`.indexOf(text, 1) < text.length;

function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits + count * Math.log2(text.length / count), 0);
}

/** A key for one purpose alone; whoever learns one of them knows nothing of the others. */
export const keyFor = (secret: string, purpose: string): Buffer =>
  createHmac("sha256", secret).update(purpose).digest();

const NAME_CHARACTERS = 8;

/** Tells secrets apart, and nothing of them. */
export const nameOfSecret = (secret: string): string =>
  keyFor(secret, "name of the secret").toString("base64url").slice(0, NAME_CHARACTERS);

/** Of which a secret can be made again by whoever has the secret of the server that is named before it. */
export const newSeed = (name: string): string => `${name}.${randomBytes(16).toString("base64url")}`;
