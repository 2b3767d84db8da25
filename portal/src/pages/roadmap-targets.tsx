import type { RoadmapPageQuery } from "hue-health-sdk";
import { blank, day, notDue, number, percentage } from "../format.js";
import { say } from "../language.js";
import { figureText } from "../parts/figure.js";
import { ToExcel } from "../parts/link.js";
import { NamedBars } from "../parts/named-bars.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";

type Target = RoadmapPageQuery["targets"][number];

const PAGE = "lo-trinh";

const SIGNS: Record<string, string> = { AT_LEAST: "≥ ", AT_MOST: "≤ ", LESS_THAN: "< ", MORE_THAN: "> " };

export function Targets({ all, year, on }: { all: readonly Target[]; year?: number; on: string }) {
  const shown = all.filter((each) => !year || each.year === year);
  const measured = shown.filter(({ value, progress }) => value !== null && progress.distance !== null);
  return (
    <section>
      <h2>{say("Mục tiêu của các văn bản", "Targets of the documents")}</h2>
      <p>{say(`Tiến độ nhìn từ ngày ${day(on)}.`, `Progress as seen on ${day(on)}.`)}</p>
      {measured.length > 0 && (
        <NamedBars
          title={say(
            "Mục tiêu có số liệu so được: thanh đầy là đạt giá trị cần đạt",
            "Targets that a figure can be compared with: a full bar meets the target",
          )}
          bars={measured.map((target) => ({
            id: target.id,
            name: `${target.legalDocument.number}, ${say("hạn", "due")} ${due(target)}`,
            value: latestOf(target)?.value ?? null,
            most: target.value ?? 1,
            text: newest(target),
            note: say(
              `Cần đạt ${aim(target)}; số liệu ngày ${day(latestOf(target)?.on ?? "")}`,
              `To reach ${aim(target)}; figure of ${day(latestOf(target)?.on ?? "")}`,
            ),
          }))}
        />
      )}
      <Table<Target>
        page={PAGE}
        caption={say(
          `${number(shown.length)} trong ${number(all.length)} mục tiêu`,
          `${number(shown.length)} of ${number(all.length)} targets`,
        )}
        rows={shown}
        idOf={({ id }) => id}
        columns={[
          {
            name: "van-ban",
            head: say("Văn bản", "Document"),
            cell: ({ legalDocument: { number: name, repealedOn } }) => (
              <>
                {name}
                {repealedOn && (
                  <small> {say(`hết hiệu lực từ ${day(repealedOn)}`, `repealed from ${day(repealedOn)}`)}</small>
                )}
              </>
            ),
            sort: ({ legalDocument }) => legalDocument.number,
          },
          {
            name: "muc-tieu",
            head: say("Mục tiêu", "Target"),
            cell: ({ statementVi }) => <span class="long">{statementVi}</span>,
          },
          { name: "han", head: say("Hạn", "Due"), cell: due, sort: (row) => row.progress.dueOn },
          {
            name: "gia-tri",
            head: say("Cần đạt", "To reach"),
            cell: (row) =>
              row.value === null ? <span class="muted">{say("không nêu số", "no number")}</span> : aim(row),
            sort: ({ value }) => value,
            isNumber: true,
          },
          {
            name: "so-lieu",
            head: say("Số liệu mới nhất", "Newest figure"),
            cell: (row) =>
              latestOf(row) ? (
                <>
                  {newest(row)} <small>{day(latestOf(row)?.on ?? "")}</small>
                </>
              ) : (
                <span class="muted">{noFigure(row.progress.status)}</span>
              ),
          },
          {
            name: "tien-do",
            head: say("Tiến độ", "Progress"),
            cell: ({ progress }) => targetStatus(progress.status),
            sort: ({ progress }) => targetStatus(progress.status),
          },
        ]}
      />
      <Source of={shown.map(({ source }) => source)} />
      <ToExcel name="targets" parameters={{ year, on }} />
    </section>
  );
}

/** The figure of the province, or the whole total of those who report it. */
const latestOf = ({ progress: { latest, latestTotal } }: Target) => latest ?? latestTotal;

const newest = (target: Target): string =>
  figureText(latestOf(target), target.metric?.unit ?? { labelVi: "", labelEn: "" });

function aim({ value, comparison, metric }: Target): string {
  if (value === null) return "";
  const words = metric?.unit.code === "PERCENT" ? percentage(value) : number(value);
  return `${SIGNS[comparison ?? ""] ?? ""}${words}`;
}

const due = ({ dueOn, year }: Target): string => (dueOn ? day(dueOn) : say(`năm ${year}`, `in ${year}`));

/** Targets that contradict each other, each with whatever it contradicts and those in their turn. */
export function Conflicts({ of, year }: { of: readonly Target[]; year?: number }) {
  const byId = new Map(of.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const found = of.flatMap((first) => {
    if (seen.has(first.id) || first.conflictsWith.length === 0) return [];
    const group: Target[] = [];
    const rest = [first];
    for (let next = rest.pop(); next; next = rest.pop()) {
      if (seen.has(next.id)) continue;
      seen.add(next.id);
      group.push(next);
      rest.push(...next.conflictsWith.flatMap(({ id }) => byId.get(id) ?? []));
    }
    return year && !group.some((each) => each.year === year) ? [] : [group];
  });
  if (found.length === 0) return null;
  return (
    <section>
      <h2>{say("Văn bản nói khác nhau", "Where documents differ")}</h2>
      <p>
        {say(
          "Các mục tiêu trong một khung cùng nhằm một việc nhưng đòi giá trị hoặc hạn khác nhau. Mỗi mục giữ nguyên như văn bản in.",
          "The targets in one box aim at the same thing but ask for another value or another day. Each stays as its document prints it.",
        )}
      </p>
      {found.map((group) => (
        <ul key={group[0]?.id} class="differ">
          {[...group]
            .sort((a, b) => a.progress.dueOn.localeCompare(b.progress.dueOn))
            .map((each) => (
              <li key={each.id}>
                <strong>{[each.legalDocument.number, due(each), aim(each)].filter(Boolean).join(" – ")}</strong>
                {each.legalDocument.repealedOn && (
                  <small>
                    {" "}
                    {say(
                      `hết hiệu lực từ ${day(each.legalDocument.repealedOn)}`,
                      `repealed from ${day(each.legalDocument.repealedOn)}`,
                    )}
                  </small>
                )}
                <br />
                {each.statementVi}
              </li>
            ))}
        </ul>
      ))}
    </section>
  );
}

/** Nothing was reported, what was cannot be compared, or no number measures it: three different things. */
const noFigure = (status: string): string =>
  ({ NOT_COMPUTABLE: say("không so sánh được", "cannot be compared"), NOT_MEASURABLE: notDue() })[status] ?? blank();

const targetStatus = (status: string): string =>
  ({
    MET: say("đạt", "met"),
    ON_TRACK: say("chưa đạt, đang kịp hạn", "not met yet, on track"),
    BEHIND: say("chưa đạt, không kịp hạn", "not met yet, behind"),
    OVERDUE: say("quá hạn, chưa đạt", "overdue"),
    NOT_ENOUGH_DATA: say(
      "chưa đạt; mới có một số liệu nên chưa dự báo được",
      "not met yet; one figure only, no forecast",
    ),
    INCOMPLETE: say("chưa kết luận: còn nơi chưa báo cáo", "undecided: not all have reported"),
    NOT_COMPUTABLE: say("có báo cáo nhưng không có số so sánh được", "reported, but no number to compare"),
    NO_OBSERVATION: blank(),
    NOT_MEASURABLE: say("không đo bằng số được", "not measured by a number"),
  })[status] ?? status;
