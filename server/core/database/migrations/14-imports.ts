import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumn,
  code,
  createIndex,
  createTable,
  dropColumn,
  label,
  optional,
  refer,
  version,
  whole,
} from "./columns.js";

/** Imports change these too, each row with a version of its own. */
const VERSIONED = ["area", "stated_need"];
const INDEX = "ix_observation_import_id";

/** Which import brought what: one row for each that changed anything, and on figures the one that they came with. */
export class Imports1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "import_run", {
      mayRefer: [refer("account_id", "account")],
      columns: [
        label("file"),
        code("format"),
        label("sha256"),
        code("document"),
        label("section"),
        whole("row_count"),
        optional(whole("inserted")),
        optional(whole("changed")),
        code("imported_at"),
        code("role"),
        label("actor"),
      ],
      index: [["imported_at"]],
    });
    await addColumn(runner, "observation", whole("import_id"));
    await createIndex(runner, "observation", INDEX, ["import_id"]);
    for (const table of VERSIONED) await addColumn(runner, table, version("version"));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of VERSIONED) await dropColumn(runner, table, "version");
    await runner.dropIndex("observation", INDEX);
    await dropColumn(runner, "observation", "import_id");
    await runner.dropTable("import_run");
  }
}
