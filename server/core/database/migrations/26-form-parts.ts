import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createTable, dropColumn, flag, label, refer, whole } from "./columns.js";

/** This file fills what is new here: it is read again when the data are loaded next. */
const FILLED_BY = "letter-2019-08-08/recipients.csv";

/** The parts of forms, and the heading over several of their columns, as a letter prints them. */
export class FormParts1700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "report_form_part", {
      refers: [refer("form_id", "report_form")],
      columns: [code("code"), label("title_vi"), flag("in_words"), whole("position")],
      unique: [["form_id", "code"]],
    });
    await addColumn(runner, "report_form_column", label("group_vi"));
    await runner.query(`DELETE FROM imported_file WHERE file = '${FILLED_BY}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "report_form_column", "group_vi");
    await runner.dropTable("report_form_part");
  }
}
