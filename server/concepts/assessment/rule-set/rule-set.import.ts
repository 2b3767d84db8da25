import { upsert, writeList } from "../../../core/database/upsert.js";
import { nearestNames } from "../../../core/text/nearest-names.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import { intervalOf, type Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { NOT_NEEDED } from "../level/grade-rule.js";
import { HIGHEST_LEVEL, LEVELS } from "../level/level-rule.js";
import { COMPONENTS, GRADES, LEVELLED } from "../result/component.type.js";
import { RULE_GATE, RULE_SET } from "./rule-set.row.js";

/** The rule sets by which levels are computed: since when, on what basis, and what they make of "Không cần". */
export const ruleSets: Reader = {
  name: "rule-sets",
  writes: "REFERENCE",
  columns: [
    ...["code", "name_vi", "name_en", "valid_from", "valid_to", "precedence", "legal_document"],
    ...["not_needed", "not_needed_reason_vi", "not_needed_reason_en", "basis_vi", "basis_en"],
  ],
  optional: ["within"],
  async read(rows, into) {
    const documents = await into.legalDocuments();
    const sectionId = await into.sectionId();
    const inFile = new Set(rows.map((row) => row.text("code")));
    const others = (
      await into.tx.query<{ code: string; precedence: number; outer: number | null }>(
        "SELECT code, precedence, within_id AS `outer` FROM rule_set",
      )
    ).filter(({ code }) => !inFile.has(code));
    const outside = new Set([
      ...rows.flatMap((row) => (row.text("within") === null ? (row.text("code") ?? []) : [])),
      ...others.flatMap(({ code, outer }) => (outer === null ? code : [])),
    ]);
    const [codeOnce, precedenceOnce] = [onceEach(), onceEach()];
    const sets = rows.map((row) => {
      const [code, precedence] = [
        row.required("code"),
        row.required("precedence") === "" ? null : row.count("precedence"),
      ];
      codeOnce(row, "code", code);
      precedenceOnce(row, "precedence", precedence);
      const outer = row.text("within");
      if (outer !== null && !outside.has(outer)) {
        row.problem("within", "UNKNOWN_NAME", messages.noOuterRuleSet(outer), {
          find: () => nearestNames(outer, [...outside]),
        });
      }
      const other = others.find((each) => each.precedence === precedence);
      if (other) {
        row.problem("precedence", "DUPLICATE", messages.samePrecedence(other.code));
      }
      return {
        code,
        nameVi: row.required("name_vi"),
        nameEn: row.required("name_en"),
        ...intervalOf(row),
        precedence,
        legalDocumentId: row.requiredNamed("legal_document", "legal document", documents),
        notNeeded: row.choice("not_needed", NOT_NEEDED),
        notNeededReasonVi: row.required("not_needed_reason_vi"),
        notNeededReasonEn: row.required("not_needed_reason_en"),
        basisVi: row.required("basis_vi"),
        basisEn: row.required("basis_en"),
        sectionId,
      };
    });
    return async () => {
      await upsert(into.tx, RULE_SET, ["code"], sets);
      const ids = await into.ids("rule_set");
      for (const row of rows.filter((each) => each.says("within"))) {
        await into.tx.query("UPDATE rule_set SET within_id = ? WHERE code = ?", [
          ids.get(row.text("within") ?? "") ?? null,
          row.required("code"),
        ]);
      }
    };
  },
};

/**
 * The gates of rule sets, all of them level by level. What a level needs besides and no data can judge is a gate without
 * a component. A level without any gate would be reached by everybody: each of the seven needs one.
 */
export const ruleGates: Reader = {
  name: "rule-gates",
  writes: "REFERENCE",
  columns: [
    ...["rule_set", "level", "component", "required_level", "required_grade", "requirement_vi", "requirement_en"],
    ...["article_vi", "article_en", "legal_document"],
  ],
  async read(rows, into) {
    const [sets, documents] = [await into.coded("rule_set"), await into.legalDocuments()];
    const sectionId = await into.sectionId();
    const gates = rows.map((row) => ({
      ruleSetId: row.requiredNamed("rule_set", "rule set", sets),
      level: row.required("level") === "" ? null : levelOf(row, "level"),
      ...demandOf(row),
      requirementVi: row.required("requirement_vi"),
      requirementEn: row.required("requirement_en"),
      articleVi: row.required("article_vi"),
      articleEn: row.required("article_en"),
      legalDocumentId: row.requiredNamed("legal_document", "legal document", documents),
    }));
    rows.forEach((row, i) => {
      const ofSet = gates.filter(({ ruleSetId }) => ruleSetId === gates[i]?.ruleSetId);
      if (ofSet[0] !== gates[i]) return;
      const without = LEVELS.filter((level) => !ofSet.some((gate) => gate.level === level));
      if (without.length === 0) return;
      row.problem("rule_set", "INCONSISTENT", messages.levelsWithoutGate(without));
    });
    return () => writeList(into.tx, RULE_GATE, sectionId, gates);
  },
};

function levelOf(row: Row, column: string): number | null {
  const level = row.count(column);
  if (level !== null && !LEVELS.includes(level)) {
    row.problem(column, "NOT_A_NUMBER", messages.notALevel(level, HIGHEST_LEVEL));
  }
  return level;
}

/** What is asked of a component: a level of HIS and infrastructure, a grade of the others. */
function demandOf(row: Row) {
  const component = row.text("component") === null ? null : row.choice("component", COMPONENTS);
  const requiredLevel = levelOf(row, "required_level");
  const requiredGrade = row.text("required_grade") === null ? null : row.choice("required_grade", GRADES);
  const fits =
    component === null
      ? requiredLevel === null && requiredGrade === null
      : LEVELLED.includes(component) === (requiredLevel !== null) &&
        (requiredLevel === null) === (requiredGrade !== null);
  if (!fits) {
    row.problem("component", "INCONSISTENT", messages.gateAsksOtherwise(LEVELLED));
  }
  return { component, requiredLevel, requiredGrade };
}
