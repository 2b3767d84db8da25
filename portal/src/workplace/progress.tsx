import { FacilityMilestones, RoadmapByYear, type RoadmapByYearQuery } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, day } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Choose } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { OneMilestone } from "./one-milestone.js";
import { statusName } from "./status-words.js";

const PAGE = "tien-do";

type Milestone = RoadmapByYearQuery["roadmap"]["milestones"][number];

export default function Progress() {
  const parameters = useParameters();
  const id = parameters.get("id");
  const asked = useAnswer(RoadmapByYear, {});
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Mỗi mốc của lộ trình đã đi đến đâu, kèm minh chứng.",
        "How far each milestone of the roadmap has come, with what shows it.",
      )}
    >
      {id && <OneMilestone key={id} id={id} />}
      <Answer of={asked}>{({ roadmap }) => <Milestones all={roadmap.milestones} />}</Answer>
    </Page>
  );
}

const yearOf = ({ year }: Milestone): string => (year === null ? say("không rõ năm", "year unknown") : String(year));

function Milestones({ all }: { all: readonly Milestone[] }) {
  const parameters = useParameters();
  const [, go] = useLocation();
  const own = signedIn()?.facility;
  const reported = useAnswer(FacilityMilestones, own ? { code: own.code, first: 100 } : undefined);
  const get = (name: string) => parameters.get(name) ?? "";
  const choose = (name: string) => (value: string) =>
    go(pageAddress(PAGE, { ...Object.fromEntries(parameters), [name]: value, id: null }));
  const any = ["", say("tất cả", "all")] as const;
  const rows = all.filter(
    (each) =>
      (get("nam") === "" || yearOf(each) === get("nam")) &&
      (get("nhanh") === "" || each.track.code === get("nhanh")) &&
      (get("tinh-trang") === "" || each.status === get("tinh-trang")),
  );
  const ownOf = ({ id }: Milestone) =>
    reported.data?.facility?.milestoneProgress.nodes.find(({ milestone }) => milestone.id === id);
  return (
    <>
      <search class="filter">
        <Choose
          label={say("Năm", "Year")}
          value={get("nam")}
          options={[any, ...[...new Set(all.map(yearOf))].map((year) => [year, year] as const)]}
          onChange={choose("nam")}
        />
        <Choose
          label={say("Nhánh", "Track")}
          value={get("nhanh")}
          options={[any, ...new Map(all.map(({ track }) => [track.code, label(track)]))]}
          onChange={choose("nhanh")}
        />
        <Choose
          label={say("Tình trạng", "State")}
          value={get("tinh-trang")}
          options={[
            any,
            ...[...new Set(all.map(({ status }) => status))].map((each) => [each, statusName(each)] as const),
          ]}
          onChange={choose("tinh-trang")}
        />
      </search>
      <Table<Milestone>
        page={PAGE}
        caption={say("Các mốc của lộ trình", "Milestones of the roadmap")}
        of={{ total: all.length, called: say("mốc", "milestones") }}
        rows={rows}
        idOf={({ id }) => id}
        columns={[
          {
            name: "moc",
            head: say("Mốc", "Milestone"),
            cell: (row) => (
              <ToPage page={PAGE} parameters={{ ...Object.fromEntries(parameters), id: row.id }}>
                {row.titleVi}
              </ToPage>
            ),
            sort: ({ titleVi }) => titleVi,
          },
          { name: "nam", head: say("Năm", "Year"), cell: yearOf, sort: ({ year }) => year },
          {
            name: "nhanh",
            head: say("Nhánh", "Track"),
            cell: ({ track }) => label(track),
            sort: ({ track }) => label(track),
          },
          {
            name: "toan-tinh",
            head: say("Toàn tỉnh", "The province"),
            cell: ({ status }) => statusName(status),
            sort: ({ status }) => statusName(status),
          },
          ...(own
            ? [
                {
                  name: "don-vi",
                  head: say("Đơn vị của bạn", "Your unit"),
                  cell: (row: Milestone) => {
                    const report = ownOf(row);
                    return report ? (
                      `${statusName(report.status)} (${day(report.on)})`
                    ) : (
                      <span class="muted">{blank()}</span>
                    );
                  },
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
