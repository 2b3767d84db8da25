import type { MigrationInterface, QueryRunner } from "typeorm";
import { addScope, code, createTable, day, label, optional, prose, refer, whole } from "./columns.js";

/** Where figures come from, the words of the field, the law, and what has been loaded. */
export class SourcesAndTerms1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "data_revision", {
      columns: [code("scope"), whole("slot"), whole("revision")],
      unique: [["scope", "slot"]],
    });
    for (const scope of ["REFERENCE", "DATA"]) await addScope(runner, scope);
    await createTable(runner, "imported_file", {
      columns: [label("file"), label("sha256"), whole("row_count"), code("loaded_at")],
      unique: [["file"]],
    });
    await createTable(runner, "source_document", {
      columns: [
        code("code"),
        optional(label("number")),
        optional(day("issued_on")),
        prose("title_vi"),
        optional(label("publisher_vi")),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "source_section", {
      refers: [refer("document_id", "source_document")],
      columns: [label("label")],
      unique: [["document_id", "label"]],
    });
    await createTable(runner, "term", {
      columns: [code("vocabulary"), code("code"), label("label_vi"), optional(label("label_en")), whole("position")],
      unique: [["vocabulary", "code"]],
    });
    await createTable(runner, "legal_document", {
      refers: [refer("kind_id", "term")],
      mayRefer: [refer("repealed_by_id", "legal_document")],
      columns: [
        label("number"),
        optional(day("issued_on")),
        optional(day("in_force_on")),
        prose("title_vi"),
        optional(day("repealed_on")),
        optional(prose("note_vi")),
        optional(prose("note_en")),
      ],
      unique: [["number"]],
    });
    await createTable(runner, "legal_spelling", {
      refers: [refer("legal_document_id", "legal_document")],
      columns: [label("spelling")],
      unique: [["spelling"]],
    });
    await createTable(runner, "legal_mention", {
      refers: [refer("section_id", "source_section")],
      mayRefer: [refer("legal_document_id", "legal_document")],
      columns: [label("heading"), prose("text"), whole("position")],
      unique: [["section_id", "position"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      "legal_mention",
      "legal_spelling",
      "legal_document",
      "term",
      "source_section",
      "source_document",
      "imported_file",
      "data_revision",
    ]) {
      await runner.dropTable(table);
    }
  }
}
