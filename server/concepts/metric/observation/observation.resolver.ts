import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { AsOf } from "../../../core/schema/as-of.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { createBatchBelow, findEach, loadForBatch, own, pointInTimeOf } from "../../../core/snapshot/batch.js";
import { LATEST, type PointInTime } from "../../../core/time/point-in-time.js";
import { Area } from "../../area/area.type.js";
import type { AreaView } from "../../area/area-tree.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { CODES, requireKnown } from "../../known-code.js";
import { Ratio } from "../../provenance/ratio.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import { latestBySubject, type ObservationRow } from "../definition/metric.store.js";
import { Metric } from "../definition/metric.type.js";
import { isSameFigure } from "./exact-value.js";
import { Observation, ObservationConnection, ObservationSubject, PrintedFigure } from "./observation.type.js";
import { ObservationFilter } from "./observation-list.input.js";
import { observationPage } from "./observation-list.js";
import { subjectKeyOf } from "./observation-values.js";
import { placeKey, printedFigures } from "./printed-figure.store.js";
import { ObservationsRecordedAsOf, readingOf } from "./recorded-as-of.js";

/** Whom each row is about, as it is then; what does not exist there, as it was last known. */
export function subjectsOf<Row extends { facilityId: number | null; areaId: number | null }>(
  rows: readonly Row[],
  { areas, facilities }: Snapshot,
  when: (row: Row) => PointInTime = pointInTimeOf,
): (FacilityRow | AreaView | null)[] {
  const found = findEach(
    rows,
    (pointInTime) => facilities.in(pointInTime),
    (then, { facilityId }) =>
      facilityId === null ? null : own(then.find(facilityId) ?? facilities.in(LATEST).find(facilityId)),
    when,
  );
  const units = createBatchBelow("Facility", rows, found, when);
  const views = rows.map((row) => (row.areaId === null ? null : areas.viewOrLast(row.areaId, when(row))));
  const places = createBatchBelow("Area", rows, views, when);
  return rows.map((_, i) => units[i] ?? places[i] ?? null);
}

/** Of which day a figure shows whom it is about: of that of the question, or of its own. */
const dayShown = (row: ObservationRow): PointInTime => {
  const pointInTime = pointInTimeOf(row);
  return pointInTime.asOf === null ? { asOf: row.on } : pointInTime;
};

@Resolver(() => Observation)
export class ObservationResolver {
  @Query(() => ObservationConnection, {
    description: about(
      "The figures on record, filtered and in pages: metric by metric and subject by subject, in the order in which these came on record, oldest first, of figures that end on one day the longest period first. With `asOf` those until that day.",
      "Các số liệu có trong sổ, có lọc và phân trang: theo từng chỉ số, từng đối tượng, theo thứ tự vào sổ, cũ trước mới sau, các kỳ cùng ngày cuối thì kỳ dài nhất trước. Có `asOf` thì chỉ số liệu đến ngày đó.",
    ),
  })
  observations(
    @Arg("filter", () => ObservationFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: ObservationFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<ObservationRow>> {
    return observationPage(context, { asOf: asOf ?? null }, filter ?? {}, page);
  }

  @FieldResolver(() => Metric, { description: about("What was measured.", "Chỉ số.") })
  metric(@Root() observation: ObservationRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(observation, "metric", (observations: readonly ObservationRow[]) =>
      createBatchBelow(
        "Metric",
        observations,
        observations.map(({ metricId }) => own(snapshot.metrics.byId(metricId))),
      ),
    );
  }

  @FieldResolver(() => Boolean, {
    description: about(
      "Whether its source gives no day for it: `on` is then the day of the document, or of what the document cites, and the remark says which.",
      "Nguồn không ghi ngày của số liệu: khi đó `on` là ngày của tài liệu, hoặc của nguồn mà tài liệu dẫn; ghi chú nói rõ.",
    ),
  })
  onIsStandIn(@Root() { onStandsIn }: ObservationRow): boolean {
    return onStandsIn === 1;
  }

  @FieldResolver(() => ObservationSubject, {
    description: about(
      "Whom or what it is about: as of the `asOf` that the query was asked for, without one as of the day of the figure. Its own `asOf` says which day that is.",
      "Đối tượng của số liệu: theo `asOf` của câu hỏi; không có thì theo ngày của số liệu. `asOf` của đối tượng cho biết đó là ngày nào.",
    ),
  })
  subject(@Root() observation: ObservationRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(observation, "subject", (observations: readonly ObservationRow[]) =>
      subjectsOf(observations, snapshot, dayShown),
    );
  }

  @FieldResolver(() => Ratio, {
    nullable: true,
    description: about(
      "The counts of a ratio, with the percentage recomputed from them; null for a count.",
      "Các số đếm của một tỷ lệ, kèm tỷ lệ phần trăm tính lại; null với số đếm.",
    ),
  })
  ratio(@Root() { metricId, numerator, denominator }: ObservationRow, @Ctx() { snapshot }: Context): Ratio | null {
    return snapshot.metrics.byId(metricId).kind === "RATIO" ? { numerator, denominator } : null;
  }

  @FieldResolver(() => PrintedFigure, {
    nullable: true,
    description: about(
      "What a document prints in its place, where another figure is on record: it was corrected, or withdrawn and recorded anew, or another source had it before the document came. Null: nothing is printed there, or it is on record as it is printed.",
      "Điều tài liệu in ở chỗ này, khi số liệu trong sổ là số khác: đã sửa, đã rút rồi ghi lại, hoặc nguồn khác đã có số trước khi nhập tài liệu. Null: tài liệu không in gì, hoặc số liệu vẫn như đã in.",
    ),
  })
  printed(@Root() observation: ObservationRow, @Ctx() { db, snapshot }: Context) {
    return loadForBatch(observation, "printed", async (observations: readonly ObservationRow[]) => {
      const printed = await printedFigures(db, [...new Set(observations.map(({ metricId }) => metricId))]);
      return observations.map((row) => {
        const key = placeKey({ ...row, subjectKey: subjectKeyOf(row) });
        const there = printed.filter((each) => placeKey(each) === key && each.sectionId !== row.sectionId);
        const itself = there.filter(({ beside }) => beside === null).at(-1);
        const found = itself ?? there.filter((each) => !isSameFigure(each, row)).at(-1);
        if (!found) return null;
        return { ...found, approximate: found.approximate === 1, source: snapshot.citation(found.sectionId) };
      });
    });
  }

  @FieldResolver(() => Citation, {
    nullable: true,
    description: about(
      "Where it is printed; the register: it was entered, or corrected from what is printed.",
      "Nơi được in; sổ đăng ký: số liệu do người dùng nhập, hoặc đã sửa khác với điều được in.",
    ),
  })
  source(@Root() { sectionId }: ObservationRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

const METRICS = about(
  "Codes of metrics; all if left out. An unknown code is BAD_USER_INPUT.",
  "Mã các chỉ số; bỏ trống là tất cả. Mã không có là lỗi BAD_USER_INPUT.",
);

/** The last figures of a subject, added to its type by the concept that owns them. */
@Resolver(() => Facility)
export class FacilityObservationsResolver {
  @FieldResolver(() => [Observation], {
    description: about(
      "The last reported figure of each metric for this facility until that day, by the order of the metrics.",
      "Số liệu mới nhất đã báo cáo của từng chỉ số cho cơ sở này đến ngày đó, theo thứ tự chỉ số.",
    ),
  })
  latestObservations(
    @Root() facility: FacilityRow,
    @Arg("metrics", () => [String], { nullable: true, description: METRICS }) metrics: string[] | null | undefined,
    @ObservationsRecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() context: Context,
  ) {
    return latestOf(context, facility, "facility_id", metrics, recordedAsOf);
  }
}

@Resolver(() => Area)
export class AreaObservationsResolver {
  @FieldResolver(() => [Observation], {
    description: about(
      "The last reported figure of each metric for this area itself until that day, by the order of the metrics.",
      "Số liệu mới nhất đã báo cáo của từng chỉ số cho chính đơn vị hành chính này đến ngày đó, theo thứ tự chỉ số.",
    ),
  })
  latestObservations(
    @Root() area: AreaView,
    @Arg("metrics", () => [String], { nullable: true, description: METRICS }) metrics: string[] | null | undefined,
    @ObservationsRecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() context: Context,
  ) {
    return latestOf(context, area, "area_id", metrics, recordedAsOf);
  }
}

function latestOf<Subject extends { id: number }>(
  { db, snapshot }: Context,
  subject: Subject,
  column: "facility_id" | "area_id",
  codes: readonly string[] | null | undefined,
  recordedAsOf: string | null | undefined,
) {
  requireKnown(CODES.METRIC, "metrics", codes, snapshot);
  const order = snapshot.metrics
    .all()
    .filter(({ code }) => codes == null || codes.includes(code))
    .map(({ id }) => id);
  if (order.length === 0) return [];
  const key = `latest observations ${JSON.stringify([codes, recordedAsOf])}`;
  return loadForBatch(subject, key, async (subjects: readonly Subject[]) => {
    const asked = subjects.map((each) => ({ id: each.id, asOf: pointInTimeOf(each).asOf }));
    const found = await latestBySubject(db, column, asked, codes == null ? null : order, readingOf(recordedAsOf));
    const place = new Map(order.map((id, i) => [id, i]));
    for (const rows of found) rows.sort((a, b) => (place.get(a.metricId) ?? 0) - (place.get(b.metricId) ?? 0));
    return createBatchBelow("Observation", subjects, found);
  });
}
