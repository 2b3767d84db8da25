import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import type { Database } from "../../../core/database/database.js";
import { badInput, type Refusal } from "../../../core/schema/errors.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { type TermRow } from "../../term/term.store.js";
import {
  latestByMetric,
  type MetricRow,
  type ObservationRow,
  type Subject,
  seriesOf,
} from "../definition/metric.store.js";
import { belongTogether } from "../definition/metric-definition.js";
import { subjectOf } from "../definition/metric-scope.js";
import * as messages from "../metric.messages.js";
import type { LeftOutFigures } from "../total/metric-total.type.js";

/** Two counts of one subject, of the same day and period, and what was reported of others that end on the same day. */
export interface Pair {
  from: string | null;
  on: string | null;
  leftOut: LeftOutFigures[];
  numerator: ObservationRow | null;
  denominator: ObservationRow | null;
}

export interface PairQuestion {
  numerator: string;
  denominator: string;
  subject: string | null;
  on: string | null;
}

/** One metric's figure over another's, if the two belong together: refused otherwise, never answered as a number. */
export async function pairOf({ db, snapshot }: Context, question: PairQuestion): Promise<Pair> {
  for (const side of ["numerator", "denominator"] as const) requireKnown(CODES.METRIC, side, question[side], snapshot);
  requireKnown(CODES.BODY, "subject", question.subject, snapshot);
  const [above, below] = [metricOf(question.numerator, snapshot), metricOf(question.denominator, snapshot)];
  const refusal = unlike(above, below, snapshot);
  if (refusal) throw refusal;
  const subject = subjectOf(above, question.subject, snapshot);
  const ids = [above.id, below.id];
  const on = question.on ?? (await lastDayOf(db, above, below, subject));
  const found = on === null ? [] : await seriesOf(db, ids, subject, on, on);
  const periods = [...groupBy(found, ({ from }) => from)].map(([from, rows]) => ({
    from,
    sides: ids.map((id) => rows.find(({ metricId }) => metricId === id) ?? null),
  }));
  // Both sides if any period has them, then the shortest.
  const reported = ({ sides }: (typeof periods)[number]) => sides.filter((row) => row?.reported === 1).length;
  const [shown] = periods.sort((a, b) => reported(b) - reported(a) || (b.from ?? "").localeCompare(a.from ?? ""));
  const { from = null, sides: [numerator = null, denominator = null] = [] } = shown ?? {};
  if (shown && reported(shown) < 2) refuseApart(above, below, found);
  const leftOut = groupBy(
    found.filter((row) => row.reported === 1 && row.from !== from),
    (row) => row.from,
  );
  createBatch("Observation", LATEST, [numerator, denominator]);
  return {
    ...{ from, on, numerator, denominator },
    leftOut: [...leftOut].map(([of, rows]) => ({ from: of, on: on ?? "", reason: "OTHER_PERIOD", count: rows.length })),
  };
}

/** The day of the last reported figure of both; refused where they have other ones. */
async function lastDayOf(db: Database, above: MetricRow, below: MetricRow, subject: Subject): Promise<string | null> {
  const found = await latestByMetric(db, [above.id, below.id], subject);
  const [one, other] = [above, below].map(({ id }) => found.find(({ metricId }) => metricId === id));
  if (one && other && one.on !== other.on) throw otherDays(above, one, below, other);
  return one?.on ?? other?.on ?? null;
}

/** Both have a figure of the day, and no period in which both have one. */
function refuseApart(above: MetricRow, below: MetricRow, found: readonly ObservationRow[]): void {
  const [one, other] = [above, below].map(({ id }) =>
    found.find(({ metricId, reported }) => metricId === id && reported === 1),
  );
  if (one && other) throw otherDays(above, one, below, other);
}

const metricOf = (code: string, { metrics }: Snapshot): MetricRow =>
  metrics.all().find((metric) => metric.code === code) as MetricRow;

/** Why one metric may not stand over the other, if it may not. */
function unlike(above: MetricRow, below: MetricRow, { terms }: Snapshot): Refusal | null {
  const ratio = [above, below].find(({ kind }) => kind === "RATIO");
  if (ratio) return badInput(messages.ratioAlready(ratio.code));
  const [one, other] = [terms.byId(above.unitId), terms.byId(below.unitId)];
  if (!belongTogether({ numerator: one.code, denominator: other.code, basis: null }))
    return badInput(messages.pairOfOtherUnits(above.code, labelOf(one), below.code, labelOf(other)));
  if (above.subjectType !== below.subjectType)
    return badInput(messages.pairOfOtherSubjects(above.code, above.subjectType, below.code, below.subjectType));
  return null;
}

const labelOf = ({ labelEn, labelVi }: TermRow): LocalizedMessage => ({ en: labelEn ?? labelVi, vi: labelVi });

const otherDays = (above: MetricRow, one: ObservationRow, below: MetricRow, other: ObservationRow): Refusal =>
  badInput(messages.pairOfOtherDays(above.code, one, below.code, other));
