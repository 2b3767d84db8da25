import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex } from "./columns.js";

/** Facilities and assessments are held in memory by revisions of their own; the last day of a metric is found at once. */
export class BooksAndLastDays1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const scope of ["FACILITY", "ASSESSMENT"]) {
      for (let slot = 0; slot < 16; slot += 1) {
        await runner.query(`INSERT INTO data_revision (scope, slot, revision) VALUES ('${scope}', ${slot}, 0)`);
      }
    }
    await createIndex(runner, "observation", ["metric_id", "reported", "on_date"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM data_revision WHERE scope IN ('FACILITY', 'ASSESSMENT')");
    await runner.dropIndex("observation", "ix_observation_metric_id_reported_on_date");
  }
}
