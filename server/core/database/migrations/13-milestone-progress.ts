import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, day, label, optional, prose, refer, version, whole } from "./columns.js";

/** What is reported of a milestone, step by step: of the province as a whole, or of one facility. */
export class MilestoneProgress1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "milestone_progress", {
      refers: [refer("milestone_id", "milestone")],
      mayRefer: [refer("facility_id", "facility"), refer("legal_document_id", "legal_document")],
      columns: [
        code("subject_key"),
        whole("step"),
        day("on_date"),
        code("status_before"),
        code("status"),
        optional(prose("note_vi")),
        optional(prose("evidence_vi")),
        optional(label("evidence_url")),
        day("recorded_on"),
        version("version"),
      ],
      unique: [["milestone_id", "subject_key", "step"]],
      index: [
        ["milestone_id", "on_date"],
        ["facility_id", "on_date"],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("milestone_progress");
  }
}
