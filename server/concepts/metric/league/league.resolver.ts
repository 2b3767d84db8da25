import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { createBatchBelow, loadForBatch, pointInTimeOf } from "../../../core/snapshot/batch.js";
import { CODES, requireKnown } from "../../known-code.js";
import { UNDER } from "../definition/metric.resolver.js";
import { type MetricRow, observationsById } from "../definition/metric.store.js";
import { Metric } from "../definition/metric.type.js";
import { homeOf } from "../definition/metric-scope.js";
import { subjectsOf } from "../observation/observation.resolver.js";
import { Observation, ObservationSubject } from "../observation/observation.type.js";
import { type LeagueRow as Line, leaguesOf } from "./league.js";
import { LeagueConnection, LeagueRow } from "./league.type.js";

@Resolver(() => Metric)
export class MetricLeagueResolver {
  @FieldResolver(() => LeagueConnection, {
    description: about(
      "Its league table over an area or a managing body, as they were on the day of the figures: the best first by `direction`, the greatest first where neither end is better. 20 lines unless said otherwise, at most 100.",
      "Bảng xếp hạng trên một địa bàn hoặc cơ quan quản lý, theo địa giới và tổ chức vào ngày của số liệu: tốt nhất đứng đầu theo `direction`; nếu không có chiều tốt thì lớn nhất đứng đầu. Mặc định 20 dòng, tối đa 100.",
    ),
  })
  league(
    @Root() metric: MetricRow,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about(
        "Which period, as in `total`: the last figures asked for until this day, blank ones too; left out: the last period that everybody reported, if there is one.",
        "Kỳ nào, như ở `total`: số liệu gần nhất được yêu cầu tính đến ngày này, kể cả ô để trống; bỏ trống: kỳ gần nhất đã báo cáo đủ, nếu có.",
      ),
    })
    on: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, context.snapshot);
    return loadForBatch(metric, `league ${JSON.stringify([under, on, page])}`, (metrics: readonly MetricRow[]) => {
      const asked = metrics.map((each) => ({
        ...{ metric: each, under: under ?? homeOf(each, context.snapshot) },
        pointInTime: pointInTimeOf(each),
      }));
      return leaguesOf(context, asked, on ?? null, page);
    });
  }
}

@Resolver(() => LeagueConnection)
export class LeagueConnectionResolver {
  @FieldResolver(() => Int, {
    description: about("How many lines the whole table has.", "Số dòng của cả bảng."),
  })
  totalCount(@Root() connection: Connection<Line>): number | Promise<number> {
    return connection.count();
  }
}

@Resolver(() => LeagueRow)
export class LeagueRowResolver {
  @FieldResolver(() => ObservationSubject, { description: about("Whose line it is.", "Đối tượng của dòng.") })
  subject(@Root() line: Line, @Ctx() { snapshot }: Context) {
    return loadForBatch(line, "subject", (lines: readonly Line[]) => subjectsOf(lines, snapshot));
  }

  @FieldResolver(() => Observation, {
    nullable: true,
    description: about(
      "The figure with its counts and its source; null: the subject should have reported, and not even a blank cell is on record.",
      "Số liệu kèm các số đếm và nguồn; null: đối tượng phải báo cáo nhưng trong sổ không có cả ô để trống.",
    ),
  })
  observation(@Root() line: Line, @Ctx() { db }: Context) {
    return loadForBatch(line, "observation", async (lines: readonly Line[]) => {
      const rows = await observationsById(
        db,
        lines.flatMap(({ observationId }) => observationId ?? []),
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return createBatchBelow(
        "Observation",
        lines,
        lines.map(({ observationId }) => (observationId === null ? null : (byId.get(observationId) ?? null))),
      );
    });
  }
}
