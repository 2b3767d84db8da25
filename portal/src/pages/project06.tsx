import { MetricFigures, type MetricFiguresQuery, Project06Page, type Project06PageQuery } from "hue-health-sdk";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, day, number } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Chosen } from "../parts/chosen.js";
import { DayChoice, useDay } from "../parts/day.js";
import { figureText, figureValue } from "../parts/figure.js";
import { ToHistory } from "../parts/history.js";
import { ToExcel, ToPage } from "../parts/link.js";
import { NamedBars } from "../parts/named-bars.js";
import { Answer, Page } from "../parts/page.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";

type Metric = Project06PageQuery["metrics"][number];
type OfDistrict = Project06PageQuery["observations"]["nodes"][number];
type Figure = MetricFiguresQuery["observations"]["nodes"][number];

const PAGE = "de-an-06";
const PROGRAMME = "PROJECT_06";
const PROVINCE = "46";
const AT_ONCE = 100;

export default function Project06() {
  const asOf = useDay();
  const chosen = useParameters().get("chi-so");
  const asked = useAnswer(Project06Page, { asOf });
  const metric = asked.data?.metrics.find(({ code }) => code === chosen);
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Các chỉ số y tế của Đề án 06, mỗi số liệu kèm số đếm, ngày chốt và nguồn của nó.",
        "The health figures of Project 06, each with its counts, the day it was counted, and its source.",
      )}
    >
      <DayChoice page={PAGE} />
      {chosen && (
        <Chosen of={chosen} title={metric ? nameOf(metric) : chosen}>
          <OneMetric code={chosen} asOf={asOf} />
        </Chosen>
      )}
      <Answer of={asked}>
        {({ metrics, observations }) => (
          <>
            <Province metrics={metrics.filter(({ subjectType }) => subjectType !== "DISTRICT")} />
            {metrics
              .filter(({ subjectType }) => subjectType === "DISTRICT")
              .map((each) => (
                <Districts
                  key={each.code}
                  metric={each}
                  figures={observations.nodes.filter(({ metric: of }) => of.code === each.code)}
                />
              ))}
          </>
        )}
      </Answer>
      <ToExcel name="observations" parameters={{ programme: PROGRAMME, to: asOf }} />
    </Page>
  );
}

const nameOf = ({ nameVi, nameEn }: { nameVi: string; nameEn: string }): string => say(nameVi, nameEn);

const ToMetric = ({ of }: { of: Metric }) => (
  <ToPage page={PAGE} parameters={{ "chi-so": of.code }}>
    {nameOf(of)}
  </ToPage>
);

const latestOf = ({ seriesConnection: { nodes } }: Metric) => nodes.at(-1);

/** The figures of the whole province: shares as bars of 100 %, all of them in the table. */
function Province({ metrics }: { metrics: readonly Metric[] }) {
  const shares = metrics.filter(({ kind }) => kind === "RATIO");
  return (
    <section>
      <h2>{say("Toàn tỉnh", "The province")}</h2>
      <NamedBars
        title={say("Các tỷ lệ, thanh đầy là 100 %", "Shares; a full bar is 100 %")}
        most={100}
        bars={shares.map((metric) => {
          const latest = latestOf(metric);
          return {
            id: metric.code,
            name: nameOf(metric),
            value: latest ? figureValue(latest) : null,
            text: figureText(latest, metric.unit),
            note: latest && ofDay(latest),
          };
        })}
      />
      <Table<Metric>
        page={PAGE}
        caption={say("Số liệu mới nhất của từng chỉ số", "The newest figure of each metric")}
        rows={metrics}
        idOf={({ code }) => code}
        columns={[
          {
            name: "chi-so",
            head: say("Chỉ số", "Metric"),
            cell: (row) => <ToMetric of={row} />,
            sort: nameOf,
          },
          {
            name: "so-lieu",
            head: say("Số liệu", "Figure"),
            cell: (row) => {
              const latest = latestOf(row);
              return (
                <>
                  {figureText(latest, row.unit)}
                  {latest && <ToHistory id={latest.id} of={nameOf(row)} />}
                </>
              );
            },
          },
          {
            name: "ngay",
            head: say("Ngày", "Day"),
            cell: (row) => {
              const latest = latestOf(row);
              return latest ? day(latest.on) : <span class="muted">{blank()}</span>;
            },
            sort: (row) => latestOf(row)?.on,
          },
          {
            name: "lan",
            head: say("Số lần", "Figures"),
            cell: ({ seriesConnection }) => number(seriesConnection.totalCount),
            sort: ({ seriesConnection }) => seriesConnection.totalCount,
            isNumber: true,
          },
        ]}
      />
      <Source of={metrics.flatMap((each) => latestOf(each)?.source ?? [])} />
    </section>
  );
}

const ofDay = ({ on, onIsStandIn }: { on: string; onIsStandIn: boolean }): string =>
  say("Số liệu ngày ", "Figure of ") +
  day(on) +
  (onIsStandIn ? say(" (mục không ghi ngày riêng)", " (no day of its own is printed)") : "");

/** The newest figure of each district that has one. */
function Districts({ metric, figures }: { metric: Metric; figures: readonly OfDistrict[] }) {
  const newest = new Map<string, OfDistrict>();
  for (const each of figures) {
    const before = newest.get(districtOf(each).code);
    if (!before || before.on < each.on) newest.set(districtOf(each).code, each);
  }
  const rows = [...newest.values()].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return (
    <section>
      <h2>
        <ToMetric of={metric} />
      </h2>
      {rows.length === 0 ? (
        <p>{blank()}</p>
      ) : (
        <NamedBars
          title={say("Theo địa bàn có số liệu", "By area that has a figure")}
          bars={rows.map((each) => ({
            id: districtOf(each).code,
            name: districtOf(each).name,
            value: figureValue(each),
            text: figureText(each, metric.unit),
            note: (
              <>
                {ofDay(each)}
                <ToHistory id={each.id} of={districtOf(each).name} />
              </>
            ),
          }))}
        />
      )}
      <Source of={rows.flatMap(({ source }) => source ?? [])} />
    </section>
  );
}

const districtOf = ({ subject }: OfDistrict) => subject as { code: string; name: string };

/** What a metric means, and all its figures. */
function OneMetric({ code, asOf }: { code: string; asOf: string | undefined }) {
  const asked = useAnswer(MetricFigures, { code, asOf, first: AT_ONCE });
  return (
    <Answer of={asked}>
      {({ metric, observations: { nodes, totalCount } }) =>
        metric && (
          <>
            <Meaning of={metric} />
            <Line
              title={nameOf(metric)}
              points={nodes.filter((each) => subjectOf(each).code === PROVINCE)}
              textOf={(figure) => figureText(figure, metric.unit)}
            />
            <Table<Figure>
              caption={say(
                `${number(nodes.length)} trong ${number(totalCount)} số liệu`,
                `${number(nodes.length)} of ${number(totalCount)} figures`,
              )}
              rows={nodes}
              idOf={({ id }) => id}
              empty={blank()}
              columns={[
                { name: "ngay", head: say("Ngày", "Day"), cell: ({ on }) => day(on) },
                { name: "cua", head: say("Của", "Of"), cell: (row) => subjectOf(row).name },
                {
                  name: "so-lieu",
                  head: say("Số liệu", "Figure"),
                  cell: (row) => (
                    <>
                      {figureText(row, metric.unit)}
                      <ToHistory id={row.id} of={`${subjectOf(row).name}, ${day(row.on)}`} />
                    </>
                  ),
                },
                {
                  name: "nhu-in",
                  head: say("Như tài liệu in", "As printed"),
                  cell: ({ quoteVi }) => <span class="long">{quoteVi}</span>,
                },
                {
                  name: "ghi-chu",
                  head: say("Ghi chú", "Note"),
                  cell: ({ noteVi, noteEn }) => noteVi && say(noteVi, noteEn ?? noteVi),
                },
              ]}
            />
            <Source of={nodes.flatMap(({ source }) => source ?? [])} />
            <ToExcel name="observations" parameters={{ metric: code, to: asOf }} />
          </>
        )
      }
    </Answer>
  );
}

const subjectOf = ({ subject }: Figure) => subject as { code?: string; name?: string };

const Meaning = ({ of }: { of: NonNullable<MetricFiguresQuery["metric"]> }) => (
  <dl>
    <Fact
      name={say("Tử số", "Numerator")}
      text={of.numeratorVi && say(of.numeratorVi, of.numeratorEn ?? of.numeratorVi)}
    />
    <Fact
      name={say("Mẫu số", "Denominator")}
      text={of.denominatorVi && say(of.denominatorVi, of.denominatorEn ?? of.denominatorVi)}
    />
    <Fact name={say("Đơn vị tính", "Unit")} text={label(of.unit)} />
    <Fact name={say("Chiều tốt", "The good end")} text={directionName(of.direction)} />
    <Fact name={say("Văn bản", "Document")} text={of.legalDocument?.number} />
    <Fact name={say("Ghi chú", "Note")} text={of.noteVi && say(of.noteVi, of.noteEn ?? of.noteVi)} />
  </dl>
);

const Fact = ({ name, text }: { name: string; text: string | null | undefined }) =>
  text ? (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  ) : null;

const directionName = (direction: string): string =>
  ({
    MORE_IS_BETTER: say("càng cao càng tốt", "more is better"),
    LESS_IS_BETTER: say("càng thấp càng tốt", "less is better"),
    NEITHER: say("không có chiều tốt", "neither more nor less is better"),
  })[direction] ?? direction;

const [WIDTH, HEIGHT, LEFT, TOP] = [640, 220, 90, 32];
const DAY_MS = 86_400_000;
/** More of them would cover each other; the table has them all. */
const MOST_LABELS = 6;

/** A line from the second figure on: days to the right, from zero upwards. */
function Line({ title, points, textOf }: { title: string; points: readonly Figure[]; textOf(figure: Figure): string }) {
  const known = points.filter((each) => figureValue(each) !== null).sort((a, b) => a.on.localeCompare(b.on));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first.on === last.on) return null;
  const days = (on: string) => Date.parse(on) / DAY_MS;
  const isShare = known.every(({ ratio }) => ratio !== null);
  const most = isShare ? 100 : Math.max(1, ...known.map((each) => figureValue(each) ?? 0));
  const placed = known.map((each) => ({
    each,
    x: LEFT + ((WIDTH - 2 * LEFT) * (days(each.on) - days(first.on))) / (days(last.on) - days(first.on)),
    y: TOP + (HEIGHT - 2 * TOP) * (1 - (figureValue(each) ?? 0) / most),
  }));
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <svg class="line" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" aria-label={title}>
        <title>{title}</title>
        <desc>{known.map((each) => `${day(each.on)}: ${textOf(each)}`).join("; ")}</desc>
        <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT - TOP} y2={HEIGHT - TOP} />
        <path d={placed.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")} />
        {placed.map(({ each, x, y }, i) => (
          <g key={each.id}>
            <circle cx={x} cy={y} r="4" />
            {(known.length <= MOST_LABELS || i === 0 || i === known.length - 1) && (
              <>
                <text x={x} y={y - 10} text-anchor="middle">
                  {number(figureValue(each) ?? 0)}
                  {isShare && " %"}
                </text>
                <text x={x} y={HEIGHT - 10} text-anchor="middle">
                  {day(each.on)}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}
