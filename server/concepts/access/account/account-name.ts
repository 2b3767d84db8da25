import { type AccountRow } from "../../../core/access/account.row.js";
import type { Database } from "../../../core/database/database.js";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import { fold } from "../../../core/text/fold.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../access.messages.js";
import { allAccounts } from "./account.store.js";

const LONGEST = 40;
const SHORTEST = 3;

/** What the trail calls those who are no account, and what people might take for one of them, in both languages. */
const RESERVED = [
  ...["system", "the system", "server", "data", "data files", "data file", "import", "imports", "file import"],
  ...[
    "npm",
    "npm start",
    "npm run import",
    "npm run account",
    "npm run audit",
    "public",
    "anonymous",
    "nobody",
    "issuer",
  ],
  ...["hệ thống", "máy chủ", "dữ liệu", "tệp dữ liệu", "nhập", "nhập tệp", "nhập dữ liệu", "công chúng", "ẩn danh"],
  ...["khách", "nhà phát hành", "integrator", "root"],
];

/** Signs that are read for another one: what is left of two names that a reader would take for each other is the same. */
const READ_AS: Readonly<Record<string, string>> = { 0: "o", 1: "l", i: "l", 3: "e", 4: "a", 5: "s", 7: "t" };

const lookOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]/g, "")
    .replace(/[0-9i]/g, (sign) => READ_AS[sign] ?? sign)
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");

const RESERVED_LOOKS: ReadonlySet<string> = new Set(RESERVED.map(lookOf));

/** The letters of Vietnamese and English with any accents, digits and a few signs: no others that look like these. */
const isWritable = (name: string): boolean => {
  const bare = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d");
  return !/\p{M}/u.test(name) && /^[a-z0-9][a-z0-9 ._@-]*[a-z0-9]$/i.test(bare);
};

/** What is wrong with the name of a new account; `name` is normalised to NFC. */
export function problemOfName(name: string): LocalizedMessage | undefined {
  const length = [...name].length;
  if (length < SHORTEST || length > LONGEST || !isWritable(name)) {
    return messages.notAnAccountName;
  }
  return RESERVED_LOOKS.has(lookOf(name)) ? messages.nameOfTheSystem(name) : undefined;
}

/** The account that a reader would take for one of this name. */
export async function alikeOf(db: Database, name: string): Promise<AccountRow | undefined> {
  const look = lookOf(name);
  return (await allAccounts(db)).find((account) => lookOf(account.name) === look);
}

export const taken = ({ name }: AccountRow): UserError => userError("TAKEN", ["name"], messages.nameTaken(name));

/** A name for whom an issuer calls so: it may call somebody as nobody may be called here. `mark` is of that one alone. */
export async function freeName(db: Database, called: string, mark: string): Promise<string> {
  const name = writableOf(called);
  if (problemOfName(name) === undefined && !(await alikeOf(db, name))) return name;
  const isTelling = name !== "" && !RESERVED_LOOKS.has(lookOf(name));
  return `${isTelling ? name : "account"} ${mark}`;
}

const writableOf = (text: string): string =>
  [...text.normalize("NFC")]
    .map((sign) => (isWritable(`a${sign}a`) ? sign : " "))
    .join("")
    .replace(/ +/g, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, LONGEST)
    .replace(/[^\p{L}\p{N}]+$/u, "");
