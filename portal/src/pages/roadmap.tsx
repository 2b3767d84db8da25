import { MilestoneProgress, RoadmapPage, type RoadmapPageQuery } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day, number, today, unknown } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Chosen } from "../parts/chosen.js";
import { DayChoice, useDay } from "../parts/day.js";
import { Choose } from "../parts/form.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { NamedBars } from "../parts/named-bars.js";
import { Answer, Page } from "../parts/page.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";
import { Conflicts, Targets } from "./roadmap-targets.js";

type Milestone = RoadmapPageQuery["roadmap"]["milestones"][number];

const PAGE = "lo-trinh";
const REPORTS_AT_ONCE = 100;

export default function Roadmap() {
  const parameters = useParameters();
  const year = Number(parameters.get("nam")) || undefined;
  const track = parameters.get("nhom") ?? "";
  const milestone = parameters.get("moc");
  const asOf = useDay();
  const on = asOf ?? today();
  const asked = useAnswer(RoadmapPage, { on, ...(asOf && { asOf }) });
  const chosen = asked.data?.roadmap.milestones.find(({ id }) => id === milestone);
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Các mục của lộ trình chuyển đổi số y tế với tình trạng, và các mục tiêu mà văn bản đặt ra.",
        "The milestones of the digital health roadmap with how far they are, and the targets that documents set.",
      )}
    >
      {asked.data && <Filter of={asked.data} year={year} track={track} />}
      <DayChoice page={PAGE} />
      {milestone && (
        <Chosen of={milestone} title={chosen?.titleVi ?? say("Một mục của lộ trình", "A milestone")}>
          <Reports id={milestone} of={chosen} asOf={asOf} />
        </Chosen>
      )}
      <Answer of={asked}>
        {({ roadmap, targets }) => (
          <>
            <Milestones of={roadmap} year={year} track={track} asOf={asOf} />
            <Targets all={targets} year={year} on={on} />
            <Conflicts of={targets} year={year} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Filter({ of: { roadmap, targets }, year, track }: { of: RoadmapPageQuery; year?: number; track: string }) {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  const choose = (changed: Record<string, string>) => go(pageAddress(PAGE, { ...parameters, ...changed }));
  const years = [...new Set([...roadmap.years, ...targets.map((each) => each.year)])].sort((a, b) => a - b);
  const tracks = new Map(roadmap.milestones.map((each) => [each.track.code, label(each.track)]));
  const any = ["", say("tất cả", "all")] as const;
  return (
    <search class="filter">
      <Choose
        label={say("Năm", "Year")}
        value={year ? String(year) : ""}
        options={[any, ...years.map((each) => [String(each), String(each)] as const)]}
        onChange={(nam) => choose({ nam })}
      />
      <Choose
        label={say("Nhóm việc", "Track")}
        value={track}
        options={[any, ...tracks]}
        onChange={(nhom) => choose({ nhom })}
      />
    </search>
  );
}

function Milestones({
  of,
  year,
  track,
  asOf,
}: {
  of: RoadmapPageQuery["roadmap"];
  year?: number;
  track: string;
  asOf: string | undefined;
}) {
  const all = of.milestones;
  const shown = all.filter((each) => (!year || each.year === year) && (!track || each.track.code === track));
  const undated = all.filter((each) => each.year === null).length;
  const tracks = byTrack(shown);
  const isDone = ({ status }: Milestone) => status === "DONE";
  return (
    <section>
      <h2>{say("Các mục của lộ trình", "Milestones")}</h2>
      {asOf && (
        <p>
          {say(
            `Tình trạng và năm như đã báo cáo hoặc quyết định đến ngày ${day(asOf)}; nội dung và ghi chú của mục là bản hiện nay.`,
            `Status and year as reported or decided by ${day(asOf)}; the wording and the notes are those of now.`,
          )}
        </p>
      )}
      {undated > 0 && (
        <p class="notice">
          {say(
            `Bản văn in trục năm ${of.years.join(", ")} nhưng không còn cho biết ${number(undated)} mục đứng dưới năm nào, nên các mục này ghi năm là “không rõ” và không nằm trong lọc theo năm.`,
            `The document prints the years ${of.years.join(", ")}, but no longer tells under which of them ${number(undated)} milestones stand; their year is “unknown”, and a filter by year leaves them out.`,
          )}
        </p>
      )}
      {shown.length > 0 && (
        <NamedBars
          title={say("Số mục đã hoàn thành, theo nhóm việc", "Milestones done, by track")}
          bars={tracks.map((ofTrack) => ({
            id: ofTrack[0]?.track.code ?? "",
            name: ofTrack[0] && label(ofTrack[0].track),
            value: ofTrack.filter(isDone).length,
            most: ofTrack.length,
            text: say(
              `${number(ofTrack.filter(isDone).length)} trong ${number(ofTrack.length)} mục`,
              `${number(ofTrack.filter(isDone).length)} of ${number(ofTrack.length)}`,
            ),
          }))}
        />
      )}
      <Table<Milestone>
        page={PAGE}
        caption={say(
          `${number(shown.length)} trong ${number(all.length)} mục`,
          `${number(shown.length)} of ${number(all.length)} milestones`,
        )}
        rows={shown}
        idOf={({ id }) => id}
        columns={[
          {
            name: "muc",
            head: say("Mục", "Milestone"),
            cell: ({ id, titleVi }) => (
              <ToPage page={PAGE} parameters={{ nam: year, nhom: track, moc: id }}>
                {titleVi}
              </ToPage>
            ),
            sort: ({ titleVi }) => titleVi,
          },
          {
            name: "nhom",
            head: say("Nhóm việc", "Track"),
            cell: (row) => label(row.track),
            sort: (row) => label(row.track),
          },
          {
            name: "nam",
            head: say("Năm", "Year"),
            cell: (row) => row.year ?? <span class="muted">{unknown()}</span>,
            sort: (row) => row.year,
          },
          {
            name: "tinh-trang",
            head: say("Tình trạng", "Status"),
            cell: ({ status }) => milestoneStatus(status),
            sort: ({ status }) => milestoneStatus(status),
          },
          {
            name: "tien-do",
            head: say("Báo cáo tiến độ", "Reports of progress"),
            cell: ({ progress: { totalCount, nodes } }) =>
              nodes[0] ? (
                say(
                  `${number(totalCount)} báo cáo, mới nhất ${day(nodes[0].on)}`,
                  `${number(totalCount)}, the last of ${day(nodes[0].on)}`,
                )
              ) : (
                <span class="muted">{say("chưa có báo cáo", "none yet")}</span>
              ),
            sort: ({ progress }) => progress.totalCount,
          },
        ]}
      />
      <Source of={shown.map(({ source }) => source)} />
      <ToExcel name="milestones" parameters={{ year, track, asOf }} />
    </section>
  );
}

function byTrack(milestones: readonly Milestone[]): Milestone[][] {
  const codes = [...new Set(milestones.map(({ track }) => track.code))];
  return codes.map((code) => milestones.filter(({ track }) => track.code === code));
}

/** What was reported of a milestone, and what the document leaves open about it. */
function Reports({ id, of, asOf }: { id: string; of: Milestone | undefined; asOf: string | undefined }) {
  const asked = useAnswer(MilestoneProgress, { id, first: REPORTS_AT_ONCE, ...(asOf && { asOf }) });
  return (
    <>
      {of && (
        <dl>
          <div>
            <dt>{say("Nhóm việc", "Track")}</dt>
            <dd>{label(of.track)}</dd>
          </div>
          <div>
            <dt>{say("Tình trạng", "Status")}</dt>
            <dd>{milestoneStatus(of.status)}</dd>
          </div>
          {of.noteVi && (
            <div>
              <dt>{say("Ghi chú", "Note")}</dt>
              <dd>{say(of.noteVi, of.noteEn ?? of.noteVi)}</dd>
            </div>
          )}
        </dl>
      )}
      <Answer of={asked}>
        {({ node }) =>
          node && "progress" in node ? (
            <Table
              caption={say(
                `Tiến độ đã báo cáo: ${number(node.progress.totalCount)}`,
                `Progress reported: ${number(node.progress.totalCount)}`,
              )}
              rows={node.progress.nodes}
              idOf={(row) => row.id}
              empty={say("Chưa có báo cáo tiến độ nào.", "No progress has been reported yet.")}
              columns={[
                { name: "ngay", head: say("Ngày", "Day"), cell: ({ on }) => day(on) },
                {
                  name: "noi",
                  head: say("Nơi", "Where"),
                  cell: ({ facility }) => (facility ? <ToFacility {...facility} /> : say("Toàn tỉnh", "The province")),
                },
                {
                  name: "tinh-trang",
                  head: say("Tình trạng", "Status"),
                  cell: ({ status }) => milestoneStatus(status),
                },
                { name: "ghi-chu", head: say("Ghi chú", "Note"), cell: ({ noteVi }) => noteVi },
                {
                  name: "bang-chung",
                  head: say("Minh chứng", "Evidence"),
                  cell: ({ evidenceVi, evidenceUrl, evidenceDocument }) => (
                    <>
                      {[evidenceVi, evidenceDocument?.number].filter(Boolean).join("; ")}{" "}
                      {evidenceUrl && (
                        <a href={evidenceUrl} rel="noreferrer">
                          {say("xem minh chứng", "see the evidence")}
                        </a>
                      )}
                    </>
                  ),
                },
              ]}
            />
          ) : (
            <p class="notice">{say("Không có mục này trong lộ trình.", "The roadmap has no such milestone.")}</p>
          )
        }
      </Answer>
    </>
  );
}

const milestoneStatus = (status: string): string =>
  ({
    PLANNED: say("đã lên kế hoạch", "planned"),
    IN_PROGRESS: say("đang thực hiện", "under way"),
    DONE: say("hoàn thành", "done"),
    DELAYED: say("chậm tiến độ", "late"),
    CANCELLED: say("hủy bỏ", "given up"),
  })[status] ?? status;
