import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, label, optional, prose, refer, version } from "./columns.js";

/** What the Department notes on a check; the check itself is computed, and known by its code. */
export class NotesOnChecks1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "discrepancy_note", {
      mayRefer: [refer("account_id", "account")],
      columns: [label("code"), optional(prose("text_vi")), code("noted_at"), version("version")],
      unique: [["code"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("discrepancy_note");
  }
}
