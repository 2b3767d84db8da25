import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, optional, prose, refer, version } from "./columns.js";

/** Documents of other systems, each admitted for one key. */
export class OwnDocuments1700000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "api_key_document", {
      refers: [refer("api_key_id", "api_key")],
      columns: [
        code("code"),
        code("name"),
        prose("text"),
        code("admitted_at"),
        optional(code("withdrawn_at")),
        version("version"),
      ],
      unique: [["api_key_id", "code"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("api_key_document");
  }
}
