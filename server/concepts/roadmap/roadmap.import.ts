import { upsert, writeList } from "../../core/database/upsert.js";
import type { Names, Row } from "../../files/reading/cells.js";
import { type ImportContext } from "../import/import-context.js";
import { type Reader, standsIn } from "../import/reader.js";
import { MILESTONE_KIND, TARGET_KIND } from "./roadmap.kind.js";
import * as messages from "./roadmap.messages.js";
import { MILESTONE, ROADMAP_YEAR, TARGET } from "./roadmap.row.js";
import { COMPARISON_SIGNS, type TargetComparison } from "./target/target-comparison.js";

const TYPES = { target: "Target", milestone: "Milestone" } as const;

/** Where in the list of a section what people have changed by acts stands, and of what they have reported progress. */
async function keptPlaces(
  into: ImportContext,
  table: keyof typeof TYPES,
  sectionId: number,
): Promise<ReadonlySet<number>> {
  const kept = await into.keptFromActs(TYPES[table]);
  const reported = table === "milestone" ? "EXISTS (SELECT 1 FROM milestone_progress WHERE milestone_id = m.id)" : "0";
  const rows = await into.tx.query<{ id: number; position: number; reported: number }>(
    `SELECT m.id, m.position, ${reported} AS reported FROM ${table} m WHERE m.section_id = ?`,
    [sectionId],
  );
  return new Set(rows.flatMap(({ id, position, reported }) => (kept.has(id) || reported === 1 ? position : [])));
}

/** What a legal document aims at, as a report or the document itself words it. */
export const targets: Reader = {
  name: "targets",
  writes: "REFERENCE",
  traces: TARGET_KIND,
  columns: ["document", "year", "due_on", "statement", "metric", "value", "count", "note_vi", "note_en"],
  optional: ["aims", "comparison", "denominator_unit", "due_stands_in"],
  async read(rows, into) {
    const [documents, metrics] = [await into.legalDocuments(), await into.coded("metric")];
    const [aims, units] = [await into.terms("AIM"), await into.terms("UNIT")];
    const sectionId = await into.sectionId();
    const found = rows.map((row) => ({
      legalDocumentId: row.requiredNamed("document", "legal document", documents),
      year: row.count("year"),
      dueOn: row.day("due_on"),
      dueStandsIn: standsIn(row, "due_stands_in"),
      statementVi: row.required("statement"),
      aims: aimsOf(row, aims),
      metricId: row.named("metric", "metric", metrics),
      value: row.number("value"),
      comparison: comparisonOf(row),
      denominatorUnitId: row.named("denominator_unit", "unit of measure", units),
      count: row.number("count"),
      noteVi: row.text("note_vi"),
      noteEn: row.text("note_en"),
    }));
    for (const row of rows) row.required("year");
    return async () => {
      await writeList(into.tx, TARGET, sectionId, found, await keptPlaces(into, "target", sectionId));
    };
  },
};

/** ">", "≥" and so on, or the code; it is of a value. */
function comparisonOf(row: Row): TargetComparison | null {
  const comparison = row.word("comparison", COMPARISON_SIGNS);
  if (comparison !== null && row.text("value") === null)
    row.problem("comparison", "INCONSISTENT", messages.comparedWithNothing);
  return comparison;
}

/** Codes of aims with blanks between them; targets of several documents share an aim. */
function aimsOf(row: Row, known: Names<number>): string | null {
  const codes = row.text("aims")?.split(/\s+/) ?? [];
  for (const code of codes) if (known.find(code) === undefined) row.unknown("aims", "aim", code, known.all());
  return codes.join(" ") || null;
}

/** The boxes of the roadmap slide, item by item; the year is blank where the text has lost it. */
export const roadmap: Reader = {
  name: "roadmap",
  writes: "REFERENCE",
  traces: MILESTONE_KIND,
  columns: ["box", "heading", "track", "year", "text", "note_vi", "note_en"],
  async read(rows, into) {
    const tracks = await into.terms("TRACK");
    const sectionId = await into.sectionId();
    const milestones = rows.map((row) => ({
      box: row.required("box"),
      headingVi: row.text("heading"),
      trackId: row.requiredNamed("track", "track", tracks),
      year: row.count("year"),
      titleVi: row.required("text"),
      noteVi: row.text("note_vi"),
      noteEn: row.text("note_en"),
    }));
    return async () => {
      await writeList(into.tx, MILESTONE, sectionId, milestones, await keptPlaces(into, "milestone", sectionId));
    };
  },
};

/** The years on the axis of the roadmap slide. */
export const roadmapYears: Reader = {
  name: "roadmap-years",
  writes: "REFERENCE",
  columns: ["year"],
  async read(rows, into) {
    const sectionId = await into.sectionId();
    for (const row of rows) row.required("year");
    const years = rows.map((row) => ({ year: row.count("year"), sectionId }));
    return () => upsert(into.tx, ROADMAP_YEAR, ["year"], years);
  },
};
