import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, whole } from "./columns.js";

/** The numbers of numbered lists. */
export class NumbersAndBounds1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "finding", whole("number"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "finding", "number");
  }
}
