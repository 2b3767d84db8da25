import { FigureList, ReportingCompleteness, type ReportingCompletenessQuery } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, day, number } from "../format.js";
import { say } from "../language.js";
import { Choose } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Answer } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { dayOrPeriod, type Figure, figureWords } from "./figure-words.js";

import { Heading } from "./heading.js";
import { isOneOf, useOwnUnits } from "./own-units.js";

const PAGE = "so-lieu";

type Campaign = ReportingCompletenessQuery["reportingCampaigns"][number];
type Form = Campaign["forms"][number];
type Obligation = Form["demands"][number]["obligations"][number];

/** What one unit owes by one form: of itself, or of an area. */
interface Owed extends Obligation {
  readonly id: string;
  readonly campaign: Campaign;
  readonly form: Form;
  readonly dueBefore: string;
}

const owedIn = (campaigns: readonly Campaign[]): Owed[] =>
  campaigns.flatMap((campaign, i) =>
    campaign.forms.flatMap((form) =>
      form.demands.flatMap(({ obligations, dueBefore }) =>
        obligations.map((each) => ({
          ...each,
          ...{ campaign, form, dueBefore },
          id: [campaign.document?.number ?? i, form.code, each.facility.code, each.area?.code]
            .filter(Boolean)
            .join(" "),
        })),
      ),
    ),
  );

const stateOf = ({ status, dueBefore }: Owed): "du" | "qua-han" | "chua-du" =>
  status === "REPORTED" ? "du" : dueBefore <= new Date().toISOString().slice(0, 10) ? "qua-han" : "chua-du";

const stateName = (owed: Owed): string => {
  const known = owed.status === "PARTLY" ? say("mới có một phần", "in part") : say("trong sổ chưa có", "not on record");
  const state = stateOf(owed);
  if (state === "du")
    return owed.inTime === false ? say("đã có, nhận sau hạn", "there, received late") : say("đã có", "there");
  return state === "qua-han"
    ? say(`quá hạn, ${known}`, `past its day, ${known}`)
    : say(`còn hạn, ${known}`, `open, ${known}`);
};

/** Who owes which form before which day, and how much of it is on record. */
export function Due() {
  const parameters = useParameters();
  const [, go] = useLocation();
  const asked = useAnswer(ReportingCompleteness, {});
  const own = useOwnUnits();
  const chosen = parameters.get("bao-cao");
  const state = parameters.get("han") ?? "";
  return (
    <Answer of={asked}>
      {({ reportingCampaigns }) => {
        const all = owedIn(reportingCampaigns).filter(({ facility }) => isOneOf(own, facility.code));
        const rows = all.filter((each) => state === "" || stateOf(each) === state);
        const one = all.find(({ id }) => id === chosen);
        return (
          <>
            {one && <Asked key={one.id} of={one} />}
            <search class="filter">
              <Choose
                label={say("Tình trạng", "State")}
                value={state}
                options={[
                  ["", say("tất cả", "all")],
                  ["qua-han", say("quá hạn, chưa đủ", "past the day, not complete")],
                  ["chua-du", say("còn hạn, chưa đủ", "open, not complete")],
                  ["du", say("đã có", "there")],
                ]}
                onChange={(han) => go(pageAddress(PAGE, { ...Object.fromEntries(parameters), han }))}
              />
            </search>
            <Table<Owed>
              page={PAGE}
              caption={say("Báo cáo phải gửi", "Reports that are due")}
              of={{ total: all.length, called: say("báo cáo", "reports") }}
              rows={rows}
              idOf={({ id }) => id}
              columns={[
                {
                  name: "don-vi",
                  head: say("Đơn vị", "Unit"),
                  cell: (row) => (
                    <ToPage page={PAGE} parameters={{ ...Object.fromEntries(parameters), "bao-cao": row.id, id: null }}>
                      {row.facility.name}
                    </ToPage>
                  ),
                  sort: ({ facility }) => facility.name,
                },
                {
                  name: "mau",
                  head: say("Mẫu", "Form"),
                  cell: ({ form, campaign }) =>
                    [form.code, campaign.document?.number].filter(Boolean).join(say(", công văn ", ", letter ")),
                  sort: ({ form }) => form.code,
                },
                { name: "dia-ban", head: say("Về địa bàn", "Of the area"), cell: ({ area }) => area?.name },
                {
                  name: "han",
                  head: say("Trước ngày", "Before"),
                  cell: ({ dueBefore }) => day(dueBefore),
                  sort: ({ dueBefore }) => dueBefore,
                },
                {
                  name: "da-co",
                  head: say("Số liệu đã có", "Figures there"),
                  cell: ({ given, asked: of }) => `${number(given)}/${number(of)}`,
                  sort: ({ given, asked: of }) => (of === 0 ? null : given / of),
                  isNumber: true,
                },
                { name: "tinh-trang", head: say("Tình trạng", "State"), cell: stateName, sort: stateName },
              ]}
            />
            <p class="hint">
              {say(
                "Báo cáo không có trong sổ vẫn có thể đã được gửi bằng đường khác.",
                "What is not on record may have been sent all the same.",
              )}
            </p>
          </>
        );
      }}
    </Answer>
  );
}

/** The figures that one report asks for: which are on record, and which are to be entered. */
function Asked({ of: { form, facility, area, dueBefore } }: { of: Owed }) {
  const mayEnter = isOneOf(useOwnUnits(), (area ?? facility).code);
  const days = form.figures.map(({ on }) => on).sort();
  const asked = useAnswer(FigureList, {
    filter: {
      metrics: form.figures.map(({ metric }) => metric.code),
      subjects: [facility.code, ...(area ? [area.code] : [])],
      ...{ from: days[0] ?? null, to: days.at(-1) ?? null },
    },
    first: 100,
  });
  const title = say(
    `${form.code} của ${facility.name}, trước ngày ${day(dueBefore)}`,
    `${form.code} of ${facility.name}, before ${day(dueBefore)}`,
  );
  return (
    <section class="chosen">
      <Heading>{title}</Heading>
      <Answer of={asked}>
        {({ observations: { nodes } }) => (
          <Table
            caption={say("Số liệu mà mẫu yêu cầu", "Figures that the form asks for")}
            rows={form.figures}
            idOf={({ metric, on, from }) => `${metric.code} ${from} ${on}`}
            columns={[
              { name: "chi-so", head: say("Chỉ số", "Metric"), cell: ({ metric }) => metric.nameVi },
              { name: "ngay", head: say("Ngày hoặc kỳ", "Day or period"), cell: dayOrPeriod },
              {
                name: "so-lieu",
                head: say("Số liệu", "Figure"),
                cell: (row) => (
                  <State
                    of={row}
                    found={nodes.find((each) => isThe(each, row))}
                    owner={area ?? facility}
                    mayEnter={mayEnter}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </section>
  );
}

type AskedFigure = Form["figures"][number];

const isThe = ({ metric, on, from }: Figure, asked: AskedFigure): boolean =>
  metric.code === asked.metric.code && on === asked.on && from === asked.from;

interface State {
  readonly of: AskedFigure;
  readonly found: Figure | undefined;
  readonly owner: { readonly code: string };
  readonly mayEnter: boolean;
}

/** The figure, or the way to enter it; that of an area is entered by the Department, or with the form as a whole. */
function State({ of, found, owner, mayEnter }: State) {
  const toEnter = found
    ? { id: found.id }
    : { nhap: "co", "chi-so": of.metric.code, cua: owner.code, "tinh-den": of.on, "tu-ngay": of.from };
  return (
    <>
      {found?.reported ? figureWords(found, found.metric) : <span class="muted">{blank()}</span>}{" "}
      {(found?.reported || mayEnter) && (
        <ToPage page={PAGE} parameters={toEnter}>
          {found?.reported ? say("Xem, sửa", "See, correct") : say("Nhập", "Enter")}
          <span class="unseen"> {of.metric.nameVi}</span>
        </ToPage>
      )}
    </>
  );
}
