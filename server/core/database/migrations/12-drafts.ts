import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createTable, dropColumn, prose, refer, state, version } from "./columns.js";

/** Rounds that are opened and closed, assessments that are worked on before they are published, and their answers. */
export class Drafts1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was loaded from a document is finished.
    await addColumn(runner, "assessment_round", state("CLOSED")("state"));
    await addColumn(runner, "assessment", version("published_version"));
    await createTable(runner, "assessment_draft", {
      refers: [refer("assessment_id", "assessment")],
      columns: [code("status"), prose("content")],
      unique: [["assessment_id"]],
    });
    await createTable(runner, "criterion_answer", {
      refers: [refer("assessment_id", "assessment"), refer("criterion_id", "criterion")],
      columns: [code("answer")],
      unique: [["assessment_id", "criterion_id"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["criterion_answer", "assessment_draft"]) await runner.dropTable(table);
    await dropColumn(runner, "assessment", "published_version");
    await dropColumn(runner, "assessment_round", "state");
  }
}
