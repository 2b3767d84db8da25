import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex } from "./columns.js";

/** The trail is read from its end, and for the days that somebody asks about. */
export class TrailInTime1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, "audit_entry", "ix_audit_entry_acted_at", ["acted_at"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("audit_entry", "ix_audit_entry_acted_at");
  }
}
