import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, optional, prose, refer, whole } from "./columns.js";

/** Which component of the assessment says whether a facility has a system. */
export class SystemComponents1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "system_component", {
      refers: [refer("system_id", "term"), refer("section_id", "source_section")],
      columns: [optional(code("component")), optional(whole("level")), prose("basis_vi")],
      unique: [["system_id"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("system_component");
    // So that it is read again, should the table come back.
    await runner.query("DELETE FROM imported_file WHERE file = 'register/system-components.csv'");
  }
}
