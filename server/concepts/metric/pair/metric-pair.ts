import type { Context, Snapshot } from "../../../core/context.js";
import { badInput, type Refusal } from "../../../core/schema/errors.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { latestByMetric, type MetricRow, type ObservationRow, seriesOf } from "../definition/metric.store.js";
import { subjectOf } from "../definition/metric-subject.js";
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
  if (ratio)
    return badInput(
      `"${ratio.code}" is a ratio already; only counts may stand over each other.`,
      `"${ratio.code}" đã là một tỷ lệ; chỉ số đếm mới chia được cho nhau.`,
    );
  const [one, other] = [terms.byId(above.unitId), terms.byId(below.unitId)];
  if (!belongTogether({ numerator: one.code, denominator: other.code, basis: null }))
    return badInput(
      `"${above.code}" is in ${one.labelEn ?? one.labelVi}, "${below.code}" in ${other.labelEn ?? other.labelVi}: one over the other is no percentage; both must have the same unit.`,
      `"${above.code}" tính bằng ${one.labelVi}, "${below.code}" tính bằng ${other.labelVi}: chia cho nhau không thành tỷ lệ phần trăm; hai chỉ số phải cùng đơn vị tính.`,
    );
  if (above.subjectType !== below.subjectType)
    return badInput(
      `"${above.code}" is collected for each ${above.subjectType}, "${below.code}" for each ${below.subjectType}; both must be of the same subjects.`,
      `"${above.code}" thu thập cho từng ${above.subjectType}, "${below.code}" cho từng ${below.subjectType}; hai chỉ số phải cùng loại đối tượng.`,
    );
  return null;
}

function otherDays(above: MetricRow, one: ObservationRow, below: MetricRow, other: ObservationRow): Refusal {
  const [first, second] = [one, other].map(({ from, on }) => (from ? `${from}…${on}` : on));
  return badInput(
    `"${above.code}" is of ${first}, "${below.code}" of ${second}: counts of different days make no ratio. Name a day that both have in \`on\`.`,
    `"${above.code}" là số liệu của ${first}, "${below.code}" của ${second}: hai ngày khác nhau không lập được tỷ lệ. Hãy ghi ở \`on\` một ngày mà cả hai đều có số liệu.`,
  );
}
