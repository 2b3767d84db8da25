import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, dropColumn, whole } from "./columns.js";

/** The numbers of numbered lists, the rule set that another one stands within, and what targets ask of their value. */
export class NumbersAndBounds1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "finding", whole("number"));
    await addColumn(runner, "rule_set", whole("within_id"));
    await addColumn(runner, "target", code("comparison"));
    await addColumn(runner, "target", whole("denominator_unit_id"));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ["denominator_unit_id", "comparison"]) await dropColumn(runner, "target", column);
    await dropColumn(runner, "rule_set", "within_id");
    await dropColumn(runner, "finding", "number");
  }
}
