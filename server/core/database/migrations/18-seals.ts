import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createTable, dropColumn, label, optional, prose, whole } from "./columns.js";

/** With which key an entry is sealed, how its object stood behind it, and how it follows the act before it in its slot. */
const OF_ENTRIES = [code("key_id"), code("state"), prose("link")];

/** What tells that something was changed past the acts: seals of entries and rows, and where each slot of them ends. */
export class Seals1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of OF_ENTRIES) await addColumn(runner, "audit_entry", column);
    await createTable(runner, "audit_head", {
      columns: [
        code("scope"),
        whole("slot"),
        whole("place"),
        label("objects"),
        code("head"),
        code("key_id"),
        code("seal"),
      ],
      unique: [["scope", "slot"]],
    });
    await createTable(runner, "row_seal", {
      columns: [
        code("object_type"),
        whole("bucket"),
        prose("records"),
        code("key_id"),
        code("seal"),
        code("scope"),
        whole("slot"),
        whole("place"),
        optional(prose("link")),
      ],
      index: [
        ["object_type", "bucket"],
        ["scope", "slot", "place"],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["row_seal", "audit_head"]) await runner.dropTable(table);
    for (const column of ["link", "state", "key_id"]) await dropColumn(runner, "audit_entry", column);
  }
}
