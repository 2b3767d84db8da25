import { ComparisonPage, type ComparisonPageQuery } from "hue-health-sdk";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { number, percentage, unknown } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Bars } from "../parts/bars.js";
import { Level } from "../parts/level.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { RoundChoice, UnderChoice, useChoice } from "../parts/round.js";
import { asPublished, roundDays, roundName } from "../parts/round-words.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";

type Later = NonNullable<ComparisonPageQuery["to"]>;
type Comparison = Later["comparison"];
type Transition = Comparison["transitions"][number];
type Movement = "down" | "up" | "same" | "unknown";

const PAGE = "so-sanh";
/** Who fell comes first: that is what people come for. */
const MOVEMENTS = ["down", "up", "same", "unknown"] as const;

const movementOf = ({ from, to }: Pick<Transition, "from" | "to">): Movement =>
  from === null || to === null ? "unknown" : to < from ? "down" : to > from ? "up" : "same";

const nameOf = (movement: Movement): string =>
  ({
    down: say("Tụt mức", "Fell"),
    up: say("Lên mức", "Rose"),
    same: say("Giữ nguyên mức", "Stayed"),
    unknown: say("Không rõ", "Unknown"),
  })[movement];
const MARKS = { down: "↓", up: "↑", same: "=", unknown: "?" } as const;

export default function Rounds() {
  const parameters = useParameters();
  const from = parameters.get("tu") || undefined;
  const to = parameters.get("den") || undefined;
  const under = parameters.get("thuoc") ?? "";
  const choose = useChoice(PAGE);
  const asked = useAnswer(ComparisonPage, { from, to, under: under || undefined });
  const { data } = asked;
  const [earlier, later] = [data?.to?.comparison.from, data?.to];
  return (
    <Page title={pageTitle(PAGE)}>
      <search>
        <form class="filter" onSubmit={(event) => event.preventDefault()}>
          <div class="pair">
            <RoundChoice
              label={say("Từ đợt", "From round")}
              value={from ?? earlier?.code ?? ""}
              rounds={data?.assessmentRounds}
              onChange={(code) => choose({ tu: code })}
            />
            <RoundChoice
              label={say("Đến đợt", "To round")}
              value={to ?? later?.code ?? ""}
              rounds={data?.assessmentRounds}
              onChange={(code) => choose({ den: code })}
            />
          </div>
          <UnderChoice
            value={under}
            round={data?.to}
            bodies={data?.bodies.nodes}
            onChange={(code) => choose({ thuoc: code })}
          />
        </form>
      </search>
      <Answer of={asked}>
        {(answer) =>
          answer.to ? (
            <>
              <Compared earlier={answer.to.comparison.from} later={answer.to} under={under} />
              <PrintedOtherwise of={answer.conflicts} rounds={[answer.to.comparison.from.code, answer.to.code]} />
            </>
          ) : (
            <p class="notice">
              {say("Không có đợt nào mang mã này; hãy chọn một đợt.", "There is no such round; choose one.")}
            </p>
          )
        }
      </Answer>
    </Page>
  );
}

interface Rounds {
  earlier: Comparison["from"];
  later: Later;
}

function Compared({ earlier, later, under }: Rounds & { under: string }) {
  const { comparison } = later;
  const all = MOVEMENTS.reduce((sum, each) => sum + comparison[each], 0);
  return (
    <>
      <div class="sides">
        {MOVEMENTS.map((movement) => (
          <Moved key={movement} movement={movement} all={all} earlier={earlier} later={later} />
        ))}
      </div>
      <Days earlier={earlier} later={later} />
      <ToExcel name="level-changes" parameters={{ from: earlier.code, to: later.code, under }} />
      <h2>{say("Bao nhiêu đơn vị lên, tụt, giữ nguyên", "How many rose, fell, stayed")}</h2>
      <Bars
        title={say(
          `Số đơn vị theo thay đổi, đợt ${earlier.code} sang đợt ${later.code}`,
          `Units by change, round ${earlier.code} to round ${later.code}`,
        )}
        bars={MOVEMENTS.map((movement) => ({
          name: `${MARKS[movement]} ${nameOf(movement)}`,
          value: comparison[movement],
          text: countOf(comparison[movement], all),
        }))}
        most={Math.max(1, all)}
      />
      <Days earlier={earlier} later={later} />
      <h2>{say("Từ mức nào sang mức nào", "From which level to which")}</h2>
      <Matrix of={comparison} earlier={earlier.code} later={later.code} />
      <Days earlier={earlier} later={later} />
    </>
  );
}

const countOf = (count: number, all: number): string =>
  all === 0 ? number(count) : `${number(count)}/${number(all)} (${percentage((100 * count) / all)})`;

const Days = ({ earlier, later }: Rounds) => (
  <>
    <p class="source">
      {[earlier, later].map((round) => `${roundName(round)}: ${roundDays(round)}`).join("; ")}. {asPublished()}
    </p>
    <Source of={[later.source, earlier.source]} />
  </>
);

/** The units of one movement by name, each with both levels. */
function Moved({ movement, all, earlier, later }: Rounds & { movement: Movement; all: number }) {
  const rows = later.comparison.transitions
    .filter((each) => movementOf(each) === movement)
    .flatMap(({ from, to, facilities }) => facilities.map((facility) => ({ ...facility, from, to })));
  const title = nameOf(movement);
  return (
    <section>
      <h2>
        <span aria-hidden="true">{MARKS[movement]} </span>
        {say(
          `${title}: ${number(rows.length)} trong ${number(all)} đơn vị`,
          `${title}: ${number(rows.length)} of ${number(all)} units`,
        )}
      </h2>
      {rows.length === 0 ? (
        <p>{say("Không có đơn vị nào.", "No unit.")}</p>
      ) : (
        <Table
          page={PAGE}
          caption={say(
            `${title}, đợt ${earlier.code} sang đợt ${later.code}`,
            `${title}, round ${earlier.code} to round ${later.code}`,
          )}
          rows={rows}
          idOf={({ code }) => code}
          columns={[
            { name: "don-vi", head: say("Đơn vị", "Unit"), cell: ToFacility, sort: ({ name }) => name },
            {
              name: "tu",
              head: say(`Mức ${earlier.code}`, `Level ${earlier.code}`),
              cell: ({ from }) => <Level of={from} />,
              sort: ({ from }) => from,
            },
            {
              name: "den",
              head: say(`Mức ${later.code}`, `Level ${later.code}`),
              cell: ({ to }) => <Level of={to} />,
              sort: ({ to }) => to,
            },
          ]}
        />
      )}
    </section>
  );
}

/** A row for each level of the earlier round, a column for each of the later; what is not known comes last. */
function Matrix({ of: { transitions }, earlier, later }: { of: Comparison; earlier: string; later: string }) {
  const levels = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))].sort(
    (a, b) => (a ?? Infinity) - (b ?? Infinity),
  );
  const counts = new Map(transitions.map(({ from, to, count }) => [`${from} ${to}`, count]));
  return (
    <>
      <Table
        caption={say(
          `Hàng: mức đợt ${earlier}; cột: mức đợt ${later}; ô: số đơn vị`,
          `Rows: level in round ${earlier}; columns: level in round ${later}; cells: number of units`,
        )}
        rows={levels}
        idOf={String}
        columns={[
          {
            name: "tu",
            head: say(`Mức đợt ${earlier}`, `Level, round ${earlier}`),
            cell: (from) => levelName(from, earlier),
          },
          ...levels.map((to) => ({
            name: `den-${to}`,
            head: levelName(to, later),
            isNumber: true,
            cell: (from: number | null) => {
              const count = counts.get(`${from} ${to}`) ?? 0;
              const movement = movementOf({ from, to });
              if (count === 0) return <span class="muted">0</span>;
              return (
                <span class={`moved moved-${movement}`}>
                  {number(count)} <span aria-hidden="true">{MARKS[movement]}</span>
                  <span class="unseen"> {nameOf(movement)}</span>
                </span>
              );
            },
          })),
        ]}
      />
      <p>
        {MOVEMENTS.map((movement) => `${MARKS[movement]} ${nameOf(movement).toLowerCase()}`).join("; ")}.{" "}
        {say(
          "“Không rõ”: đơn vị không có mức ở đợt đó, vì ô để trống hoặc không được đánh giá.",
          "“Unknown”: the unit has no level in that round, since its cell is blank or it was not assessed.",
        )}
      </p>
    </>
  );
}

/** Shares of levels that the document prints and its own table does not give. */
function PrintedOtherwise({ of: all, rounds }: { of: ComparisonPageQuery["conflicts"]; rounds: readonly string[] }) {
  const conflicts = all.filter(({ subject }) => subject && "code" in subject && rounds.includes(subject.code));
  if (conflicts.length === 0) return null;
  const reasons = new Set(
    conflicts.flatMap(({ explanationVi, explanationEn }) => say(explanationVi ?? "", explanationEn ?? "") || []),
  );
  return (
    <section class="notice">
      <h2>{say("Tài liệu in khác với bảng của chính nó", "The document prints other shares than its table gives")}</h2>
      <ul>
        {conflicts.map(({ code, statement, stated, recomputed }) => (
          <li key={code}>
            {statement}: {say(`in ${stated}; theo bảng ${recomputed}`, `printed ${stated}; by the table ${recomputed}`)}
          </li>
        ))}
      </ul>
      {[...reasons].map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      <p>
        <ToPage page="doi-chieu">{say("Mọi số liệu đã đối chiếu", "All figures that were checked")}</ToPage>
      </p>
    </section>
  );
}

const levelName = (level: number | null, round: string): string =>
  level === null ? unknown() : say(`Mức ${level} (${round})`, `Level ${level} (${round})`);
