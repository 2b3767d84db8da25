import "reflect-metadata";
import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { readDatabaseAddress } from "../config.js";
import { ConfigError } from "../core/database/address.js";
import { copyDatabase } from "../core/database/embedded-file.js";

const USAGE = `npm run backup -- FILE    copies an embedded database, as it is at this moment, into a new file

The server may go on meanwhile. npm run restore -- FILE puts it back.`;

const NOT_EMBEDDED =
  "DATABASE_URL names no embedded database; MariaDB is backed up by mariadb-backup: see docs/operations.md.";

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [to] = positionals;
  if (to === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 1;
  }
  const address = readDatabaseAddress(process.env);
  if (address.kind !== "embedded") throw new ConfigError([NOT_EMBEDDED]);
  if (!existsSync(address.file)) throw new ConfigError([`There is no database in ${address.file}.`]);
  if (existsSync(to)) throw new ConfigError([`${to} is there already; a backup is a new file.`]);
  copyDatabase(address.file, to);
  console.log(`Backed up into ${to}: ${megabytes(statSync(to).size)}, checked.`);
  if (address.auditSecrets === undefined) {
    console.log(
      `Its trail is sealed with the secret in ${address.file}.audit-secret: keep a copy of that, apart from it.`,
    );
  }
  return 0;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ConfigError ? message : `The backup failed: ${message}`);
    process.exit(1);
  },
);
