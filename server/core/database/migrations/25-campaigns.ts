import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, day, label, optional, prose, refer, resizeText, state, version } from "./columns.js";

/** Campaigns that are opened by acts and files, with what they ask for, and what units answer to their forms. */
export class Campaigns1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "reporting_campaign", {
      refers: [refer("section_id", "source_section")],
      mayRefer: [refer("standing_body_id", "facility")],
      columns: [
        code("code"),
        label("title_vi"),
        optional(code("number")),
        optional(day("issued_on")),
        optional(label("reports_to_vi")),
        state("OPEN")("state"),
        prose("definition"),
        version("version"),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "form_answer", {
      refers: [refer("campaign_id", "reporting_campaign"), refer("facility_id", "facility")],
      columns: [
        code("form"),
        state("DRAFT")("status"),
        optional(day("received_on")),
        prose("content"),
        version("version"),
      ],
      unique: [["campaign_id", "form", "facility_id"]],
    });
    // A campaign of a whole country names thousands of units, and a unit may write at length about its difficulties.
    await resizeText(runner, "reporting_campaign", "definition", "mediumtext");
    await resizeText(runner, "form_answer", "content", "mediumtext");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["form_answer", "reporting_campaign"]) await runner.dropTable(table);
  }
}
