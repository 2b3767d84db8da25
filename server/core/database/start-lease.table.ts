import type { Dialect } from "./database.js";

const TEXT = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL";

/** The table of `START_LEASE`: whoever migrates needs it before the first migration. */
export const CREATE_START_LEASE: Readonly<Record<Dialect, string>> = {
  mysql:
    "CREATE TABLE IF NOT EXISTS `start_lease` (`id` int NOT NULL AUTO_INCREMENT, " +
    `\`owner\` varchar(400) ${TEXT}, \`beat\` int NOT NULL, \`until_at\` varchar(60) ${TEXT}, ` +
    "PRIMARY KEY (`id`)) ENGINE=InnoDB",
  sqlite:
    'CREATE TABLE IF NOT EXISTS "start_lease" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, ' +
    '"owner" varchar(400) NOT NULL, "beat" int NOT NULL, "until_at" varchar(60) NOT NULL)',
};

/** Its only row, where it is not there yet. */
export const FIRST_START_LEASE: Readonly<Record<Dialect, string>> = {
  mysql: "INSERT IGNORE INTO start_lease (id, owner, beat, until_at) VALUES (1, '', 0, '')",
  sqlite: "INSERT OR IGNORE INTO start_lease (id, owner, beat, until_at) VALUES (1, '', 0, '')",
};
