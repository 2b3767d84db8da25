import type { Value } from "../database/database.js";
import { upsert } from "../database/upsert.js";
import { isApproximate, type Names, type Row } from "../importing/cells.js";
import type { Into, Reader } from "../importing/reader.js";

/** Figures, one a row, of any metric: the format of a user's own file, and of the figures that a report prints in prose. */
export const observations: Reader = {
  name: "observations",
  columns: ["metric", "subject", "from", "on", "value", "numerator", "denominator", "quote", "note_vi", "note_en"],
  async read(rows, into) {
    const sheet = await observationSheet(into);
    const found = rows.map((row) => ({
      metric_id: row.requiredNamed("metric", "metric", sheet.metrics),
      ...sheet.subject(row, "subject", row.requiredDay("on")),
      on_date: row.requiredDay("on"),
      from_date: row.day("from"),
      ...figures({
        value: row.number("value"),
        numerator: row.number("numerator"),
        denominator: row.number("denominator"),
      }),
      approximate: ["value", "numerator", "denominator"].some((column) => isApproximate(row.text(column))) ? 1 : 0,
      quote: row.text("quote"),
      note_vi: row.text("note_vi"),
      note_en: row.text("note_en"),
      section_id: sheet.sectionId,
    }));
    return () => writeObservations(into, found);
  },
};

export type ObservationValues = Record<string, Value>;

export const writeObservations = (into: Into, found: readonly ObservationValues[]): Promise<void> =>
  upsert(into.tx, "observation", ["metric_id", "subject_key", "on_date"], found);

/** A cell that was asked for but is blank is a row without figures: asked, not reported; never 0. */
export const figures = (given: { value?: number | null; numerator?: number | null; denominator?: number | null }) => {
  const { value = null, numerator = null, denominator = null } = given;
  const reported = [value, numerator, denominator].some((figure) => figure !== null) ? 1 : 0;
  return { value, numerator, denominator, reported };
};

/** What every table of figures needs to know: its section, the metrics, and who or where a name is on a day. */
export async function observationSheet(into: Into) {
  const areas = await into.areas();
  const facilities = await into.facilities();
  return {
    sectionId: await into.sectionId(),
    metrics: await into.coded("metric"),
    facility: (row: Row, column: string) => facilitySubject(row.requiredNamed(column, "facility", facilities)),
    area: (row: Row, column: string, day: string) => areaSubject(row.requiredNamed(column, "area", areas.on(day))),
    subject: (row: Row, column: string, day: string) => anySubject(row, column, areas.on(day), facilities),
  };
}

type Subject = { subject_key: string; facility_id: number | null; area_id: number | null };

const facilitySubject = (id: number | null): Subject => ({ subject_key: `F${id}`, facility_id: id, area_id: null });
const areaSubject = (id: number | null): Subject => ({ subject_key: `A${id}`, facility_id: null, area_id: id });

function anySubject(row: Row, column: string, areas: Names<number>, facilities: Names<number>): Subject {
  const text = row.required(column);
  const area = areas.find(text);
  if (area !== undefined) return areaSubject(area);
  const facility = facilities.find(text) ?? null;
  if (facility === null && text !== "")
    row.unknown(column, "area or facility", text, [...areas.all(), ...facilities.all()]);
  return facilitySubject(facility);
}
