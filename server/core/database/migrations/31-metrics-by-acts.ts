import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, version } from "./columns.js";

/** Metrics that people add and change, each with a version of its own. */
export class MetricsByActs1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "metric", version("version"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "metric", "version");
  }
}
