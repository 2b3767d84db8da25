import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, flag, optional, prose } from "./columns.js";

const ADDED = [
  { table: "facility_name", column: "from_stands_in" },
  { table: "facility_profile", column: "from_stands_in" },
  { table: "facility_relation", column: "from_stands_in" },
  { table: "observation", column: "on_stands_in" },
  { table: "withdrawn_observation", column: "on_stands_in" },
  { table: "target", column: "due_stands_in" },
];

/** The files that say so, which are read again. */
const FILES = [
  "briefing-2022-12-07/it-workforce.csv",
  "briefing-2022-12-07/national-emr.csv",
  "briefing-2022-12-07/project06.csv",
  "briefing-2022-12-07/section-sources.csv",
  "briefing-2022-12-07/survey-facilities.csv",
  "letter-2019-08-08/appendix-2.csv",
  "letter-2019-08-08/targets.csv",
  "register/facility-names.csv",
  "register/facility-ownership.csv",
  "register/facility-relations.csv",
  "register/legal-targets.csv",
];

/** On what the owner of a unit rests, what a document names as the source of its figures, and which days stand in for days that nobody knows. */
export class BasesAndStandInDays1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "facility_profile", optional(prose("basis_vi")));
    await addColumn(runner, "source_section", optional(prose("named_source_vi")));
    for (const { table, column } of ADDED) await addColumn(runner, table, optional(flag(column)));
    for (const file of FILES) await runner.query(`DELETE FROM imported_file WHERE file = '${file}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of [...ADDED].reverse()) await dropColumn(runner, table, column);
    await dropColumn(runner, "source_section", "named_source_vi");
    await dropColumn(runner, "facility_profile", "basis_vi");
  }
}
