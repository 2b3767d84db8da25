import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, dated, day, flag, label, optional, prose, refer, whole } from "./columns.js";

/** Who and where: areas and facilities, with everything about them that has dates. */
export class AreasAndFacilities1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "area", {
      columns: [code("area_key"), code("code"), code("area_type"), day("valid_from"), day("valid_to")],
      unique: [["area_key"]],
      index: [["code"]],
    });
    await createTable(runner, "area_name", {
      refers: [refer("area_id", "area")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [label("name"), ...dated],
      unique: [["area_id", "valid_from"]],
    });
    await createTable(runner, "area_parent", {
      refers: [refer("area_id", "area"), refer("parent_id", "area")],
      columns: [...dated],
      unique: [["area_id", "valid_from"]],
    });
    await createTable(runner, "area_change", {
      refers: [refer("area_id", "area")],
      mayRefer: [refer("successor_id", "area"), refer("legal_document_id", "legal_document")],
      columns: [
        day("changed_on"),
        code("kind"),
        optional(prose("note_vi")),
        optional(prose("note_en")),
        whole("position"),
      ],
      unique: [["area_id", "changed_on", "position"]],
    });
    await createTable(runner, "area_spelling", {
      refers: [refer("area_id", "area")],
      columns: [label("spelling"), label("name_key")],
      unique: [["spelling"]],
    });

    await createTable(runner, "facility", {
      columns: [
        code("code"),
        optional(day("opened_on")),
        optional(day("closed_on")),
        prose("search_text"),
        optional(prose("note_vi")),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "facility_name", {
      refers: [refer("facility_id", "facility")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [label("name"), label("sort_key"), optional(prose("note_vi")), ...dated],
      unique: [["facility_id", "valid_from"]],
      index: [["latest", "sort_key"]],
    });
    await createTable(runner, "facility_profile", {
      refers: [
        refer("facility_id", "facility"),
        refer("facility_type_id", "term"),
        refer("section_id", "source_section"),
      ],
      mayRefer: [refer("service_level_id", "term"), refer("hospital_class_id", "term")],
      columns: [code("ownership"), optional(whole("actual_beds")), ...dated],
      unique: [["facility_id", "valid_from"]],
    });
    await createTable(runner, "facility_spelling", {
      refers: [refer("facility_id", "facility")],
      columns: [label("spelling"), label("name_key")],
      unique: [["spelling"]],
      index: [["name_key"]],
    });
    await createTable(runner, "facility_relation", {
      refers: [refer("facility_id", "facility"), refer("related_id", "facility")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [code("kind"), optional(prose("basis_vi")), ...dated],
      unique: [["facility_id", "kind", "valid_from"]],
      index: [["related_id", "kind"]],
    });
    await createTable(runner, "facility_place", {
      refers: [refer("facility_id", "facility"), refer("area_id", "area")],
      columns: [flag("stated"), optional(prose("basis_vi")), ...dated],
      unique: [["facility_id", "valid_from"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      "facility_place",
      "facility_relation",
      "facility_spelling",
      "facility_profile",
      "facility_name",
      "facility",
      "area_spelling",
      "area_change",
      "area_parent",
      "area_name",
      "area",
    ]) {
      await runner.dropTable(table);
    }
  }
}
