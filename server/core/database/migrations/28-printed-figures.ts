import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, day, figure, flag, label, optional, prose, refer, whole } from "./columns.js";

/** What documents print in the places of figures that have been corrected, withdrawn or filled since. */
export class PrintedFigures1700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "printed_figure", {
      refers: [refer("metric_id", "metric"), refer("section_id", "source_section")],
      mayRefer: [refer("facility_id", "facility"), refer("area_id", "area")],
      columns: [
        whole("observation_id"),
        code("subject_key"),
        day("on_date"),
        optional(day("from_date")),
        optional(figure("value")),
        optional(figure("numerator")),
        optional(figure("denominator")),
        flag("approximate"),
        flag("reported"),
        optional(prose("quote")),
        optional(label("printed")),
      ],
      index: [["observation_id"], ["metric_id", "subject_key", "on_date"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("printed_figure");
  }
}
