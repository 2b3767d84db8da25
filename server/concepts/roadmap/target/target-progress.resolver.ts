import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { groupBy } from "../../../core/collections/groups.js";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { cloneIntoBatch, createBatch, loadForBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { UNDER } from "../../metric/definition/metric.resolver.js";
import { type MetricRow, type ObservationRow, seriesOf, shortestOf } from "../../metric/definition/metric.store.js";
import { everyOf, homeOf, isOf, subjectOf } from "../../metric/definition/metric-scope.js";
import { exactValue } from "../../metric/observation/exact-value.js";
import { isWhole, theTotalOf, totalsOverTime } from "../../metric/total/metric-total.js";
import type { MetricTotal } from "../../metric/total/metric-total.type.js";
import { Term } from "../../term/term.type.js";
import type { TargetRow } from "../roadmap.store.js";
import { Target } from "../roadmap.type.js";
import { comparisonBy } from "./target-comparison.js";
import { areInConflict, dueDayOf } from "./target-conflict.js";
import { type DatedFigure, progressOf, undecided } from "./target-progress.js";
import { TargetProgress } from "./target-progress.type.js";

@Resolver(() => Target)
export class TargetProgressResolver {
  @FieldResolver(() => TargetProgress, {
    description: about(
      "Where it stands against the last figure of its metric.",
      "Mục tiêu so với số liệu mới nhất của chỉ số.",
    ),
  })
  progress(
    @Root() target: TargetRow,
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about(
        "The day to see it from, such as today; later figures are not known then. Left out: the day of the last figure.",
        "Nhìn từ ngày nào, ví dụ hôm nay; số liệu sau ngày đó chưa được biết. Bỏ trống: ngày của số liệu mới nhất.",
      ),
    })
    on: string | null | undefined,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, context.snapshot);
    return loadForBatch(target, `progress ${JSON.stringify([on, under])}`, async (targets: readonly TargetRow[]) => {
      const metrics = targets.map(({ metricId }) => context.snapshot.metrics.maybeById(metricId));
      const asked = new Set(metrics.filter((metric) => metric !== null));
      const known = await knownOf(context, [...asked], under ?? null, on ?? null);
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
            : progressOf(aim, figures, on ?? null);
        return {
          ...{ ...progress, latest: latest?.observation ?? null, latestTotal: latest?.total ?? null },
          incompleteTotal: progress.status === "INCOMPLETE" ? incomplete : null,
        };
      });
    });
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "What its share is of (vocabulary UNIT), where that is not what the metric counts: of hospitals, say, while the metric counts facilities. Then no figure of the metric can be compared, and `progress` is NOT_COMPUTABLE. Null: what the metric counts.",
      "Tỷ lệ của mục tiêu tính trên gì (từ vựng UNIT), nếu khác với chỉ số: chẳng hạn trên số bệnh viện, trong khi chỉ số đếm cơ sở. Khi đó không số liệu nào của chỉ số so sánh được và `progress` là NOT_COMPUTABLE. Null: như chỉ số.",
    ),
  })
  denominatorUnit(@Root() { denominatorUnitId }: TargetRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(denominatorUnitId);
  }

  @FieldResolver(() => [Target], {
    description: about(
      "Targets of other documents that ask for something else: another value of the same metric for the same year, or another last day for the same aim. By year; also of documents that have been repealed since (`legalDocument.repealedOn`).",
      "Mục tiêu của văn bản khác đòi điều khác: giá trị khác của cùng chỉ số cho cùng năm, hoặc hạn cuối khác cho cùng việc. Theo năm; kể cả của văn bản đã bị bãi bỏ (`legalDocument.repealedOn`).",
    ),
  })
  conflictsWith(@Root() target: TargetRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(target, "conflictsWith", (targets: readonly TargetRow[]) => {
      const found = targets.map((each) => snapshot.targets.all().filter((other) => areInConflict(each, other)));
      const own = cloneIntoBatch("Target", LATEST, [...new Set(found.flat())]);
      const byId = new Map(own.map((row) => [row.id, row]));
      return found.map((others) => others.flatMap(({ id }) => byId.get(id) ?? []));
    });
  }
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
