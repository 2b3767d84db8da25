import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  code,
  createTable,
  day,
  figure,
  flag,
  label,
  optional,
  prose,
  refer,
  state,
  version,
  whole,
} from "./columns.js";

/** Assessments, metrics, the roadmap, findings, and the reporting campaign of 2019. */
export class WhatIsKnown1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const section = refer("section_id", "source_section");
    const facility = refer("facility_id", "facility");
    const round = refer("round_id", "assessment_round");
    const metric = refer("metric_id", "metric");

    await createTable(runner, "metric", {
      refers: [refer("unit_id", "term"), refer("programme_id", "term")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [
        code("code"),
        label("name_vi"),
        label("name_en"),
        code("kind"),
        code("subject_type"),
        optional(prose("numerator_vi")),
        optional(prose("numerator_en")),
        optional(prose("denominator_vi")),
        optional(prose("denominator_en")),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        whole("position"),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "observation", {
      refers: [metric, section],
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
      ],
      unique: [["metric_id", "subject_key", "on_date"]],
      index: [
        ["facility_id", "metric_id", "on_date"],
        ["area_id", "metric_id", "on_date"],
      ],
    });

    await createTable(runner, "assessment_round", {
      refers: [section],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [
        code("code"),
        whole("year"),
        optional(day("opened_on")),
        optional(day("closed_on")),
        day("known_on"),
        optional(prose("method_vi")),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "assessment", {
      refers: [facility, round, section],
      columns: [code("status"), optional(whole("reported_level")), version("version")],
      unique: [["facility_id", "round_id"]],
      index: [["round_id"]],
    });
    await createTable(runner, "component_result", {
      refers: [refer("assessment_id", "assessment")],
      columns: [code("component"), optional(whole("level")), optional(code("grade"))],
      unique: [["assessment_id", "component"]],
    });
    await createTable(runner, "stated_need", {
      refers: [facility, round, refer("system_id", "term"), section],
      columns: [flag("needed")],
      unique: [["facility_id", "round_id", "system_id"]],
    });
    await createTable(runner, "level_share", {
      refers: [round, section],
      columns: [whole("level"), label("printed")],
      unique: [["round_id", "level"]],
    });
    await createTable(runner, "survey_form", {
      refers: [section],
      columns: [code("code"), label("title_vi")],
      unique: [["code"]],
    });
    await createTable(runner, "criterion", {
      refers: [refer("group_id", "term"), refer("legal_document_id", "legal_document")],
      columns: [
        code("code"),
        optional(whole("number")),
        optional(code("grade")),
        label("label_vi"),
        optional(label("label_en")),
        whole("position"),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "sample_answer", {
      refers: [refer("form_id", "survey_form"), refer("criterion_id", "criterion")],
      columns: [code("answer"), whole("position")],
      unique: [["form_id", "criterion_id"]],
    });

    await createTable(runner, "target", {
      refers: [refer("legal_document_id", "legal_document"), section],
      mayRefer: [metric],
      columns: [
        whole("year"),
        optional(day("due_on")),
        prose("statement_vi"),
        optional(figure("value")),
        optional(figure("count")),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        whole("position"),
      ],
      unique: [["section_id", "position"]],
    });
    await createTable(runner, "roadmap_year", {
      refers: [section],
      columns: [whole("year")],
      unique: [["year"]],
    });
    await createTable(runner, "milestone", {
      refers: [refer("track_id", "term"), section],
      columns: [
        code("box"),
        optional(label("heading_vi")),
        optional(whole("year")),
        prose("title_vi"),
        state("PLANNED")("status"),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        whole("position"),
      ],
      unique: [["section_id", "position"]],
    });
    await createTable(runner, "finding", {
      refers: [refer("kind_id", "term"), section],
      columns: [optional(label("heading_vi")), prose("text_vi"), whole("position")],
      unique: [["section_id", "position"]],
    });

    await createTable(runner, "campaign_recipient", {
      refers: [section],
      columns: [label("name_vi"), whole("position")],
      unique: [["section_id", "position"]],
    });
    await createTable(runner, "campaign_task", {
      refers: [section],
      columns: [label("recipient_vi"), prose("text_vi"), whole("position")],
      unique: [["section_id", "position"]],
    });
    await createTable(runner, "report_form", {
      refers: [section],
      columns: [code("code")],
      unique: [["code"]],
    });
    await createTable(runner, "report_form_column", {
      refers: [refer("form_id", "report_form")],
      mayRefer: [metric],
      columns: [
        label("number"),
        label("label_vi"),
        optional(label("formula")),
        optional(prose("footnote_vi")),
        whole("position"),
      ],
      unique: [["form_id", "position"]],
    });
    await createTable(runner, "report_demand", {
      refers: [refer("form_id", "report_form"), section],
      columns: [label("recipient_vi"), label("due_printed"), day("due_before"), whole("position")],
      unique: [["form_id", "recipient_vi"]],
    });
    await createTable(runner, "report_obligation", {
      refers: [refer("demand_id", "report_demand"), facility],
      columns: [],
      unique: [["demand_id", "facility_id"]],
    });
    await createTable(runner, "stated_total", {
      refers: [metric, section],
      columns: [code("part"), day("on_date"), label("printed"), label("label_vi")],
      unique: [["metric_id", "part", "on_date"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      "stated_total",
      "report_obligation",
      "report_demand",
      "report_form_column",
      "report_form",
      "campaign_task",
      "campaign_recipient",
      "finding",
      "milestone",
      "roadmap_year",
      "target",
      "sample_answer",
      "criterion",
      "survey_form",
      "level_share",
      "stated_need",
      "component_result",
      "assessment",
      "assessment_round",
      "observation",
      "metric",
    ]) {
      await runner.dropTable(table);
    }
  }
}
