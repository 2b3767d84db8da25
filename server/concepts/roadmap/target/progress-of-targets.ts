import { groupBy } from "../../../core/collections/groups.js";
import type { Context } from "../../../core/context.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { type MetricRow, type ObservationRow, seriesOf, shortestOf } from "../../metric/definition/metric.store.js";
import { everyOf, homeOf, isOf, subjectOf } from "../../metric/definition/metric-scope.js";
import { exactValue } from "../../metric/observation/exact-value.js";
import { isWhole, theTotalOf, totalsOverTime } from "../../metric/total/metric-total.js";
import type { MetricTotal } from "../../metric/total/metric-total.type.js";
import type { TargetRow } from "../roadmap.store.js";
import { comparisonBy } from "./target-comparison.js";
import { dueDayOf } from "./target-conflict.js";
import { type DatedFigure, progressOf, undecided } from "./target-progress.js";

/** Where each of these targets stands, seen from a day; null: from that of the last figure. */
export async function progressOfTargets(
  context: Context,
  targets: readonly TargetRow[],
  under: string | null,
  on: string | null,
) {
  const metrics = targets.map(({ metricId }) => context.snapshot.metrics.maybeById(metricId));
  const asked = new Set(metrics.filter((metric) => metric !== null));
  const known = await knownOf(context, [...asked], under, on);
  return targets.map((row, i) => {
    const metric = metrics[i] ?? null;
    const aim = {
      value: row.value,
      comparison: row.comparison ?? comparisonBy(metric?.direction ?? null),
      dueOn: dueDayOf(row),
      isShare: metric?.kind === "RATIO",
      isOfTheSame: row.denominatorUnitId === null || row.denominatorUnitId === metric?.denominatorUnitId,
    };
    const { figures = [], incomplete = null } = (metric && known.get(metric.id)) ?? {};
    const { latest, ...progress } =
      incomplete && aim.isOfTheSame
        ? undecided(aim, figures.at(-1) ?? null, on ?? incomplete.on)
        : progressOf(aim, figures, on);
    return {
      ...{ ...progress, latest: latest?.observation ?? null, latestTotal: latest?.total ?? null },
      incompleteTotal: progress.status === "INCOMPLETE" ? incomplete : null,
    };
  });
}

/** A figure of a target's metric, and where it comes from. */
interface Found extends DatedFigure {
  observation: ObservationRow | null;
  total: MetricTotal | null;
}

/** What is known of a metric, oldest first, and the total with gaps that is newer than all of it. */
interface Known {
  figures: Found[];
  incomplete: MetricTotal | null;
}

/** What is known of each metric: its own figures, or, where facilities or districts report it, its totals. One of a day. */
async function knownOf(context: Context, metrics: readonly MetricRow[], under: string | null, on: string | null) {
  const known = new Map<number, Known>();
  const own = metrics.filter(({ subjectType }) => subjectType === "PROVINCE" || subjectType === "COUNTRY");
  if (own.length > 0) {
    const asked = own.map((each) => ({ id: each.id, whom: subjectOf(each, under, context.snapshot) }));
    const ids = own.map(({ id }) => id);
    const rows = await seriesOf(context.db, ids, everyOf(asked), null, on);
    const reported = rows.filter((row) => row.reported === 1);
    createBatch("Observation", LATEST, reported);
    own.forEach(({ id, kind }, i) => {
      const whose = asked[i] as (typeof asked)[number];
      const ofDays = groupBy(
        reported.filter((row) => isOf(row, whose)),
        (row) => row.on,
      );
      const figures = [...ofDays.values()].map((rows) => {
        const row = shortestOf(rows);
        const figure = exactValue(kind, row);
        return { on: row.on, figure, denominator: row.denominator, observation: row, total: null };
      });
      known.set(id, { figures, incomplete: null });
    });
  }
  const summed = metrics.filter((metric) => !own.includes(metric));
  if (summed.length > 0) {
    const asked = summed.map((metric) => ({ metric, under: under ?? homeOf(metric, context.snapshot) }));
    const totals = await totalsOverTime(context, asked, null, on);
    summed.forEach(({ id, kind }, i) => {
      const ofDays = groupBy(totals[i] ?? [], (total) => total.on);
      const shown = [...ofDays.values()].flatMap((ofDay) => theTotalOf(ofDay) ?? []);
      const last = shown.filter(({ reporting }) => reporting > 0).at(-1);
      known.set(id, {
        figures: shown.filter(isWhole).map((total) => foundIn(kind, total)),
        incomplete: last && !isWhole(last) ? last : null,
      });
    });
  }
  return known;
}

function foundIn(kind: string, total: MetricTotal): Found {
  const { numerator = null, denominator = null } = total.ratio ?? {};
  const figure = exactValue(kind, { value: total.value, numerator, denominator });
  return { on: total.on ?? "", figure, denominator, observation: null, total };
}
