import type { Context, Snapshot } from "../../../core/context.js";
import { badInput, type Refusal } from "../../../core/schema/errors.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { type TermRow } from "../../term/term.store.js";
import { latestByMetric, type MetricRow, type ObservationRow, seriesOf } from "../definition/metric.store.js";
import { subjectOf } from "../definition/metric-subject.js";
import * as messages from "../metric.messages.js";
import { belongTogether } from "../total/ratio-units.js";

/** Two counts of one subject, of the same day and period. */
export interface Pair {
  on: string | null;
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
export async function pairOf({ db, reference }: Context, question: PairQuestion): Promise<Pair> {
  for (const side of ["numerator", "denominator"] as const) requireKnown(CODES.METRIC, side, question[side], reference);
  requireKnown(CODES.BODY, "subject", question.subject, reference);
  const [above, below] = [metricOf(question.numerator, reference), metricOf(question.denominator, reference)];
  const refusal = unlike(above, below, reference);
  if (refusal) throw refusal;
  const { on } = question;
  const subject = subjectOf(above, question.subject, reference);
  const ids = [above.id, below.id];
  const found = on === null ? await latestByMetric(db, ids, subject) : await seriesOf(db, ids, subject, on, on);
  const [numerator = null, denominator = null] = ids.map((id) => found.find(({ metricId }) => metricId === id));
  if (numerator && denominator && (numerator.on !== denominator.on || numerator.from !== denominator.from))
    throw otherDays(above, numerator, below, denominator);
  createBatch("Observation", LATEST, [numerator, denominator]);
  return { on: on ?? numerator?.on ?? denominator?.on ?? null, numerator, denominator };
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
