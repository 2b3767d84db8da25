import { Arg, Args, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { type Connection, nodesOf, PageArgs } from "../../../core/schema/pagination.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import {
  cloneAlone,
  cloneIntoBatch,
  createBatch,
  createBatchBelow,
  loadForBatch,
} from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown, termsOf } from "../../known-code.js";
import type { LegalDocumentRow } from "../../legal-basis/legal-document.store.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import { Term } from "../../term/term.type.js";
import { Observation, ObservationConnection } from "../observation/observation.type.js";
import { ObservationsRecordedAsOf, readingOf } from "../observation/recorded-as-of.js";
import { lastTotals, totalsOverTime } from "../total/metric-total.js";
import { MetricTotal } from "../total/metric-total.type.js";
import { latestByMetric, type MetricRow, type ObservationRow, seriesOf } from "./metric.store.js";
import { Metric, MetricConnection } from "./metric.type.js";
import { everyOf, homeOf, isOf, subjectOf } from "./metric-scope.js";

@InputType({ description: about("Which metrics.", "Lọc chỉ số.") })
export class MetricFilter {
  @Field(() => String, {
    nullable: true,
    description: about("Code of a programme (vocabulary PROGRAMME).", "Mã chương trình (từ vựng PROGRAMME)."),
  })
  programme?: string | null;
}

export const SUBJECT = about(
  "Code of a facility or an area; the province if left out (the country for a metric collected for the country). An area code denotes whoever held it on the day of the figure.",
  "Mã cơ sở hoặc đơn vị hành chính; bỏ trống là tỉnh (toàn quốc với chỉ số thu thập cho toàn quốc). Mã đơn vị hành chính chỉ đơn vị mang mã đó vào ngày của số liệu.",
);

const FILTER = { nullable: true, description: about("Which ones.", "Điều kiện lọc.") } as const;
const FROM = { nullable: true, description: about("First day.", "Từ ngày.") } as const;
const TO = { nullable: true, description: about("Last day.", "Đến ngày.") } as const;

export const UNDER = about(
  "Code of an area or a facility; the province, or the country for its metrics, if left out.",
  "Mã đơn vị hành chính hoặc cơ sở; bỏ trống là tỉnh, hoặc toàn quốc với chỉ số toàn quốc.",
);

@Resolver(() => Metric)
export class MetricResolver {
  @Query(() => [Metric], { description: about("The metrics on record.", "Các chỉ số có trong sổ.") })
  metrics(
    @Arg("filter", () => MetricFilter, FILTER) filter: MetricFilter | null | undefined,
    @Ctx() { snapshot }: Context,
  ): MetricRow[] {
    return cloneIntoBatch("Metric", LATEST, metricsFor(filter, snapshot));
  }

  @Query(() => MetricConnection, {
    description: about(
      "The metrics on record, page by page, in the order of the list.",
      "Các chỉ số có trong sổ, theo trang, theo thứ tự của danh sách.",
    ),
  })
  metricConnection(
    @Arg("filter", () => MetricFilter, FILTER) filter: MetricFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ): Connection<MetricRow> {
    const connection = pageOfList(metricsFor(filter, snapshot), page, "metrics", ({ id }) => id);
    createBatch("Metric", LATEST, connection.nodes);
    return connection;
  }

  @Query(() => Metric, {
    nullable: true,
    description: about("One metric; null if there is none of this code.", "Một chỉ số; null nếu không có mã này."),
  })
  metric(
    @Arg("code", () => String, { description: about('Such as "LINKUPS".', 'Ví dụ "LINKUPS".') }) code: string,
    @Ctx() { snapshot }: Context,
  ): MetricRow | null {
    const found = snapshot.metrics.all().find((metric) => metric.code === code);
    return found ? cloneAlone("Metric", LATEST, found) : null;
  }

  @FieldResolver(() => Term, { description: about("Unit of measure.", "Đơn vị tính.") })
  unit(@Root() { unitId }: MetricRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(unitId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "What the numerator of a ratio counts; null for a count.",
      "Tử số của tỷ lệ đếm gì; null với số đếm.",
    ),
  })
  numeratorUnit(@Root() { numeratorUnitId }: MetricRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(numeratorUnitId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "What its denominator counts: the same, or what `unitsBasisEn` pairs with it; null for a count.",
      "Mẫu số đếm gì: cùng một thứ, hoặc thứ mà `unitsBasisVi` cho đi với nó; null với số đếm.",
    ),
  })
  denominatorUnit(@Root() { denominatorUnitId }: MetricRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(denominatorUnitId);
  }

  @FieldResolver(() => Term, { description: about("The programme it belongs to.", "Chương trình.") })
  programme(@Root() { programmeId }: MetricRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(programmeId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about(
      "With CAMPAIGN_RECIPIENTS: code of the form of a document whose recipients are due of days of which no campaign that was opened here asks; null: nobody then.",
      "Với CAMPAIGN_RECIPIENTS: mã mẫu của tài liệu mà các nơi nhận phải có số liệu của những ngày không đợt báo cáo nào mở tại đây hỏi tới; null: khi đó không ai.",
    ),
  })
  expectedForm(@Root() { expectedFormId }: MetricRow, @Ctx() { snapshot }: Context): string | null {
    return snapshot.campaign.forms.find(({ id }) => id === expectedFormId)?.code ?? null;
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about(
      "The document that asks for it; null: none is named.",
      "Văn bản yêu cầu chỉ số; null: không nêu.",
    ),
  })
  legalDocument(@Root() { legalDocumentId }: MetricRow, @Ctx() { snapshot }: Context): LegalDocumentRow | null {
    const found = snapshot.legalDocuments.maybeById(legalDocumentId);
    return found && cloneAlone("LegalDocument", LATEST, found);
  }

  @FieldResolver(() => Observation, {
    nullable: true,
    description: about(
      "The last reported figure, of periods that end on one day that of the shortest; null if nothing was reported.",
      "Số liệu mới nhất đã báo cáo, với các kỳ cùng ngày cuối là của kỳ ngắn nhất; null nếu chưa có.",
    ),
  })
  latest(
    @Root() metric: MetricRow,
    @Arg("subject", () => String, { nullable: true, description: SUBJECT }) subject: string | null | undefined,
    @ObservationsRecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() { db, snapshot }: Context,
  ) {
    requireKnown(CODES.BODY, "subject", subject, snapshot);
    return loadForBatch(
      metric,
      `latest ${JSON.stringify([subject, recordedAsOf])}`,
      async (metrics: readonly MetricRow[]) => {
        const asked = metrics.map((each) => ({ id: each.id, whom: subjectOf(each, subject, snapshot) }));
        const found = await latestByMetric(
          db,
          asked.map(({ id }) => id),
          everyOf(asked),
          readingOf(recordedAsOf),
        );
        const latest = asked.map((each) => found.find((row) => isOf(row, each)) ?? null);
        return createBatchBelow("Observation", metrics, latest);
      },
    );
  }

  @FieldResolver(() => [Observation], {
    description: about(
      "Its figures for one subject, oldest first; a blank cell that was asked for is there, without figures. Page by page: `seriesConnection`; of many subjects: `Query.observations`.",
      "Các số liệu của một đối tượng, cũ trước mới sau; ô được yêu cầu nhưng để trống vẫn có mặt, không có số. Theo trang: `seriesConnection`; của nhiều đối tượng: `Query.observations`.",
    ),
  })
  series(
    @Root() metric: MetricRow,
    @Arg("subject", () => String, { nullable: true, description: SUBJECT }) subject: string | null | undefined,
    @Arg("from", () => LocalDate, FROM) from: string | null | undefined,
    @Arg("to", () => LocalDate, TO) to: string | null | undefined,
    @ObservationsRecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() { db, snapshot }: Context,
  ) {
    requireKnown(CODES.BODY, "subject", subject, snapshot);
    const key = `series ${JSON.stringify([subject, from, to, recordedAsOf])}`;
    return loadForBatch(metric, key, async (metrics: readonly MetricRow[]) => {
      const span = { from: from ?? null, to: to ?? null };
      const series = await seriesOfEach({ db, snapshot }, metrics, subject, span, readingOf(recordedAsOf));
      return createBatchBelow("Observation", metrics, series);
    });
  }

  @FieldResolver(() => ObservationConnection, {
    description: about(
      "The figures of `series` page by page, oldest first; of many subjects: `Query.observations`.",
      "Các số liệu của `series` theo trang, cũ trước mới sau; của nhiều đối tượng: `Query.observations`.",
    ),
  })
  seriesConnection(
    @Root() metric: MetricRow,
    @Arg("subject", () => String, { nullable: true, description: SUBJECT }) subject: string | null | undefined,
    @Arg("from", () => LocalDate, FROM) from: string | null | undefined,
    @Arg("to", () => LocalDate, TO) to: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @ObservationsRecordedAsOf() recordedAsOf: string | null | undefined,
    @Ctx() { db, snapshot }: Context,
  ) {
    requireKnown(CODES.BODY, "subject", subject, snapshot);
    const key = `seriesConnection ${JSON.stringify([subject, from, to, page, recordedAsOf])}`;
    return loadForBatch(metric, key, async (metrics: readonly MetricRow[]) => {
      const span = { from: from ?? null, to: to ?? null };
      const series = await seriesOfEach({ db, snapshot }, metrics, subject, span, readingOf(recordedAsOf));
      const pages = series.map((each) => pageOfList(each, page, "series", ({ id }) => id));
      createBatchBelow("Observation", metrics, nodesOf(pages));
      return pages;
    });
  }

  @FieldResolver(() => MetricTotal, {
    description: about(
      "Summed over an area or a managing body, as they were on the day of the figures.",
      "Tổng trên một địa bàn hoặc cơ quan quản lý, theo địa giới và tổ chức vào ngày của số liệu.",
    ),
  })
  total(
    @Root() metric: MetricRow,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about(
        "The last figures asked for until this day, blank ones too, whoever has reported. Left out: the last period in which everybody reported of whom figures were due; if that never was, the last in which at least half of them did, then the last that anybody reported, or, where nobody has, the last asked for. Of periods that end on one day: the one that everybody, or the most, reported, then the shortest.",
        "Số liệu gần nhất được yêu cầu tính đến ngày này, kể cả ô để trống, dù đã đủ hay chưa. Bỏ trống: kỳ gần nhất mà mọi đối tượng phải có số liệu đều đã báo cáo; nếu chưa kỳ nào đủ thì kỳ gần nhất có ít nhất một nửa đã báo cáo, rồi đến kỳ gần nhất đã có nơi báo cáo, hoặc lần yêu cầu gần nhất nếu chưa nơi nào báo cáo. Với các kỳ cùng ngày cuối: kỳ đã đủ, hoặc nhiều nơi báo cáo nhất, rồi đến kỳ ngắn nhất.",
      ),
    })
    on: string | null | undefined,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, context.snapshot);
    return loadForBatch(metric, `total ${JSON.stringify([under, on])}`, async (metrics: readonly MetricRow[]) => {
      const asked = metrics.map((each) => ({ metric: each, under: under ?? homeOf(each, context.snapshot) }));
      return (await lastTotals(context, asked, on ?? null)).map(({ total }) => total);
    });
  }

  @FieldResolver(() => [MetricTotal], {
    description: about(
      "Its totals over an area or a managing body of each period that figures were asked for, oldest first, of periods that end on one day the shortest first; each as the map and the organisation were on its day. Empty if nobody there was asked.",
      "Tổng trên một địa bàn hoặc cơ quan quản lý của từng kỳ có yêu cầu số liệu, cũ trước mới sau, các kỳ cùng ngày cuối thì kỳ ngắn nhất trước; mỗi kỳ theo địa giới và tổ chức của ngày đó. Rỗng nếu ở đó chưa nơi nào được yêu cầu.",
    ),
  })
  totals(
    @Root() metric: MetricRow,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Arg("from", () => LocalDate, FROM) from: string | null | undefined,
    @Arg("to", () => LocalDate, TO) to: string | null | undefined,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, context.snapshot);
    return loadForBatch(metric, `totals ${JSON.stringify([under, from, to])}`, (metrics: readonly MetricRow[]) => {
      const asked = metrics.map((each) => ({ metric: each, under: under ?? homeOf(each, context.snapshot) }));
      return totalsOverTime(context, asked, from ?? null, to ?? null);
    });
  }
}

/** The figures of each of these metrics for one subject, oldest first. */
async function seriesOfEach(
  { db, snapshot }: Pick<Context, "db" | "snapshot">,
  metrics: readonly MetricRow[],
  subject: string | null | undefined,
  { from, to }: { from: string | null; to: string | null },
  reading: ReturnType<typeof readingOf>,
): Promise<ObservationRow[][]> {
  const asked = metrics.map((each) => ({ id: each.id, whom: subjectOf(each, subject, snapshot) }));
  const ids = asked.map(({ id }) => id);
  const found = await seriesOf(db, ids, everyOf(asked), from, to, reading);
  return asked.map((each) => found.filter((row) => isOf(row, each)));
}

function metricsFor(filter: MetricFilter | null | undefined, snapshot: Snapshot): MetricRow[] {
  const programme = filter?.programme;
  requireKnown(termsOf("PROGRAMME"), "programme", programme, snapshot);
  return snapshot.metrics
    .all()
    .filter(({ programmeId }) => programme == null || snapshot.terms.byId(programmeId).code === programme);
}
