import type { MigrationInterface, QueryRunner } from "typeorm";
import { resizeText } from "./columns.js";

/** What grows with what it tells of: a facility with some hundred spellings is more than 64 kB of text, before and after. */
const GROWING = [
  ["act_key", "answer"],
  ["audit_entry", "changes"],
  ["facility", "search_text"],
] as const;

export class LongTexts1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of GROWING) await resizeText(runner, table, column, "mediumtext");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of GROWING) await resizeText(runner, table, column, "text");
  }
}
