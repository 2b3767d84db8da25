import { DemandPage, type DemandPageQuery } from "hue-health-sdk";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { number, percentage, unknown } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Bars } from "../parts/bars.js";
import { ToExcel, ToFacility } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { RoundChoice, UnderChoice, useChoice } from "../parts/round.js";
import { roundDays, roundName } from "../parts/round-words.js";
import { Source } from "../parts/source.js";
import { type Column, Table } from "../parts/table.js";
import { gradeName } from "../words.js";

type Round = NonNullable<DemandPageQuery["assessmentRound"]>;
type Demand = Round["systemDemand"][number];
type Cell = Demand["cells"][number];

const PAGE = "nhu-cau";

export default function Needs() {
  const parameters = useParameters();
  const round = parameters.get("dot") || undefined;
  const under = parameters.get("thuoc") ?? "";
  const choose = useChoice(PAGE);
  const asked = useAnswer(DemandPage, { round, under: under || undefined });
  const { data } = asked;
  return (
    <Page title={pageTitle(PAGE)}>
      <search>
        <form class="filter" onSubmit={(event) => event.preventDefault()}>
          <RoundChoice
            label={say("Đợt", "Round")}
            value={round ?? data?.assessmentRound?.code ?? ""}
            rounds={data?.assessmentRounds}
            onChange={(code) => choose({ dot: code })}
          />
          <UnderChoice
            value={under}
            round={data?.assessmentRound}
            bodies={data?.bodies.nodes}
            onChange={(code) => choose({ thuoc: code })}
          />
          {data?.assessmentRound && (
            <ToExcel name="stated-needs-table" parameters={{ round: data.assessmentRound.code, under }} />
          )}
        </form>
      </search>
      <Answer of={asked}>
        {({ assessmentRound }) =>
          !assessmentRound ? (
            <p class="notice">
              {say("Không có đợt nào mang mã này; hãy chọn một đợt.", "There is no such round; choose one.")}
            </p>
          ) : !assessmentRound.systemDemand.some(({ cells }) => cells.length > 0) ? (
            <p class="notice">
              {say(
                `Chưa có số liệu: đợt ${assessmentRound.code} không có bảng nhu cầu cho các đơn vị đã chọn.`,
                `No figures: round ${assessmentRound.code} has no table of needs of the units chosen.`,
              )}
            </p>
          ) : (
            <Stated of={assessmentRound} under={under} />
          )
        }
      </Answer>
    </Page>
  );
}

function Stated({ of: round, under }: { of: Round; under: string }) {
  const { systemDemand } = round;
  return (
    <>
      <h2>{say("Bao nhiêu đơn vị cần từng hệ thống", "How many units need each system")}</h2>
      <Bars
        title={say("Số đơn vị nêu nhu cầu", "Units that stated the need")}
        bars={systemDemand.map(({ system, needed, asked }) => ({
          name: label(system),
          value: needed,
          text: countOf(needed, asked),
        }))}
        most={Math.max(1, ...systemDemand.map(({ asked }) => asked))}
      />
      <Cited of={round} />
      <h2>{say("Ai cần gì, và đã có gì", "Who needs what, and what is there")}</h2>
      <Legend />
      <div class="dense">
        <Units of={systemDemand} />
      </div>
      <Cited of={round} />
      <h2>{say("Nhu cầu đặt cạnh hiện trạng, từng hệ thống", "Needs beside what is there, system by system")}</h2>
      <div class="dense">
        <Totals of={systemDemand} />
      </div>
      <Cited of={round} />
      <ToExcel
        name="stated-needs"
        parameters={{ round: round.code, under }}
        of={say("nhu cầu đặt cạnh hiện trạng", "needs beside what is there")}
      />
    </>
  );
}

const countOf = (count: number, all: number): string =>
  all === 0 ? number(count) : `${number(count)}/${number(all)} (${percentage((100 * count) / all)})`;

function Cited({ of: round }: { of: Round }) {
  const sources = round.systemDemand.flatMap(({ cells }) => cells.map(({ source }) => source));
  return (
    <>
      <p class="source">
        {roundName(round)}: {roundDays(round)}.
      </p>
      <Source of={sources} />
    </>
  );
}

/** The situation of a cell is a need, or none, and one of these. */
const THERE = ["MISSING", "PRESENT", "NOT_STATED", "UNKNOWN"] as const;
type There = (typeof THERE)[number];
const thereOf = (situation: string): There => situation.replace(/^(NEEDED|UNASKED)_/, "") as There;

const thereName = (there: There): string =>
  ({
    MISSING: say("chưa có", "missing"),
    PRESENT: say("đã có", "present"),
    NOT_STATED: say("chưa có số liệu", "no figure"),
    UNKNOWN: say("không rõ", "unknown"),
  })[there];

const Legend = () => (
  <dl class="legend">
    <div>
      <dt>
        <Need is />
      </dt>
      <dd>{say("Đơn vị nêu nhu cầu về hệ thống này.", "The unit stated a need of this system.")}</dd>
    </div>
    <div>
      <dt>
        <Need is={false} />
      </dt>
      <dd>{say("Ô của đơn vị trong bảng nhu cầu để trống.", "The unit's cell in the table of needs is blank.")}</dd>
    </div>
    {THERE.map((there) => (
      <div key={there}>
        <dt>{thereName(there)}</dt>
        <dd>
          {
            {
              MISSING: say(
                "Ô kết quả của đơn vị để trống, trong khi đơn vị khác có kết quả.",
                "The unit's result is blank, while others have one.",
              ),
              PRESENT: say("Đợt đánh giá ghi kết quả của đơn vị.", "The assessment has a result of the unit."),
              NOT_STATED: say(
                "Tài liệu không ghi kết quả của đơn vị nào: cả cột để trống.",
                "The document has no result of any unit: the whole column is blank.",
              ),
              UNKNOWN: say(
                "Không nhóm nội dung nào của đợt đánh giá nói về hệ thống này.",
                "No component of the assessment speaks of this system.",
              ),
            }[there]
          }
        </dd>
      </div>
    ))}
  </dl>
);

const Need = ({ is }: { is: boolean }) =>
  is ? (
    <strong class="need">{say("Cần", "Needed")}</strong>
  ) : (
    <span class="muted">{say("không nêu", "not stated")}</span>
  );

interface Unit {
  readonly code: string;
  readonly name: string;
  /** By the code of the system. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly needed: number;
}

/** The cells of each unit, in the order of the first system that lists it. */
function unitsOf(systems: readonly Demand[]): Unit[] {
  const names = new Map(systems.flatMap(({ cells }) => cells.map(({ facility }) => [facility.code, facility.name])));
  return [...names].map(([code, name]) => {
    const cells = new Map(
      systems.flatMap(({ system, cells }) => {
        const own = cells.find(({ facility }) => facility.code === code);
        return own ? [[system.code, own] as const] : [];
      }),
    );
    return { code, name, cells, needed: [...cells.values()].filter(({ needed }) => needed).length };
  });
}

function Units({ of: systems }: { of: readonly Demand[] }) {
  const units = unitsOf(systems);
  const columns: Column<Unit>[] = [
    { name: "don-vi", head: say("Đơn vị", "Unit"), cell: ToFacility, sort: ({ name }) => name },
    {
      name: "so",
      head: say("Số nhu cầu", "Needs"),
      cell: ({ needed }) => `${number(needed)}/${number(systems.length)}`,
      sort: ({ needed }) => needed,
      isNumber: true,
    },
    ...systems.map(({ system, askedLevel }) => ({
      name: system.code,
      head: label(system),
      cell: ({ cells }: Unit) => <InCell of={cells.get(system.code)} askedLevel={askedLevel} />,
      // Those who asked for it and lack it first.
      sort: ({ cells }: Unit) => rankOf(cells.get(system.code)),
    })),
  ];
  return (
    <Table
      page={PAGE}
      caption={say(
        `${number(units.length)} đơn vị × ${number(systems.length)} hệ thống`,
        `${number(units.length)} units × ${number(systems.length)} systems`,
      )}
      rows={units}
      idOf={({ code }) => code}
      columns={columns}
    />
  );
}

const rankOf = (cell: Cell | undefined): number | null =>
  cell ? (cell.needed ? 0 : THERE.length) + THERE.indexOf(thereOf(cell.situation)) : null;

function InCell({ of: cell, askedLevel }: { of: Cell | undefined; askedLevel: number | null }) {
  if (!cell) return <span class="muted">{unknown()}</span>;
  const there = thereOf(cell.situation);
  const { level, grade } = cell.result ?? {};
  const result =
    level != null
      ? say(`mức\u00a0${level}`, `level\u00a0${level}`)
      : grade != null
        ? gradeName(grade).replace(" ", "\u00a0")
        : null;
  return (
    <>
      <Need is={cell.needed} />
      <br />
      <span class={there === "MISSING" ? "missing" : undefined}>{thereName(there)}</span>
      {result && `: ${result}`}
      {cell.reachesAskedLevel === false && (
        <>
          <br />
          <small>{say(`dưới mức\u00a0${askedLevel}`, `below level\u00a0${askedLevel}`)}</small>
        </>
      )}
    </>
  );
}

function Totals({ of: systems }: { of: readonly Demand[] }) {
  const count = ({ situations }: Demand, situation: string): number =>
    situations.find((each) => each.situation === situation)?.count ?? 0;
  return (
    <Table
      caption={say("Số đơn vị", "Number of units")}
      rows={systems}
      idOf={({ system }) => system.code}
      columns={[
        { name: "he-thong", head: say("Hệ thống", "System"), cell: ({ system }) => label(system) },
        {
          name: "can",
          head: say("Cần, trên số đơn vị trong bảng", "Needed, of the units listed"),
          cell: ({ needed, asked }) => countOf(needed, asked),
          isNumber: true,
        },
        ...(["NEEDED", "UNASKED"] as const).flatMap((need) =>
          THERE.map((there) => ({
            name: `${need}_${there}`,
            head: `${need === "NEEDED" ? say("Cần", "Needed") : say("Không nêu", "Not stated")}, ${thereName(there)}`,
            cell: (row: Demand) => number(count(row, `${need}_${there}`)),
            isNumber: true,
          })),
        ),
      ]}
    />
  );
}
