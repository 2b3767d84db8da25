import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, prose, refer } from "./columns.js";

/** Of whom figures of a metric are due. */
export class WhoseFiguresAreDue1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "metric_expectation", {
      refers: [refer("metric_id", "metric")],
      mayRefer: [refer("form_id", "report_form")],
      columns: [code("expected_of"), prose("basis_vi"), prose("basis_en")],
      unique: [["metric_id"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("metric_expectation");
  }
}
