import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, flag } from "./columns.js";

/** Which sections have a name that their document does not print. */
export class OwnSections1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "source_section", flag("is_ours"));
    await runner.query("DELETE FROM imported_file WHERE file = 'register/source-sections.csv'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "source_section", "is_ours");
  }
}
