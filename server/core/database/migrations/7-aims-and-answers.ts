import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createTable, day, dropColumn, label, optional, prose, refer } from "./columns.js";

/** The files that fill what is new here: they are read again when the data are loaded next. */
const FILLED_BY = [
  "register/metric-meanings.csv",
  "register/report-figures.csv",
  "register/report-members.csv",
  "register/legal-targets.csv",
  "briefing-2022-12-07/targets.csv",
  "letter-2019-08-08/targets.csv",
];

/** Which end of a metric is the good one, what its counts count, what targets aim at, and what became of a demand. */
export class AimsAndAnswers1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const metric = refer("metric_id", "metric");
    // By code, not by id: a ratio is taken only if it is known before what its counts count.
    await createTable(runner, "metric_meaning", {
      mayRefer: [refer("numerator_unit_id", "term"), refer("denominator_unit_id", "term")],
      columns: [code("metric_code"), code("direction"), optional(prose("basis_vi")), optional(prose("basis_en"))],
      unique: [["metric_code"]],
    });
    await addColumn(runner, "target", label("aims"));
    await createTable(runner, "report_form_figure", {
      refers: [refer("form_id", "report_form"), metric],
      columns: [optional(day("from_date")), day("on_date")],
      unique: [["form_id", "metric_id", "on_date"]],
    });
    await createTable(runner, "report_answer", {
      refers: [refer("demand_id", "report_demand"), refer("facility_id", "facility")],
      mayRefer: [refer("area_id", "area")],
      columns: [optional(day("received_on"))],
      unique: [["demand_id", "facility_id"]],
    });
    await runner.query(`DELETE FROM imported_file WHERE file IN (${FILLED_BY.map((file) => `'${file}'`).join(", ")})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["report_answer", "report_form_figure", "metric_meaning"]) await runner.dropTable(table);
    await dropColumn(runner, "target", "aims");
  }
}
