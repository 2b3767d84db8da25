import type { Context, Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import {
  type Connection,
  connectionOf,
  type PageArgs,
  readPage,
  shownCursor,
  writeCursor,
} from "../../../core/schema/pagination.js";
import { noCursorOfThisList } from "../../../core/schema/schema.messages.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import { isCalendarDay } from "../../../core/time/days.js";
import { LATEST, type PointInTime, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { facilitiesUnder } from "../../facility/list/facilities-under.js";
import { CODES, requireKnown, termsOf } from "../../known-code.js";
import type { ObservationRow } from "../definition/metric.store.js";
import type { ObservationFilter } from "./observation-list.input.js";
import { countFigures, type FigureCondition, type FigureKey, figuresBeyond } from "./observation-list.store.js";
import { areaSubject, facilitySubject, subjectKeyOf } from "./observation-values.js";

const ORDER = "observations";

/** A page of figures, by metric, subject and day; with `asOf` those until that day. */
export async function observationPage(
  { db, snapshot }: Context,
  pointInTime: PointInTime,
  filter: ObservationFilter,
  args: PageArgs,
): Promise<Connection<ObservationRow>> {
  const page = readPage(args, ORDER);
  const beyond = page.cursor && keyIn(page.cursor.value, args.after ?? args.before ?? "");
  const asked = conditionOf(filter, pointInTime, snapshot);
  const found = await figuresBeyond(db, asked, beyond, page.backward, page.size + 1);
  createBatch("Observation", pointInTime, found);
  const cursorOf = (row: ObservationRow) =>
    writeCursor(
      { value: [row.metricId, subjectKeyOf(row), row.on, row.from ?? SINCE_EVER].join(" "), id: row.id },
      ORDER,
    );
  return connectionOf(found, page, cursorOf, () => countFigures(db, asked));
}

/** Where a cursor stands; what somebody made up is refused. */
function keyIn(value: string | number, cursor: string): FigureKey {
  const [metricId = "", subjectKey = "", on = "", fromKey = ""] = String(value).split(" ");
  if (/^\d{1,9}$/.test(metricId) && /^[AF]\d{1,9}$/.test(subjectKey) && [on, fromKey].every(isCalendarDay)) {
    return { metricId: Number(metricId), subjectKey, on, fromKey };
  }
  throw badInput(noCursorOfThisList(shownCursor(cursor)));
}

function conditionOf(filter: ObservationFilter, pointInTime: PointInTime, snapshot: Snapshot): FigureCondition {
  const { from, to, year, reported } = filter;
  const firstDays = [from, year && `${year}-01-01`].flatMap((day) => day || []);
  const lastDays = [to, year && `${year}-12-31`, pointInTime.asOf].flatMap((day) => day || []);
  return {
    metricIds: metricsOf(filter, snapshot),
    subjects: [named(filter, snapshot), underneath(filter, pointInTime, snapshot)].flatMap((keys) => keys ?? []),
    from: firstDays.sort().at(-1) ?? null,
    to: lastDays.sort()[0] ?? null,
    reported: reported ?? null,
  };
}

/** Null: of all. */
function metricsOf({ metrics, programme, kind, subjectType }: ObservationFilter, snapshot: Snapshot): number[] | null {
  requireKnown(CODES.METRIC, "metrics", metrics, snapshot);
  requireKnown(termsOf("PROGRAMME"), "programme", programme, snapshot);
  if (metrics == null && programme == null && kind == null && subjectType == null) return null;
  const wanted = snapshot.metrics
    .all()
    .filter(
      (metric) =>
        metrics?.includes(metric.code) !== false &&
        kind?.includes(metric.kind) !== false &&
        subjectType?.includes(metric.subjectType) !== false &&
        (programme == null || snapshot.terms.byId(metric.programmeId).code === programme),
    );
  return wanted.map(({ id }) => id);
}

/** Those that the codes denote; null: no code is given. */
function named({ subjects }: ObservationFilter, snapshot: Snapshot): ReadonlySet<string>[] | null {
  requireKnown(CODES.BODY, "subjects", subjects, snapshot);
  if (subjects == null) return null;
  const units = snapshot.facilities.in(LATEST);
  const keys = subjects.flatMap((code) => {
    const held = snapshot.areas.holders(code);
    if (held.length > 0) return held.map((id) => areaSubject(id).subjectKey);
    return facilitySubject(units.findByCode(code)?.id ?? null).subjectKey;
  });
  return [new Set(keys)];
}

/** Those within an area or under a managing body; null: no code is given. */
function underneath(
  { under }: ObservationFilter,
  pointInTime: PointInTime,
  snapshot: Snapshot,
): ReadonlySet<string>[] | null {
  requireKnown(CODES.BODY, "under", under, snapshot);
  if (under == null) return null;
  const area = snapshot.areas.holder(under, pointInTime);
  const within = area ? snapshot.areas.within(area.id, pointInTime) : [];
  return [
    new Set([
      ...within.map((id) => areaSubject(id).subjectKey),
      ...[...facilitiesUnder(under, pointInTime, snapshot)].map((id) => facilitySubject(id).subjectKey),
    ]),
  ];
}
