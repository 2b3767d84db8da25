import { FigureChoices, type FigureChoicesQuery, FigureList } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, inOrder, number } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { DayChoice, useDay } from "../parts/day.js";
import { Choose } from "../parts/form.js";
import { ToExcel, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { Due } from "./due-figures.js";
import { Enter } from "./enter-figure.js";
import { dayOrPeriod, type Figure, figureWords, isEntered, metricName, subjectOf } from "./figure-words.js";
import { Heading } from "./heading.js";
import { OneFigure } from "./one-figure.js";

const PAGE = "so-lieu";
const AT_ONCE = 50;
/** An editor who filters by nothing sees its own; this shows everybody's. */
const ALL = "tat-ca";

export default function Figures() {
  const parameters = useParameters();
  const id = parameters.get("id");
  const isDue = parameters.get("xem") === "phai-bao-cao";
  const get = (name: string) => parameters.get(name) ?? "";
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Số liệu nào phải có, số liệu nào đã nhập, số liệu nào còn thiếu; nhập và sửa, kèm nhật ký.",
        "What is due, what is entered and what is late; entered and corrected here, with the trail.",
      )}
    >
      {id && <OneFigure key={id} id={id} />}
      {get("nhap") && (
        <section class="chosen" key={parameters.toString()}>
          <Heading>{say("Nhập số liệu", "Enter a figure")}</Heading>
          <Enter
            place={{
              ...{ metric: get("chi-so"), subject: get("cua") === ALL ? "" : get("cua") },
              ...{ on: get("tinh-den"), from: get("tu-ngay") },
            }}
          />
        </section>
      )}
      <nav class="views" aria-label={say("Cách xem", "Views")}>
        <ToPage page={PAGE} aria-current={isDue ? undefined : "page"}>
          {say("Số liệu trong sổ", "Figures on record")}
        </ToPage>
        <ToPage page={PAGE} parameters={{ xem: "phai-bao-cao" }} aria-current={isDue ? "page" : undefined}>
          {say("Phải báo cáo", "What is due")}
        </ToPage>
        <ToPage page={PAGE} parameters={{ nhap: "co" }}>
          {say("Nhập số liệu mới", "Enter a new figure")}
        </ToPage>
      </nav>
      {isDue ? <Due /> : <OnRecord />}
    </Page>
  );
}

/** Figures by metric, subject, programme and day, all of which stand in the address. */
function OnRecord() {
  const asOf = useDay();
  const parameters = useParameters();
  const get = (name: string) => parameters.get(name) ?? undefined;
  const cua = get("cua") ?? signedIn()?.facility?.code;
  const [metric, programme, has, after] = [get("chi-so"), get("chuong-trinh"), get("co"), get("sau")];
  const choices = useAnswer(FigureChoices, {});
  const asked = useAnswer(FigureList, {
    filter: {
      ...{ metrics: metric ? [metric] : null, programme: programme ?? null },
      ...{ subjects: cua && cua !== ALL ? [cua] : null, reported: has ? has === "so-lieu" : null },
    },
    ...{ first: AT_ONCE, after, asOf },
  });
  return (
    <>
      <DayChoice page={PAGE} />
      <Answer of={choices}>{(known) => <Filter choices={known} subject={cua ?? ALL} />}</Answer>
      <Answer of={asked}>
        {({ observations: { nodes, totalCount, pageInfo } }) => (
          <>
            <Table<Figure>
              caption={say("Số liệu trong sổ", "Figures on record")}
              of={{ total: totalCount, called: say("số liệu", "figures") }}
              rows={nodes}
              idOf={({ id }) => id}
              columns={[
                {
                  name: "chi-so",
                  head: say("Chỉ số", "Metric"),
                  cell: (row) => <ToFigure of={row}>{metricName(row.metric)}</ToFigure>,
                },
                { name: "cua", head: say("Của", "Of"), cell: (row) => subjectOf(row).name },
                { name: "ngay", head: say("Ngày hoặc kỳ", "Day or period"), cell: dayOrPeriod },
                {
                  name: "so-lieu",
                  head: say("Số liệu", "Figure"),
                  cell: (row) => (row.reported ? figureWords(row, row.metric) : <span class="muted">{blank()}</span>),
                },
                {
                  name: "nguon",
                  head: say("Nguồn", "Source"),
                  cell: (row) =>
                    isEntered(row) ? (
                      say("nhập trên hệ thống", "entered here")
                    ) : (
                      <span class="clamped">{row.source?.document.number ?? row.source?.document.titleVi}</span>
                    ),
                },
                {
                  name: "lan-sua",
                  head: say("Số lần sửa", "Changes"),
                  cell: ({ version }) => number(version - 1),
                  isNumber: true,
                },
              ]}
            />
            <div class="buttons">
              {after && (
                <ToPage
                  page={PAGE}
                  parameters={{ ...Object.fromEntries(parameters), sau: null, id: null }}
                  class="button"
                >
                  {say("Về trang đầu", "First page")}
                </ToPage>
              )}
              {pageInfo.hasNextPage && (
                <ToPage
                  page={PAGE}
                  parameters={{ ...Object.fromEntries(parameters), sau: pageInfo.endCursor, id: null }}
                  class="button"
                >
                  {say(`${AT_ONCE} số liệu tiếp theo`, `The next ${AT_ONCE}`)}
                </ToPage>
              )}
              <ToExcel
                name="observations"
                parameters={{ metric, programme, subject: cua === ALL ? null : cua, to: asOf }}
              />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

/** Leads to a figure; the list below it stays as it is. */
const ToFigure = ({ of: { id }, children }: { of: Figure; children: string }) => {
  const parameters = useParameters();
  return (
    <ToPage page={PAGE} parameters={{ ...Object.fromEntries(parameters), id, nhap: null }}>
      {children}
    </ToPage>
  );
};

function Filter({
  choices: { metrics, facilities, areas },
  subject,
}: {
  choices: FigureChoicesQuery;
  subject: string;
}) {
  const parameters = useParameters();
  const [, go] = useLocation();
  const choose = (name: string) => (value: string) =>
    go(
      pageAddress(PAGE, {
        ...Object.fromEntries(parameters),
        ...{ [name]: value || null, sau: null, id: null, nhap: null },
      }),
    );
  const programmes = new Map(metrics.map(({ programme }) => [programme.code, label(programme)]));
  const measured = new Set(metrics.map(({ subjectType }) => subjectType as string));
  const places = new Map(areas.filter(({ areaType }) => measured.has(areaType)).map(({ code, name }) => [code, name]));
  const units = [...facilities.nodes.map(({ code, name }) => [code, name] as const), ...places];
  const programme = parameters.get("chuong-trinh") ?? "";
  return (
    <search class="filter">
      <Choose
        label={say("Chương trình", "Programme")}
        value={programme}
        options={[["", say("tất cả", "all")], ...programmes]}
        onChange={choose("chuong-trinh")}
      />
      <Choose
        label={say("Chỉ số", "Metric")}
        value={parameters.get("chi-so") ?? ""}
        options={[
          ["", say("tất cả", "all")],
          ...metrics
            .filter((each) => programme === "" || each.programme.code === programme)
            .map((each) => [each.code, metricName(each)] as const),
        ]}
        onChange={choose("chi-so")}
      />
      <Choose
        label={say("Của", "Of")}
        value={subject}
        options={[[ALL, say("tất cả", "all")], ...units.sort(([, a], [, b]) => inOrder(a, b))]}
        onChange={choose("cua")}
      />
      <Choose
        label={say("Đã có số liệu", "Has a figure")}
        value={parameters.get("co") ?? ""}
        options={[
          ["", say("tất cả", "all")],
          ["so-lieu", say("đã có", "yes")],
          ["o-trong", say("còn để trống", "still blank")],
        ]}
        onChange={choose("co")}
      />
    </search>
  );
}
