import { randomBytes } from "node:crypto";
import { type Mistake, mistake } from "../graphql/user-errors.js";
import { fold } from "../text/fold.js";

const SHORTEST = 12;
const LONGEST = 128;

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

/** What is wrong with a password that somebody wants to take, without a word of it. */
export function problemOfPassword(password: string, name: string, path: string): Mistake | undefined {
  const length = lengthOf(password);
  if (length < SHORTEST || length > LONGEST) {
    return mistake(
      "INVALID",
      [path],
      `A password has ${SHORTEST} to ${LONGEST} characters; this one has ${length}.`,
      `Mật khẩu phải có từ ${SHORTEST} đến ${LONGEST} ký tự; mật khẩu này có ${length}.`,
    );
  }
  if (fold(password) !== fold(name)) return undefined;
  return mistake(
    "INVALID",
    [path],
    "The password is the name of the account; choose one that nobody can guess.",
    "Mật khẩu trùng với tên đăng nhập; hãy chọn mật khẩu không ai đoán được.",
  );
}

/** A password for once, without the letters that are taken for others; the same from the same bytes. */
export function oneTimePassword(bytes: Uint8Array = randomBytes(20)): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const drawn = [...bytes.subarray(0, 20)].map((byte) => letters[byte % letters.length]).join("");
  return drawn.replace(/.{5}(?=.)/g, "$&-");
}
