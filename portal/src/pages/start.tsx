import { FacilityList, LevelDistribution } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress } from "../address.js";
import { useAnswer } from "../api.js";
import { number, share } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Bars } from "../parts/bars.js";
import { Text } from "../parts/form.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { asPublished, roundDays, roundName } from "../parts/round-words.js";
import { Tasks } from "../parts/tasks.js";
import { useSession } from "../session.js";

/** How long somebody types before it is looked up. */
const PAUSE_MS = 200;

export const Start = () => (
  <Page
    title={say("Dữ liệu y tế Huế", "Hue health data")}
    lead={say(
      "Cơ sở y tế, mức ứng dụng công nghệ thông tin, nhu cầu, lộ trình và Đề án 06, kèm ngày và nguồn của từng số liệu.",
      "Health facilities, their level of digital maturity, needs, the roadmap and Project 06, each figure with its day and source.",
    )}
  >
    <Work />
    <Search />
    <Levels />
  </Page>
);

/** What somebody who is signed in comes for. */
const Work = () =>
  useSession().is === "in" ? (
    <section>
      <h2>{pageTitle("lam-viec")}</h2>
      <Tasks />
    </section>
  ) : null;

/** Finds a unit as people type it, without accents or by its abbreviation. */
function Search() {
  const [typed, setTyped] = useState("");
  const [sought, setSought] = useState("");
  const [, go] = useLocation();
  useEffect(() => {
    const timer = setTimeout(setSought, PAUSE_MS, typed.trim());
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useAnswer(FacilityList, sought === "" ? undefined : { filter: { search: sought }, first: 8 });
  const facilities = sought === "" ? undefined : found.data?.facilities;
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(pageAddress("co-so", { tim: typed.trim() }));
        }}
      >
        <Text
          type="search"
          name="tim"
          label={say("Tìm một cơ sở", "Find a facility")}
          hint={say(
            "Gõ tên, có dấu hay không, hoặc viết tắt: ttyt phu vang, BVĐK",
            "By name, with or without accents, or short: ttyt phu vang, BVĐK",
          )}
          value={typed}
          autocomplete="off"
          onInput={setTyped}
        />
        <button type="submit">{say("Tìm", "Search")}</button>
        <div role="status" class="found">
          {facilities && (
            <>
              <p>
                {facilities.totalCount === 0
                  ? say("Không tìm thấy cơ sở nào.", "No facility was found.")
                  : say(`${number(facilities.totalCount)} cơ sở`, `${number(facilities.totalCount)} found`)}
              </p>
              <ul>
                {facilities.nodes.map(({ code, name }) => (
                  <li key={code}>
                    <ToFacility code={code} name={name} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </form>
    </search>
  );
}

function Levels() {
  const asked = useAnswer(LevelDistribution, {});
  const round = asked.data?.assessmentRound;
  return (
    <section>
      <h2>
        {say("Mức ứng dụng công nghệ thông tin", "Levels of digital maturity")}
        {round && say(`, đợt ${round.code}`, `, round ${round.code}`)}
      </h2>
      <Answer of={asked}>
        {({ assessmentRound }) => (
          <>
            <Bars
              title={say("Số đơn vị ở mỗi mức", "Facilities at each level")}
              bars={(assessmentRound?.levelDistribution ?? []).map(({ level, count, share: part }) => ({
                name: say(`Mức ${level}`, `Level ${level}`),
                value: count,
                text: share(part),
                class: `fill-${level}`,
              }))}
            />
            {assessmentRound && (
              <>
                <p class="source">
                  {roundName(assessmentRound)}: {roundDays(assessmentRound)}. {asPublished()}
                </p>
                <ToExcel name="assessments" parameters={{ round: assessmentRound.code }} />
              </>
            )}
            <p>
              <ToPage page="so-sanh">{say("Đơn vị nào lên, đơn vị nào xuống mức?", "Who rose, who fell?")}</ToPage>
            </p>
            <p>
              <ToPage page="nhu-cau">{say("Đơn vị nào cần hệ thống gì?", "Who needs which system?")}</ToPage>
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}
