import {
  AssessmentRounds,
  type AssessmentRoundsQuery,
  AssessmentsInProgress,
  AssessmentsOfRound,
} from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Choose, Text } from "../parts/form.js";
import { Level } from "../parts/level.js";
import { ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { AssessmentForm } from "./assessment-form.js";
import { RoundActs } from "./assessment-rounds.js";
import { stateName } from "./assessment-words.js";

const PAGE = "danh-gia";
/** As many as one question answers. */
const MOST = 100;
const STATES = ["SUBMITTED", "VERIFIED", "DRAFT", "PUBLISHED", undefined];

type Round = AssessmentRoundsQuery["assessmentRounds"][number];

/** The open round that was opened last, or else the last one. */
const newestOf = (rounds: readonly Round[]): Round | undefined =>
  rounds.filter(({ state }) => state === "OPEN").at(-1) ?? rounds.at(-1);

/**
 * What is worked on in a round; with a unit its form. Whoever enters for a unit and asks for nothing else has the form
 * of that unit in the newest open round.
 */
export default function Assessments() {
  const parameters = useParameters();
  const asked = useAnswer(AssessmentRounds, {});
  const own = signedIn()?.facility?.code;
  const rounds = asked.data?.assessmentRounds;
  const given = parameters.get("dot");
  const round = rounds?.find(({ code }) => code === given) ?? newestOf(rounds ?? []);
  const isList = parameters.get("ds") !== null || (own === undefined && parameters.get("ma") === null);
  const code = parameters.get("ma") ?? own;
  const isForm = !isList && code !== undefined && (given !== null || round?.state === "OPEN");
  if (round && isForm) return <AssessmentForm key={`${code} ${round.code}`} code={code} round={round.code} />;
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Đơn vị nhập và gửi; Sở Y tế thẩm định, trả lại hoặc công bố.",
        "Units enter and hand in; the Department verifies, gives back or publishes.",
      )}
    >
      <Answer of={asked}>
        {() => (round ? <List round={round} rounds={rounds ?? []} /> : <RoundActs round={undefined} />)}
      </Answer>
    </Page>
  );
}

function List({ round, rounds }: { round: Round; rounds: readonly Round[] }) {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  const search = parameters.tim ?? "";
  const own = signedIn()?.facility?.code;
  const filter = { ...(own && { under: own }), ...(search && { search }) };
  const worked = useAnswer(AssessmentsInProgress, { filter });
  const published = useAnswer(AssessmentsOfRound, { round: round.code, first: MOST });
  const levels = new Map(
    published.data?.assessmentRound?.assessments.nodes.map(({ facility, reportedLevel }) => [
      facility.code,
      reportedLevel,
    ]),
  );
  return (
    <>
      <div class="filter">
        <Choose
          label={say("Đợt đánh giá", "Round")}
          value={round.code}
          options={[...rounds]
            .reverse()
            .map(({ code, state }) => [
              code,
              state === "OPEN"
                ? say(`${code} (đang mở)`, `${code} (open)`)
                : say(`${code} (đã đóng)`, `${code} (closed)`),
            ])}
          onChange={(dot) => go(pageAddress(PAGE, { ...parameters, dot, ds: 1 }))}
        />
        <Text
          type="search"
          label={say("Tìm đơn vị", "Find a unit")}
          value={search}
          onInput={(tim) => go(pageAddress(PAGE, { ...parameters, dot: round.code, ds: 1, tim }), { replace: true })}
        />
      </div>
      <p>
        {say("Từ ngày ", "From ")}
        {round.openedOn ? day(round.openedOn) : say("không rõ", "unknown")}
        {round.closedOn && say(` đến ngày ${day(round.closedOn)}`, ` to ${day(round.closedOn)}`)}
        {round.methodVi && `. ${round.methodVi}`}
      </p>
      <Answer of={worked}>
        {({ facilities }) => {
          const rows = facilities.nodes.map(({ code, name, assessmentDrafts }) => {
            const draft = assessmentDrafts.find((each) => each.round.code === round.code);
            const state = draft?.status ?? (levels.has(code) ? "PUBLISHED" : undefined);
            return { code, name, state, level: draft ? draft.reportedLevel : levels.get(code) };
          });
          const counts = STATES.map((state) => [state, rows.filter((row) => row.state === state).length] as const);
          return (
            <>
              <p>
                {counts
                  .filter(([, count]) => count > 0)
                  .map(([state, count]) => `${count} ${stateName(state)}`)
                  .join("; ")}
                .
              </p>
              <Table
                page={PAGE}
                caption={say(`Đợt ${round.code}: ${rows.length} đơn vị`, `Round ${round.code}: ${rows.length} units`)}
                rows={rows}
                idOf={({ code }) => code}
                columns={[
                  {
                    name: "ten",
                    head: say("Đơn vị", "Unit"),
                    sort: ({ name }) => name,
                    cell: ({ code, name }) => (
                      <ToPage page={PAGE} parameters={{ ma: code, dot: round.code }}>
                        {name}
                      </ToPage>
                    ),
                  },
                  {
                    name: "tinh-trang",
                    head: say("Tình trạng", "State"),
                    sort: ({ state }) => stateName(state),
                    cell: ({ state }) => stateName(state),
                  },
                  {
                    name: "muc",
                    head: say("Mức đã nhập hoặc công bố", "Level entered or published"),
                    sort: ({ level }) => level,
                    cell: ({ state, level }) =>
                      state === undefined ? (
                        <span class="muted">{say("chưa có số liệu", "no figure")}</span>
                      ) : (
                        <Level of={level} />
                      ),
                  },
                ]}
              />
              {facilities.pageInfo.hasNextPage && (
                <p class="notice">
                  {say(
                    "Chỉ hiện 100 đơn vị đầu; hãy tìm theo tên.",
                    "The first 100 units are shown; find others by name.",
                  )}
                </p>
              )}
            </>
          );
        }}
      </Answer>
      {signedIn()?.role === "ADMIN" && <RoundActs round={round} />}
    </>
  );
}
