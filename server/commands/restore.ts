import "reflect-metadata";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { readDatabaseAddress } from "../config.js";
import { secretsBeside } from "../core/access/kept-secret.js";
import { ConfigError, type DatabaseAddress } from "../core/database/address.js";
import { openDatabase } from "../core/database/data-source.js";
import { assertSound, copyBeside, remove, replaceDatabase } from "../core/database/embedded-file.js";
import { allHeads } from "../core/mutation/audit-head.store.js";
import { actsIn, headsBeside, missingActs, readHeads } from "../core/mutation/kept-heads.js";
import { verifyTrail } from "../core/mutation/verification.js";
import { counted } from "../core/text/counted.js";
import { instant } from "../core/time/clock.js";
import { statusLine } from "../files/reading/progress.js";

const USAGE = `npm run restore -- FILE    puts a backup in the place of an embedded database, once it has been checked

Nobody may have the database open. What it replaces is kept beside it, under another name.`;

const NOT_EMBEDDED =
  "DATABASE_URL names no embedded database; MariaDB is restored by mariadb-backup: see docs/operations.md.";

type Embedded = Extract<DatabaseAddress, { kind: "embedded" }>;

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [from] = positionals;
  if (from === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 1;
  }
  const address = readDatabaseAddress(process.env);
  if (address.kind !== "embedded") throw new ConfigError([NOT_EMBEDDED]);
  if (!existsSync(from)) throw new ConfigError([`There is no file ${from}.`]);
  const auditSecrets = secretsFor(address);
  mkdirSync(dirname(address.file), { recursive: true, mode: 0o700 });
  const copy = copyBeside(from, address.file);
  try {
    assertSound(copy, from);
    const { acts, lost } = await verified({ ...address, file: copy, auditSecrets });
    const name = `replaced-${instant(Date.now()).replace(/[:.]/g, "-")}`;
    const replaced = replaceDatabase(address.file, copy, name);
    const heads = headsBeside(address.file);
    if (existsSync(heads)) renameSync(heads, `${address.file}.${name}.heads`);
    console.log(`Restored from ${from}: ${counted(acts, "act")}, verified.`);
    if (lost > 0) console.log(`${counted(lost, "act")} that came later ${lost === 1 ? "is" : "are"} not in it.`);
    if (replaced !== null) console.log(`What was there before is kept in ${replaced}.`);
    return 0;
  } finally {
    remove(copy);
  }
}

/** What the backup is sealed with: those of the database whose place it takes. None is made: it would verify nothing. */
function secretsFor({ file, auditSecrets }: Embedded): readonly string[] {
  if (auditSecrets !== undefined) return auditSecrets;
  const path = `${file}.audit-secret`;
  if (existsSync(path)) return secretsBeside(path);
  throw new ConfigError([`Nothing can be verified without the secret of the trail: put ${path} back first.`]);
}

/** How many acts are in a copy, and how many were on record here and are not in it. Refuses where anything is wrong. */
async function verified(copy: Embedded): Promise<{ acts: number; lost: number }> {
  const db = await openDatabase(copy);
  try {
    const line = statusLine(process.stderr);
    const fault = (sentence: string) => {
      line.end();
      console.error(sentence);
    };
    const progress = (entries: number) => line.show(() => `${counted(entries, "entry", "entries")} read`);
    const { faults } = await verifyTrail(db, instant(Date.now()), { fault, progress });
    line.end();
    if (faults > 0) throw new ConfigError(["Its trail is not whole."]);
    const now = await allHeads(db);
    const kept = readHeads(headsBeside(copy.file.replace(/\.restoring$/, "")));
    return { acts: actsIn(now), lost: kept ? missingActs(kept, now) : 0 };
  } finally {
    await db.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ConfigError ? message : `The restore failed: ${message}`);
    console.error("Nothing was replaced.");
    process.exit(1);
  },
);
