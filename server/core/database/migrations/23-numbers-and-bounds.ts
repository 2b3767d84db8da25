import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, dropColumn, whole } from "./columns.js";

/** These files fill what is new here: they are read again when the data are loaded next. */
const FILLED_BY = [
  "briefing-2022-12-07/findings-recommendations.csv",
  "briefing-2022-12-07/findings-vinh.csv",
  "briefing-2022-12-07/targets.csv",
  "letter-2019-08-08/targets.csv",
  "register/rule-sets.csv",
];

/** The numbers of numbered lists, the rule set that another one stands within, and what targets ask of their value. */
export class NumbersAndBounds1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "finding", whole("number"));
    await addColumn(runner, "rule_set", whole("within_id"));
    await addColumn(runner, "target", code("comparison"));
    await addColumn(runner, "target", whole("denominator_unit_id"));
    for (const file of FILLED_BY) await runner.query(`DELETE FROM imported_file WHERE file = '${file}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ["denominator_unit_id", "comparison"]) await dropColumn(runner, "target", column);
    await dropColumn(runner, "rule_set", "within_id");
    await dropColumn(runner, "finding", "number");
  }
}
