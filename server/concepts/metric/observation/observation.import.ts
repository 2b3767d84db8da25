import { sharing } from "../../../core/database/sql.js";
import { LONGEST_NOTE } from "../../../core/mutation/note.js";
import { numberVi } from "../../../core/text/numbers.js";
import { columnsIn } from "../../../files/format.js";
import { type Names, namesOf, onceEach, type Row } from "../../../files/reading/cells.js";
import { isApproximate } from "../../../files/reading/printed.js";
import { mindLife } from "../../facility/import/facility-lives.js";
import { type ImportContext } from "../../import/import-context.js";
import { type Reader, type Reading, standsIn } from "../../import/reader.js";
import * as messages from "../metric.messages.js";
import { onlyGrows } from "./nested-periods.js";
import { OBSERVATIONS } from "./observation.format.js";
import type { ObservationValues } from "./observation-import.store.js";
import {
  beginsBefore,
  checkFigure,
  checkObservationDays,
  checkObservationParts,
  checkSubject,
  figureIn,
  type MeasuredBy,
  SELECT_MEASURED_BY,
} from "./observation-rules.js";
import { ObservationTrial } from "./observation-trial.js";
import { areaSubject, facilitySubject, firstDay, type Subject } from "./observation-values.js";
import { ObservationWriter } from "./observation-writer.js";
import type { PlacedRow } from "./undoing-rows.js";

/** Figures, one a row, of any metric: the format of a user's own file, and of the figures that a report prints in prose. */
export const observations: Reader = {
  ...columnsIn(OBSERVATIONS),
  writes: "DATA",
  async begin(into): Promise<Reading<PlacedRow>> {
    const sheet = await observationSheet(into);
    const { aside, begun, run } = into;
    const writer = aside
      ? new ObservationTrial(into, aside, sheet.sectionId, sheet.growing)
      : new ObservationWriter(into, sheet.sectionId, sheet.growing);
    return {
      place: (rows) =>
        rows.flatMap((row) => {
          const values = placedOf(row, sheet, sheet.sectionId, run.today, begun);
          return values ? [{ row, values }] : [];
        }),
      write: (placed) => writer.write(placed),
      end: async () => {
        if ("end" in writer) await writer.end();
      },
    };
  },
};

/** The values to write of a row, once it is known what the figure is about. */
export function placedOf(
  row: Row,
  sheet: Awaited<ReturnType<typeof figureNames>>,
  sectionId: number | null,
  today: string,
  begun: ImportContext["begun"],
): ObservationValues | undefined {
  const metric = row.requiredNamed("metric", "metric", sheet.metrics);
  const on = row.requiredDay("on");
  const { subjectKey, facilityId, areaId } = sheet.subject(row, "subject", on || null);
  const from = row.day("from");
  const value = figureIn(row, "value", metric);
  const numerator = figureIn(row, "numerator", metric);
  const denominator = figureIn(row, "denominator", metric);
  checkObservationDays(row, from, on, today);
  if (facilityId !== null && on !== "") mindLife(sheet.register, row, "subject", facilityId, on);
  if (metric === null || on === "" || (facilityId ?? areaId) === null) return;
  checkObservationParts(row, metric);
  checkFigure(row, metric, { value, numerator, denominator });
  checkWhose(row, metric, areaId, from, sheet);
  const text = row.text("value");
  const isAbout = isApproximate(text) || isApproximate(row.text("numerator")) || isApproximate(row.text("denominator"));
  const values: ObservationValues = {
    metricId: metric.id,
    sectionId,
    subjectKey,
    facilityId,
    areaId,
    on,
    from,
    fromKey: firstDay(from).fromKey,
    value,
    numerator,
    denominator,
    reported: value === null && numerator === null && denominator === null ? 0 : 1,
    approximate: isAbout ? 1 : 0,
    printed: value === null || metric.kind !== "RATIO" ? null : printedOtherwise(text ?? "", value),
    quoteVi: row.text("quote"),
    noteVi: row.short("note_vi", LONGEST_NOTE),
    noteEn: row.short("note_en", LONGEST_NOTE),
    recordedOn: begun.recordedOn,
    importId: begun.importId,
  };
  // Most files have no such column: then nothing is written of it.
  if (row.says("on_stands_in")) values.onStandsIn = standsIn(row, "on_stands_in");
  return values;
}

/** Whether a metric is collected for whom a figure is about; `columns` are those of the name and of the first day. */
export function checkWhose(
  row: Row,
  metric: MeasuredBy,
  areaId: number | null,
  from: string | null,
  { areasById }: Pick<Awaited<ReturnType<typeof observationSheet>>, "areasById">,
  columns = { subject: "subject", from: "from" },
): void {
  const area = areaId === null ? undefined : areasById.get(areaId);
  checkSubject(row, metric, areaId === null ? "FACILITY" : (area?.type ?? ""), columns.subject);
  if (area && beginsBefore(area.validFrom, from)) {
    const message = messages.periodAcrossHolders(row.required(columns.subject), area.validFrom);
    row.problem(columns.from, "INCONSISTENT", message);
  }
}

/** A percentage as printed, where the number alone would be printed in another way: "94,20%", "5,78 %". */
function printedOtherwise(text: string, value: number): string | null {
  const isPlain = Number.isInteger(value) && value >= 0 && value < 1000 && text === String(value);
  const usual = isPlain ? text : numberVi(value);
  return text === usual || text === `${usual}%` ? null : text;
}

/** What every table of figures of one section needs to know. */
export const observationSheet = async (into: ImportContext) => ({
  ...(await figureNames(into)),
  sectionId: await into.sectionId(),
});

/** What figures name: the metrics, and who or where a name is on a day. */
export async function figureNames(into: ImportContext) {
  // Read first, as they are now: until the figures are on record nobody changes what these are held to.
  const held = sharing(into.tx);
  const metrics = await into.tx.query<MeasuredBy>(`${SELECT_MEASURED_BY}${held}`);
  const areasById = await into.tx.query<{ id: number; type: string; validFrom: string }>(
    `SELECT id, area_type AS type, valid_from AS validFrom FROM area${held}`,
  );
  const register = await into.register();
  const facilities = register.names(into.run.mayWrite);
  // Whoever may write for some facilities only writes for no area.
  const areas = into.run.mayWrite ? NO_AREAS : await into.areas();
  const once = onceEach();
  return {
    register,
    metrics: namesOf(metrics.map((metric) => [metric.code, metric] as const)),
    /** The metrics whose figures only grow with their period. */
    growing: new Set(metrics.filter(onlyGrows).map(({ id }) => id)),
    areasById: new Map(areasById.map((area) => [area.id, area] as const)),
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
    subject(row: Row, column: string, day: string | null) {
      const there = areas.on(day);
      // Of a day that cannot be read it is not known whom a code of several areas means: the day is what is wrong.
      if (day === null && there.isAmbiguous(row.text(column) ?? "")) return facilitySubject(null);
      return anySubject(row, column, there, facilities, into.run.mayWrite !== undefined);
    },
  };
}

const NO_AREAS = { on: () => namesOf<number>([]) };

function anySubject(
  row: Row,
  column: string,
  areas: Names<number>,
  facilities: Names<number>,
  isOfEditor: boolean,
): Subject {
  const text = row.required(column);
  const area = areas.find(text);
  if (area !== undefined) return areaSubject(area);
  const facility = facilities.find(text) ?? null;
  if (facility === null && text !== "") {
    const what = isOfEditor ? "facility of yours" : "area or facility";
    row.unknown(column, what, text, areas, facilities);
  }
  return facilitySubject(facility);
}
