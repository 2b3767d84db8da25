import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, prose } from "./columns.js";

/** What figures of a metric may be. */
export class RulesOfMetrics1700000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "metric_rule", {
      columns: [code("metric_code"), code("counts"), code("least"), code("most"), prose("basis_vi"), prose("basis_en")],
      unique: [["metric_code"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("metric_rule");
  }
}
