import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, whole } from "./columns.js";

/** The numbers of numbered lists, and the rule set that another one stands within. */
export class NumbersAndBounds1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "finding", whole("number"));
    await addColumn(runner, "rule_set", whole("within_id"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "rule_set", "within_id");
    await dropColumn(runner, "finding", "number");
  }
}
