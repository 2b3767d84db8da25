import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Result } from "../../server/concepts/assessment/level/level-rule.js";
import type { GateRow } from "../../server/concepts/assessment/rule-set/rule-set.store.js";

/** A table of `data/`, read without the importer. */
const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(`data/${file}`, "utf8"), { columns: true });

const LEVEL = /^Mức (\d)/;
const GRADES: Record<string, Result["grade"]> = { "Cơ bản": "BASIC", "Nâng cao": "ADVANCED" };
const number = (cell: string | undefined): number | null => (cell ? Number(cell) : null);

/** The gates of a rule set, as the register has them. */
export const gatesOf = (ruleSet: string): GateRow[] =>
  rowsOf("register/rule-gates.csv").flatMap((row, id) =>
    row.rule_set === ruleSet
      ? {
          id,
          ruleSetId: 0,
          level: Number(row.level),
          component: (row.component || null) as GateRow["component"],
          requiredLevel: number(row.required_level),
          requiredGrade: (row.required_grade || null) as GateRow["requiredGrade"],
          requirementVi: row.requirement_vi ?? "",
          requirementEn: row.requirement_en ?? "",
          articleVi: row.article_vi ?? "",
          articleEn: row.article_en ?? "",
          legalDocumentId: 0,
        }
      : [],
  );

/** The 19 units of the level table of 2022: name as printed, components, level. */
export const LEVEL_TABLE = rowsOf("briefing-2022-12-07/level-table.csv").map((row) => {
  const result = (column: string, component: Result["component"]): Result => ({
    component,
    level: number(LEVEL.exec(row[column] ?? "")?.[1]),
    grade: GRADES[row[column] ?? ""] ?? null,
  });
  return {
    name: row["Tên đơn vị"] ?? "",
    level: number(LEVEL.exec(row["Năm 2022 (Năm 2020)"] ?? "")?.[1]),
    results: [
      result("HIS", "HIS"),
      result("LIS", "LIS"),
      result("RIS/PACS", "RIS_PACS"),
      result("EMR", "EMR"),
      result("Quản lý điều hành", "MANAGEMENT"),
      result("Hạ tầng thông tin", "INFRASTRUCTURE"),
    ],
  };
});
