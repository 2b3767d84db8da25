import { CampaignPage } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Choose } from "../parts/form.js";
import { ToExcel, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { type CampaignLine, campaignState, dueDays, known, PAGE } from "./campaign-words.js";
import { FormAnswer } from "./form-answer.js";
import { OneCampaign } from "./one-campaign.js";
import { OpenCampaignForm } from "./open-campaign.js";
import { ReviseCampaignForm } from "./revise-campaign.js";

const AT_ONCE = 50;

/** All campaigns; one of them; the forms of one unit in it; or the form by which one is opened or changed. */
export default function Campaigns() {
  const parameters = useParameters();
  const [code, facility] = [parameters.get("dot"), parameters.get("ma")];
  if (parameters.get("mo") && signedIn()?.role === "ADMIN") {
    const like = parameters.get("theo") ?? "";
    return <OpenCampaignForm key={like} like={like} />;
  }
  if (code && parameters.get("sua") && signedIn()?.role === "ADMIN")
    return <ReviseCampaignForm key={code} code={code} />;
  if (code && facility) return <FormAnswer key={`${code} ${facility}`} campaign={code} facility={facility} />;
  if (code) return <OneCampaign key={code} code={code} />;
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Sở Y tế hỏi mẫu nào, ai phải gửi trước ngày nào; đơn vị điền và gửi tại đây.",
        "Which forms the Department asks for, from whom and by when; units fill them in and hand them in here.",
      )}
    >
      <List />
    </Page>
  );
}

const daysOf = ({ forms }: CampaignLine): string[] =>
  forms.flatMap(({ demands }) => demands.map(({ dueBefore }) => dueBefore));

function List() {
  const parameters = useParameters();
  const [, go] = useLocation();
  const [before, state] = [parameters.get("truoc"), parameters.get("tinh-trang") ?? ""];
  const asked = useAnswer(CampaignPage, { last: AT_ONCE, before });
  const isLate = (each: CampaignLine) => daysOf(each).some((due) => due <= today());
  return (
    <>
      {signedIn()?.role === "ADMIN" && (
        <p class="buttons">
          <ToPage page={PAGE} parameters={{ mo: "co" }} class="button act">
            {say("Mở đợt mới", "Open a new campaign")}
          </ToPage>
        </p>
      )}
      <Answer of={asked}>
        {({ reportingCampaignConnection: { nodes, totalCount, pageInfo } }) => {
          const rows = nodes.filter((each) => state === "" || each.state === state).reverse();
          return (
            <>
              <search class="filter">
                <Choose
                  label={say("Tình trạng", "State")}
                  value={state}
                  options={[
                    ["", say("tất cả", "all")],
                    ["OPEN", campaignState({ state: "OPEN" })],
                    ["CLOSED", campaignState({ state: "CLOSED" })],
                  ]}
                  onChange={(chosen) =>
                    go(pageAddress(PAGE, { ...Object.fromEntries(parameters), "tinh-trang": chosen }))
                  }
                />
              </search>
              <Table<CampaignLine>
                page={PAGE}
                caption={say("Các đợt báo cáo", "Reporting campaigns")}
                of={{ total: totalCount, called: say("đợt", "campaigns") }}
                rows={rows}
                idOf={({ id }) => id}
                columns={[
                  {
                    name: "dot",
                    head: say("Đợt", "Campaign"),
                    cell: ({ code, titleVi }) => (
                      <ToPage page={PAGE} parameters={{ dot: code }}>
                        {code}: {titleVi}
                      </ToPage>
                    ),
                    sort: ({ code }) => code,
                  },
                  {
                    name: "tinh-trang",
                    head: say("Tình trạng", "State"),
                    cell: (each) =>
                      each.state === "OPEN" && isLate(each)
                        ? say("đang mở, đã có hạn qua", "open, a last day is over")
                        : campaignState(each),
                    sort: campaignState,
                  },
                  {
                    name: "ngay-cv",
                    head: say("Công văn", "Letter"),
                    cell: ({ number, issuedOn }) =>
                      [number, issuedOn && day(issuedOn)].filter(Boolean).join(", ") || say("không ghi", "not given"),
                    sort: ({ issuedOn }) => issuedOn,
                  },
                  {
                    name: "mau",
                    head: say("Mẫu", "Forms"),
                    cell: ({ forms }) => forms.map(({ code }) => code).join("; "),
                  },
                  {
                    name: "han",
                    head: say("Gửi trước ngày", "Due before"),
                    cell: (each) => dueDays(daysOf(each)),
                    sort: (each) => daysOf(each).sort()[0],
                  },
                  {
                    name: "da-gui",
                    head: say("Đã gửi đủ", "Complete"),
                    cell: ({ completeness }) => known(completeness),
                    sort: ({ completeness }) => completeness.percent,
                    isNumber: true,
                  },
                  {
                    name: "dung-han",
                    head: say("Đúng hạn", "In time"),
                    cell: ({ timeliness }) => known(timeliness),
                    sort: ({ timeliness }) => timeliness.percent,
                    isNumber: true,
                  },
                ]}
              />
              <div class="buttons">
                {before && (
                  <ToPage page={PAGE} parameters={{ ...Object.fromEntries(parameters), truoc: null }} class="button">
                    {say("Về các đợt mới nhất", "The newest")}
                  </ToPage>
                )}
                {pageInfo.hasPreviousPage && (
                  <ToPage
                    page={PAGE}
                    parameters={{ ...Object.fromEntries(parameters), truoc: pageInfo.startCursor }}
                    class="button"
                  >
                    {say("Các đợt trước đó", "Those before")}
                  </ToPage>
                )}
                <ToExcel name="campaigns" />
              </div>
            </>
          );
        }}
      </Answer>
    </>
  );
}
