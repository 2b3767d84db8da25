import type { Value } from "../database/database.js";
import { valuesTable } from "../database/sql.js";
import { upsert } from "../database/upsert.js";
import { isApproximate, type Names, onceEach, type Row } from "../importing/cells.js";
import type { Into, Reader } from "../importing/reader.js";

/** Figures, one a row, of any metric: the format of a user's own file, and of the figures that a report prints in prose. */
export const observations: Reader = {
  name: "observations",
  writes: "DATA",
  columns: ["metric", "subject", "from", "on", "value", "numerator", "denominator", "quote", "note_vi", "note_en"],
  async read(rows, into) {
    const sheet = await observationSheet(into);
    const once = onceEach();
    const found = rows.map((row) => {
      const metric_id = row.requiredNamed("metric", "metric", sheet.metrics);
      const on_date = row.requiredDay("on");
      const subject = sheet.subject(row, "subject", "on");
      const whom = subject.facility_id ?? subject.area_id;
      once(row, "subject", metric_id && whom && on_date && `${metric_id} ${subject.subject_key} ${on_date}`);
      return {
        metric_id,
        ...subject,
        on_date,
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
      };
    });
    await refuseOtherSources(rows, found, into);
    return () => writeObservations(into, found);
  },
};

/** What makes a figure one of its own. */
const KEY = ["metric_id", "subject_key", "on_date"];

/** How many figures are looked for at once. */
const AT_ONCE = 500;

/** A figure on record from another section is never replaced: two sources that differ are for people to settle. */
async function refuseOtherSources(
  rows: readonly Row[],
  found: readonly ObservationValues[],
  into: Into,
): Promise<void> {
  const others = await figuresOfOthers(found, into);
  for (const [i, row] of rows.entries()) {
    const label = others.get(keyOf(found[i] ?? {}));
    if (label === undefined) continue;
    row.problem(
      "subject",
      "OTHER_SOURCE",
      `This figure is on record from another source, "${label}", and is not replaced.`,
    );
  }
}

const keyOf = (values: ObservationValues): string => JSON.stringify(KEY.map((column) => values[column]));

/** Where other sections have figures for what these rows are about: the key → the section. A blank cell is no figure. */
async function figuresOfOthers(
  found: readonly ObservationValues[],
  { tx }: Into,
): Promise<ReadonlyMap<string, string>> {
  const others = new Map<string, string>();
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const taken = await tx.query<ObservationValues & { label: string }>(
      `SELECT o.metric_id, o.subject_key, o.on_date, s.label FROM ${valuesTable(tx.dialect, KEY, some.length)} g ` +
        "JOIN observation o ON o.metric_id = g.metric_id AND o.subject_key = g.subject_key AND o.on_date = g.on_date " +
        "JOIN source_section s ON s.id = o.section_id WHERE o.section_id <> ? AND o.reported = 1",
      [...some.flatMap((each) => KEY.map((column) => each[column] ?? null)), some[0]?.section_id ?? null],
    );
    for (const row of taken) others.set(keyOf(row), row.label);
  }
  return others;
}

export type ObservationValues = Record<string, Value>;

/** Writes figures, and blank cells where no other source has a figure: asked again is not taken back. */
export async function writeObservations(into: Into, found: readonly ObservationValues[]): Promise<void> {
  const others = await figuresOfOthers(found, into);
  const written = found.filter((values) => values.reported === 1 || !others.has(keyOf(values)));
  await upsert(into.tx, "observation", KEY, written);
}

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
  const once = onceEach();
  return {
    sectionId: await into.sectionId(),
    metrics: await into.coded("metric"),
    /** The unit that a row of a table is about; no other row is about the same. */
    facility(row: Row, column: string): Subject {
      const id = row.requiredNamed(column, "facility", facilities);
      once(row, column, id);
      return facilitySubject(id);
    },
    /** The same for an area. */
    area(row: Row, column: string, day: string): Subject {
      const id = row.requiredNamed(column, "area", areas.on(day));
      once(row, column, id);
      return areaSubject(id);
    },
    subject: (row: Row, column: string, dayColumn: string) =>
      anySubject(row, column, areas.on(row.day(dayColumn)), facilities),
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
