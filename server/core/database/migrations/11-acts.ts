import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumn,
  code,
  createTable,
  day,
  dropColumn,
  figure,
  flag,
  label,
  optional,
  prose,
  refer,
  version,
  whole,
} from "./columns.js";

/** What people change from now on, each with a version of its own; assessments have theirs already. */
const VERSIONED = ["assessment_round", "facility", "legal_document", "milestone", "observation", "target"];

/** Acts: what changed by whom, the keys by which an act is done once only, and figures that were withdrawn. */
export class Acts1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "audit_entry", {
      mayRefer: [refer("account_id", "account")],
      columns: [
        code("object_type"),
        whole("object_id"),
        whole("version"),
        code("act"),
        code("acted_at"),
        code("role"),
        label("actor"),
        label("request_id"),
        optional(prose("reason")),
        prose("changes"),
        code("previous_hash"),
        code("hash"),
        code("scope"),
        whole("slot"),
        whole("revision"),
      ],
      unique: [["object_type", "object_id", "version"]],
      index: [["scope", "slot", "revision"]],
    });
    await createTable(runner, "act_key", {
      columns: [code("actor_key"), label("client_key"), code("input_hash"), prose("answer"), code("kept_until")],
      unique: [["actor_key", "client_key"]],
      index: [["kept_until"]],
    });
    for (const table of VERSIONED) await addColumn(runner, table, version("version"));
    await addColumn(runner, "observation", day("recorded_on"));
    // As it was, under the id that it had: no question about figures ever meets it.
    await createTable(runner, "withdrawn_observation", {
      refers: [refer("metric_id", "metric"), refer("section_id", "source_section")],
      mayRefer: [refer("facility_id", "facility"), refer("area_id", "area")],
      columns: [
        code("subject_key"),
        day("on_date"),
        optional(day("from_date")),
        optional(figure("value")),
        optional(figure("numerator")),
        optional(figure("denominator")),
        flag("approximate"),
        flag("reported"),
        optional(prose("quote")),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        optional(label("printed")),
        optional(day("recorded_on")),
        version("version"),
        code("withdrawn_at"),
      ],
      index: [["metric_id", "subject_key", "on_date"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["withdrawn_observation", "act_key", "audit_entry"]) await runner.dropTable(table);
    await dropColumn(runner, "observation", "recorded_on");
    for (const table of VERSIONED) await dropColumn(runner, table, "version");
  }
}
