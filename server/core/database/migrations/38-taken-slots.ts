import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, taken } from "./columns.js";

/** How often all rows of a part of the data were taken at once, which changes none of it. */
export class TakenSlots1700000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "data_revision", taken);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "data_revision", "taken");
  }
}
