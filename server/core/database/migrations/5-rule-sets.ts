import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, day, label, optional, prose, refer, whole } from "./columns.js";

/** The rule sets by which levels are computed, and the gates that they consist of. */
export class RuleSets1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [section, law] = [refer("section_id", "source_section"), refer("legal_document_id", "legal_document")];
    await createTable(runner, "rule_set", {
      refers: [section, law],
      columns: [
        code("code"),
        label("name_vi"),
        label("name_en"),
        day("valid_from"),
        day("valid_to"),
        whole("precedence"),
        code("not_needed"),
        prose("not_needed_reason_vi"),
        prose("not_needed_reason_en"),
        prose("basis_vi"),
        prose("basis_en"),
      ],
      unique: [["code"]],
    });
    await createTable(runner, "rule_gate", {
      refers: [refer("rule_set_id", "rule_set"), section, law],
      columns: [
        whole("level"),
        optional(code("component")),
        optional(whole("required_level")),
        optional(code("required_grade")),
        label("requirement_vi"),
        label("requirement_en"),
        label("article_vi"),
        label("article_en"),
        whole("position"),
      ],
      unique: [["section_id", "position"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["rule_gate", "rule_set"]) await runner.dropTable(table);
    // Whoever comes back to this migration loads them again.
    await runner.query("DELETE FROM imported_file WHERE file IN ('register/rule-sets.csv', 'register/rule-gates.csv')");
  }
}
