import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumn,
  changeUnique,
  code,
  createIndex,
  createTable,
  day,
  dropColumn,
  dropIndex,
  prose,
  refer,
} from "./columns.js";

/** What makes a figure one of its own, before and now: of a month and of the year that ends with it there are two. */
const OF_A_DAY = ["metric_id", "subject_key", "on_date"];
const OF_A_PERIOD = [...OF_A_DAY, "from_key"];

const FIGURE = ["reported", "value", "numerator", "denominator"];
const WHOLE_FIGURE = "ix_observation_whole_figure";
const WHOLE_OF_A_PERIOD = "ix_observation_whole_of_a_period";

/** Of whom figures of a metric are due; and figures of two periods that end on the same day. */
export class DueFiguresAndPeriods1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "metric_expectation", {
      refers: [refer("metric_id", "metric")],
      mayRefer: [refer("form_id", "report_form")],
      columns: [code("expected_of"), prose("basis_vi"), prose("basis_en")],
      unique: [["metric_id"]],
    });
    await runner.query("DELETE FROM imported_file WHERE file = 'register/metric-expectations.csv'");
    // Where no first day is given, a day stands for that: no two rows that are blank are the same.
    await addColumn(runner, "observation", (mysql) => ({ ...day("from_key")(mysql), default: "'1000-01-01'" }));
    await runner.query("UPDATE observation SET from_key = from_date WHERE from_date IS NOT NULL");
    await changeUnique(runner, "observation", OF_A_DAY, OF_A_PERIOD);
    const columns = ["facility_id", "metric_id", "on_date", "from_date", ...FIGURE];
    await createIndex(runner, "observation", WHOLE_OF_A_PERIOD, columns);
    await dropIndex(runner, "observation", WHOLE_FIGURE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, "observation", WHOLE_FIGURE, ["facility_id", "metric_id", "on_date", ...FIGURE]);
    await dropIndex(runner, "observation", WHOLE_OF_A_PERIOD);
    await changeUnique(runner, "observation", OF_A_PERIOD, OF_A_DAY);
    await dropColumn(runner, "observation", "from_key");
    await runner.dropTable("metric_expectation");
  }
}
