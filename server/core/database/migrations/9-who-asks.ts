import type { MigrationInterface, QueryRunner } from "typeorm";
import { addScope, code, createTable, flag, label, optional, refer, version, whole } from "./columns.js";

/** Accounts, their sessions, keys of other systems, and how often somebody has tried to sign in. */
export class WhoAsks1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addScope(runner, "ACCOUNT");
    await createTable(runner, "account", {
      mayRefer: [refer("facility_id", "facility")],
      columns: [
        label("name"),
        code("folded_name"),
        code("role"),
        flag("active"),
        optional(label("password_hash")),
        flag("must_change"),
        optional(label("issuer")),
        optional(label("subject")),
        optional(code("subject_hash")),
        optional(whole("claimed_at")),
        version("version"),
      ],
      unique: [["folded_name"], ["subject_hash"]],
    });
    await createTable(runner, "session", {
      refers: [refer("account_id", "account")],
      columns: [
        code("code"),
        code("refresh_hash"),
        optional(code("previous_hash")),
        code("started_at"),
        code("refreshed_at"),
        code("expires_at"),
        optional(code("revoked_at")),
      ],
      unique: [["code"]],
      index: [["account_id"], ["revoked_at"]],
    });
    await createTable(runner, "api_key", {
      columns: [
        label("label"),
        code("prefix"),
        code("key_hash"),
        label("scopes"),
        code("issued_at"),
        code("expires_at"),
        optional(code("revoked_at")),
      ],
      unique: [["key_hash"]],
    });
    await createTable(runner, "sign_in_attempt", {
      columns: [code("subject_hash"), whole("attempts"), code("ends_at")],
      unique: [["subject_hash"]],
      index: [["ends_at"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["sign_in_attempt", "api_key", "session", "account"]) await runner.dropTable(table);
    await runner.query("DELETE FROM data_revision WHERE scope = 'ACCOUNT'");
  }
}
