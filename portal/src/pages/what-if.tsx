import { AssumptionPage, type AssumptionPageQuery, RuleSet, WhatIf, type WhatIfQuery } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, number, share, unknown } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Bars } from "../parts/bars.js";
import { Choose } from "../parts/form.js";
import { Level } from "../parts/level.js";
import { ToExcel, ToFacility } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { RoundChoice, useChoice } from "../parts/round.js";
import { roundDays, roundName } from "../parts/round-words.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";
import { componentName, gradeName } from "../words.js";
import {
  type Assumption,
  assumedResults,
  COMPONENTS,
  EVERY,
  NONE,
  readAssumptions,
  resultsOf,
  withAssumption,
  written,
} from "./assumption-list.js";

type Round = NonNullable<AssumptionPageQuery["assessmentRound"]>;
type Assessed = Round["assessments"]["nodes"][number];
type Answered = WhatIfQuery["whatIf"];

const PAGE = "gia-dinh";

export default function Assumptions() {
  const parameters = useParameters();
  const round = parameters.get("dot") || undefined;
  const ruleSet = parameters.get("quy-tac") ?? "";
  const choose = useChoice(PAGE);
  const asked = useAnswer(AssumptionPage, { round });
  const { data } = asked;
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Nếu một số nhóm nội dung có kết quả khác thì mức của đơn vị và của cả đợt ra sao? Trang này chỉ tính thử, không ghi gì.",
        "What would the levels be if some components had other results? This page only computes; nothing is written.",
      )}
    >
      <search>
        <form class="filter" onSubmit={(event) => event.preventDefault()}>
          <RoundChoice
            label={say("Đợt", "Round")}
            value={round ?? data?.assessmentRound?.code ?? ""}
            rounds={data?.assessmentRounds}
            onChange={(code) => choose({ dot: code })}
          />
          <Choose
            label={say("Bộ quy tắc", "Rule set")}
            value={ruleSet}
            options={[
              ["", say("của đợt này", "of this round")],
              ...(data?.ruleSets ?? []).map(({ code, nameVi, nameEn }) => [code, say(nameVi, nameEn)] as const),
            ]}
            onChange={(code) => choose({ "quy-tac": code })}
          />
        </form>
      </search>
      <Answer of={asked}>
        {({ assessmentRound }) =>
          assessmentRound ? (
            <Assumed key={assessmentRound.code} round={assessmentRound} ruleSet={ruleSet} />
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

function Assumed({ round, ruleSet }: { round: Round; ruleSet: string }) {
  const all = readAssumptions(useParameters().get("gd") ?? "");
  const choose = useChoice(PAGE);
  const set = (next: readonly Assumption[]) => choose({ gd: next.map(written).join(" ") });
  const units = round.assessments.nodes;
  const asked = useAnswer(WhatIf, {
    round: round.code,
    assumptions: assumedResults(
      all,
      units.map(({ facility }) => facility.code),
    ),
    ruleSet: ruleSet || undefined,
  });
  return (
    <>
      <Add units={units} add={(added) => set(withAssumption(all, added))} />
      <List of={all} units={units} set={set} />
      <Answer of={asked}>
        {({ whatIf }) => (
          <>
            {whatIf.facilities.length > 0 && <Units of={whatIf} round={round} />}
            <ToExcel name="what-if" parameters={{ round: round.code, ruleSet, assume: all.map(written) }} />
            <Distributions of={whatIf} round={round} />
            <Rules key={whatIf.ruleSet} code={whatIf.ruleSet} />
          </>
        )}
      </Answer>
    </>
  );
}

const resultName = (result: string): string =>
  result === NONE
    ? say("không có gì", "nothing")
    : /^\d$/.test(result)
      ? say(`Mức ${result}`, `Level ${result}`)
      : gradeName(result);

const unitName = (units: readonly Assessed[], code: string): string =>
  code === EVERY
    ? say("Tất cả đơn vị của đợt", "All units of the round")
    : (units.find(({ facility }) => facility.code === code)?.facility.name ?? code);

/** One more assumption: of whom, of which component, and what its result would be. */
function Add({ units, add }: { units: readonly Assessed[]; add(added: Assumption): void }) {
  const asked = useParameters().get("ma") ?? "";
  const first = units.some(({ facility }) => facility.code === asked) ? asked : (units[0]?.facility.code ?? EVERY);
  const [facility, setFacility] = useState(first);
  const [component, setComponent] = useState<string>(COMPONENTS[0]);
  const results = [...resultsOf(component), NONE];
  const [chosen, setResult] = useState("");
  const reported = reportedOf(units, facility, component);
  // Until somebody chooses: one better than reported.
  const better = results[Math.min(results.indexOf(reported ?? "") + 1, results.length - 2)] ?? NONE;
  const result = results.includes(chosen) ? chosen : better;
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault();
        add({ facility, component, result });
      }}
    >
      <Choose
        label={say("Đơn vị", "Unit")}
        value={facility}
        options={[EVERY, ...units.map((each) => each.facility.code)].map(
          (code) => [code, unitName(units, code)] as const,
        )}
        onChange={setFacility}
      />
      <Choose
        label={say("Nhóm nội dung", "Component")}
        value={component}
        options={COMPONENTS.map((each) => [each, componentName(each)] as const)}
        onChange={setComponent}
      />
      <Choose
        label={say("Kết quả giả định", "Assumed result")}
        hint={reported === undefined ? undefined : reportedHint(reported)}
        value={result}
        options={results.map((each) => [each, resultName(each)] as const)}
        onChange={setResult}
      />
      <button type="submit">{say("Thêm giả định", "Add the assumption")}</button>
    </form>
  );
}

const reportedHint = (reported: string | null): string =>
  say(
    `Đã báo cáo: ${reported ? resultName(reported) : blank()}`,
    `Reported: ${reported ? resultName(reported) : blank()}`,
  );

/** What the unit reported of the component; null: nothing, undefined: it is not one unit. */
function reportedOf(units: readonly Assessed[], code: string, component: string): string | null | undefined {
  const unit = units.find(({ facility }) => facility.code === code);
  if (!unit) return undefined;
  const { level, grade } = unit.components.find((each) => each.component === component) ?? {};
  return level != null ? String(level) : (grade ?? null);
}

function List({
  of: all,
  units,
  set,
}: {
  of: readonly Assumption[];
  units: readonly Assessed[];
  set(next: readonly Assumption[]): void;
}) {
  return (
    <section aria-label={say("Các giả định", "Assumptions")}>
      {all.length === 0 ? (
        <p>
          {say(
            "Chưa có giả định nào: các số dưới đây là như đã báo cáo.",
            "Nothing is assumed yet: all is as reported.",
          )}
        </p>
      ) : (
        <ul class="assumptions">
          {all.map((each) => {
            const words = `${unitName(units, each.facility)}: ${componentName(each.component)} – ${resultName(each.result)}`;
            return (
              <li key={written(each)}>
                {words}{" "}
                <button
                  type="button"
                  aria-label={say(`Bỏ giả định ${words}`, `Drop the assumption ${words}`)}
                  onClick={() => set(all.filter((other) => other !== each))}
                >
                  {say("Bỏ", "Drop")}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {all.length > 1 && (
        <button type="button" onClick={() => set([])}>
          {say("Bỏ tất cả giả định", "Drop all assumptions")}
        </button>
      )}
    </section>
  );
}

type Unit = Answered["facilities"][number];

const Units = ({ of: { facilities }, round }: { of: Answered; round: Round }) => (
  <>
    <h2>{say("Mức của từng đơn vị, trước và sau", "Level of each unit, before and after")}</h2>
    <div class="dense">
      <Table<Unit>
        page={PAGE}
        caption={say(
          `${number(facilities.length)} trong ${number(round.assessments.totalCount)} đơn vị`,
          `${number(facilities.length)} of ${number(round.assessments.totalCount)} units`,
        )}
        rows={facilities}
        idOf={({ facility }) => facility.code}
        columns={[
          {
            name: "don-vi",
            head: say("Đơn vị", "Unit"),
            cell: ({ facility }) => <ToFacility {...facility} />,
            sort: ({ facility }) => facility.name,
          },
          {
            name: "cong-bo",
            head: say("Công bố", "Published"),
            cell: ({ reportedLevel }) => <Level of={reportedLevel} />,
            sort: ({ reportedLevel }) => reportedLevel,
          },
          {
            name: "truoc",
            head: say("Tính lại, trước", "Computed, before"),
            cell: ({ before }) => <Level of={before.level} />,
            sort: ({ before }) => before.level,
          },
          {
            name: "sau",
            head: say("Tính lại, sau", "Computed, after"),
            cell: ({ before, after }) => (
              <>
                <Level of={after.level} />
                <br />
                {changeOf(before.level, after.level)}
              </>
            ),
            sort: ({ after }) => after.level,
          },
          {
            name: "vi-sao-truoc",
            head: say("Vì sao, trước", "Why, before"),
            cell: ({ before }) => <Reasons of={before.reasons} />,
          },
          {
            name: "vi-sao-sau",
            head: say("Vì sao, sau", "Why, after"),
            cell: ({ before, after }) =>
              String(before.reasons) === String(after.reasons) ? (
                say("như trước", "as before")
              ) : (
                <Reasons of={after.reasons} />
              ),
          },
        ]}
      />
    </div>
    <Cited of={round} />
  </>
);

const changeOf = (before: number | null, after: number | null): string =>
  before === null || after === null
    ? ""
    : after > before
      ? say("↑ lên", "↑ higher")
      : after < before
        ? say("↓ tụt", "↓ lower")
        : say("= như cũ", "= the same");

const Reasons = ({ of: reasons }: { of: readonly string[] }) => (
  <ul class="reasons">
    {reasons.map((reason) => (
      <li key={reason}>{reason}</li>
    ))}
  </ul>
);

const Cited = ({ of: round }: { of: Round }) => (
  <>
    <p class="source">
      {roundName(round)}: {roundDays(round)}.{" "}
      {say("Mức tính lại từ kết quả đã báo cáo và giả định.", "Levels computed from reported and assumed results.")}
    </p>
    <Source of={[round.source]} />
  </>
);

function Distributions({ of: { before, after }, round }: { of: Answered; round: Round }) {
  const levels = [...new Set([...before.distribution, ...after.distribution].map(({ level }) => level))].sort(
    (a, b) => a - b,
  );
  const sides = [
    [say("Trước: như báo cáo", "Before: as reported"), before],
    [say("Sau: theo giả định", "After: as assumed"), after],
  ] as const;
  const known = (side: Answered["before"]) => side.distribution.reduce((sum, { count }) => sum + count, 0);
  const shareOf = (side: Answered["before"], level: number) =>
    side.distribution.find((each) => each.level === level)?.share ?? {
      ...{ numerator: 0, denominator: known(side), percent: known(side) === 0 ? null : 0 },
    };
  const most = Math.max(1, ...sides.flatMap(([, { distribution }]) => distribution.map(({ count }) => count)));
  return (
    <>
      <h2>{say(`Phân bố mức của cả đợt ${round.code}`, `Distribution of levels in round ${round.code}`)}</h2>
      <div class="sides">
        {sides.map(([title, side]) => (
          <Bars
            key={title}
            title={title}
            bars={levels.map((level) => ({
              name: say(`Mức ${level}`, `Level ${level}`),
              value: shareOf(side, level).numerator ?? 0,
              text: share(shareOf(side, level)),
              class: `fill-${level}`,
            }))}
            most={most}
          />
        ))}
      </div>
      <Table
        caption={say("Số đơn vị ở mỗi mức tính lại", "Units at each computed level")}
        rows={[...levels, null]}
        idOf={String}
        columns={[
          {
            name: "muc",
            head: say("Mức", "Level"),
            cell: (level) => (level === null ? unknown() : <Level of={level} />),
          },
          ...sides.map(([title, side]) => ({
            name: title,
            head: title,
            isNumber: true,
            cell: (level: number | null) => (level === null ? number(side.unknown) : share(shareOf(side, level))),
          })),
        ]}
      />
      <Cited of={round} />
    </>
  );
}

/** The rules by which all this was computed, when somebody wants to know. */
function Rules({ code }: { code: string }) {
  const [isOpen, setOpen] = useState(false);
  const asked = useAnswer(RuleSet, isOpen ? { code } : undefined);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say("Bộ quy tắc đã dùng để tính", "The rules by which it was computed")}</summary>
      {isOpen && (
        <Answer of={asked}>
          {({ ruleSet }) =>
            ruleSet && (
              <>
                <p>
                  <strong>{say(ruleSet.nameVi, ruleSet.nameEn)}</strong>. {say(ruleSet.basisVi, ruleSet.basisEn)}
                </p>
                <Table
                  caption={say("Điều kiện của từng mức", "What each level asks for")}
                  rows={ruleSet.gates}
                  idOf={({ level, requirement }) => `${level} ${requirement}`}
                  columns={[
                    {
                      name: "dieu-kien",
                      head: say("Điều kiện", "Requirement"),
                      cell: ({ requirement }) => requirement,
                    },
                    { name: "muc", head: say("Mức", "Level"), cell: ({ level }) => <Level of={level} /> },
                    {
                      name: "can-cu",
                      head: say("Căn cứ", "Basis"),
                      cell: ({ articleVi, articleEn }) => say(articleVi, articleEn),
                    },
                  ]}
                />
              </>
            )
          }
        </Answer>
      )}
    </details>
  );
}
