import type { Snapshot } from "../../../core/context.js";
import type { Database } from "../../../core/database/database.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { inDigits } from "../../../files/writing/csv.js";
import { type Cell, columnsOf, PIECE, tableOf } from "../../../files/writing/table.js";
import type { AreaTree } from "../../area/area-tree.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, word, words } from "../../export/parameters.js";
import { allBodies } from "../../facility/list/facilities-under.js";
import type { FacilitiesAt } from "../../facility/register/facilities-at.js";
import { citedIn } from "../../provenance/source/source.export.js";
import {
  type FigureFilter,
  type FigurePlace,
  figuresFrom,
  type MetricRow,
  type ObservationRow,
} from "../definition/metric.store.js";
import type { Figure } from "./exact-value.js";
import { OBSERVATIONS, STANDS_IN_WORDS } from "./observation.format.js";
import { areaSubject, facilitySubject, subjectKeyOf } from "./observation-values.js";

export const observationsExport = exported({
  name: "observations",
  titleVi: OBSERVATIONS.titleVi,
  titleEn: OBSERVATIONS.titleEn,
  format: OBSERVATIONS,
  field: "Query.observations",
  parameters: {
    metric: words("Chỉ số", "Metric"),
    programme: word("Chương trình", "Programme"),
    subject: word("Đối tượng", "Subject"),
    from: dayOf("Từ ngày", "From the day"),
    to: dayOf("Đến ngày", "To the day"),
  },
  open({ metric, programme, subject, from, to }, { db, snapshot }) {
    const metrics = metricsNamed(snapshot, metric, programme);
    requireKnown("subject", subject, allBodies(snapshot));
    const subjectKeys = subject === null ? null : keysOf(subject, snapshot);
    return tableOf(
      columnsIn(snapshot),
      figuresInOrder(db, metrics, { subjectKeys, from, to, changedSince: null }),
      cites,
    );
  },
});

const cites = ({ sectionId }: ObservationRow): number[] => [sectionId];

/** The metrics of these codes and this programme; null: of all. */
export function metricsNamed(
  { metrics, terms }: Snapshot,
  codes: readonly string[] | null,
  programme: string | null,
): MetricRow[] {
  const all = metrics.all();
  for (const code of codes ?? []) requireKnown("metric", code, all);
  requireKnown("programme", programme, terms.of("PROGRAMME"));
  return all
    .filter(({ code }) => codes === null || codes.includes(code))
    .filter(({ programmeId }) => programme === null || terms.byId(programmeId).code === programme);
}

/** Whom a code denotes, on whatever day: an area code all that have or had it. */
function keysOf(code: string, { areas, facilities }: Snapshot): string[] {
  const held = areas.holders(code);
  if (held.length > 0) return held.map((id) => areaSubject(id).subjectKey);
  return [facilitySubject(facilities.in(LATEST).findByCode(code)?.id ?? null).subjectKey];
}

/** The figures by metric and subject, oldest first, read piece by piece. */
export async function* figuresInOrder(db: Database, metrics: readonly MetricRow[], filter: FigureFilter) {
  for (const { id } of metrics) {
    let place: FigurePlace | null = { afterSubject: "" };
    while (place) {
      const piece: ObservationRow[] = await figuresFrom(db, id, filter, place, PIECE);
      if (piece.length > 0) yield piece;
      place = placeAfter(piece, place);
    }
  }
}

/** A piece that is full may have ended within a subject; null: there are no more. */
function placeAfter(piece: readonly ObservationRow[], place: FigurePlace): FigurePlace | null {
  const last = piece.length === PIECE ? piece.at(-1) : undefined;
  if (last) return { subject: subjectKeyOf(last), after: last };
  return "subject" in place ? { afterSubject: place.subject } : null;
}

function columnsIn(snapshot: Snapshot) {
  const { areas, facilities, metrics } = snapshot;
  const units = facilities.in(LATEST);
  const columns = columnsOf(
    OBSERVATIONS,
    {
      metric: (row: ObservationRow) => metrics.byId(row.metricId).code,
      subject: (row) => subjectCode(row, units, areas),
      from: (row) => row.from,
      on: (row) => row.on,
      value: (row) => figureOf(row, "value"),
      numerator: (row) => figureOf(row, "numerator"),
      denominator: (row) => figureOf(row, "denominator"),
      quote: (row) => row.quoteVi,
      note_vi: (row) => row.noteVi,
      note_en: (row) => row.noteEn,
      on_stands_in: (row) => STANDS_IN_WORDS[row.onStandsIn === 1 ? "yes" : "no"],
    },
    {
      metric: (row) => metrics.byId(row.metricId).nameVi,
      subject: (row) => subjectName(row, units, snapshot),
    },
  );
  return [...columns, ...citedIn(snapshot, ({ sectionId }: ObservationRow) => sectionId)];
}

/** As whom or what it is of was called on its day. */
function subjectName(
  { facilityId, areaId, on }: ObservationRow,
  latest: FacilitiesAt,
  { areas, facilities }: Snapshot,
): string | null {
  const then = { asOf: on };
  const subject =
    facilityId === null
      ? areas.viewOrLast(areaId ?? 0, then)
      : (facilities.in(then).find(facilityId) ?? latest.find(facilityId));
  return subject?.name ?? null;
}

/** A figure of somebody who was added after the export began is told of nobody: then there is no file. */
function subjectCode({ facilityId, areaId, on }: ObservationRow, units: FacilitiesAt, areas: AreaTree): string {
  const code = facilityId === null ? areas.denote(areaId ?? 0, { asOf: on }) : units.find(facilityId)?.code;
  if (code == null) throw new Error("The subject of a figure is not known as of the revision of the export.");
  return code;
}

/** Which number of a figure is the approximate one, where one is: no document says so of two. */
const ABOUT = ["numerator", "value", "denominator"] as const;

/** The number; as "~515" where it is known to be about right only. */
function figureOf(row: ObservationRow, column: keyof Figure): Cell {
  const figure = row[column];
  const isAbout = row.approximate === 1 && column === ABOUT.find((each) => row[each] !== null);
  return figure !== null && isAbout ? `~${inDigits(figure)}` : figure;
}
