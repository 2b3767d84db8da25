import type { MigrationInterface, QueryRunner } from "typeorm";
import { addScope, createIndex, dropIndex } from "./columns.js";

const BY_FACILITY = ["facility_id", "metric_id", "on_date"];
const FIGURE = ["reported", "value", "numerator", "denominator"];

const LAST_DAY = "ix_observation_last_day";
/** Everything that is asked of a row: the rows themselves are not read for it. */
const WHOLE_FIGURE = "ix_observation_whole_figure";
const BY_FACILITY_ONLY = "ix_observation_facility_id_metric_id_on_date";
const WHOLE_RESULT = "ix_component_result_whole_result";
const STANDING = "ix_facility_place_standing";

/** Facilities and assessments are held in memory by revisions of their own; last days and sums are found at once. */
export class BooksAndLastDays1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const scope of ["FACILITY", "ASSESSMENT"]) await addScope(runner, scope);
    await createIndex(runner, "observation", LAST_DAY, ["metric_id", "reported", "on_date"]);
    await createIndex(runner, "observation", WHOLE_FIGURE, [...BY_FACILITY, ...FIGURE]);
    await dropIndex(runner, "observation", BY_FACILITY_ONLY);
    await createIndex(runner, "component_result", WHOLE_RESULT, ["assessment_id", "id", "component", "level", "grade"]);
    await createIndex(runner, "facility_place", STANDING, ["area_id", "facility_id", "valid_from", "valid_to"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM data_revision WHERE scope IN ('FACILITY', 'ASSESSMENT')");
    await createIndex(runner, "observation", BY_FACILITY_ONLY, BY_FACILITY);
    for (const index of [LAST_DAY, WHOLE_FIGURE]) await runner.dropIndex("observation", index);
    await runner.dropIndex("component_result", WHOLE_RESULT);
    await dropStanding(runner);
  }
}

/**
 * MariaDB made an index of its own for the reference to the area, and gave it up for ours: it makes it again with the
 * reference, and keeps no reference without an index.
 */
async function dropStanding(runner: QueryRunner): Promise<void> {
  const table = await runner.getTable("facility_place");
  const mysql = runner.dataSource.options.type === "mysql";
  const toArea = mysql ? table?.foreignKeys.find(({ columnNames }) => columnNames.includes("area_id")) : undefined;
  if (toArea) await runner.dropForeignKey("facility_place", toArea);
  await runner.dropIndex("facility_place", STANDING);
  if (toArea) await runner.createForeignKey("facility_place", toArea);
}
