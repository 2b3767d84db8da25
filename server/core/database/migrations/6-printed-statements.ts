import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createTable, dropColumn, label, optional, prose, refer, whole } from "./columns.js";

/** Files that were loaded when a printed percentage was still kept as a number only: they are read again. */
const READ_AGAIN = "file LIKE '%/project06.csv' OR file LIKE '%/statements.csv'";

/** What documents print and what can be checked; percentages as they are printed. */
export class PrintedStatements1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "observation", label("printed"));
    await createTable(runner, "printed_statement", {
      refers: [refer("section_id", "source_section")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [
        code("code"),
        code("kind"),
        optional(label("stated")),
        prose("statement_vi"),
        optional(label("metrics")),
        optional(label("compared_with")),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        whole("position"),
      ],
      unique: [["kind", "code"]],
    });
    await runner.query(`DELETE FROM imported_file WHERE ${READ_AGAIN}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("printed_statement");
    await dropColumn(runner, "observation", "printed");
  }
}
