import { Campaign as CampaignDocument } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day, number, today } from "../format.js";
import { say } from "../language.js";
import { Choose, Text } from "../parts/form.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { CampaignActs } from "./campaign-acts.js";
import { AskedForms } from "./campaign-forms.js";
import { LateByBody } from "./campaign-late.js";
import {
  type Campaign,
  campaignState,
  isOfDocument,
  known,
  type Owed,
  owedIn,
  PAGE,
  reportState,
  reportStateName,
  STATES,
} from "./campaign-words.js";

/** What one campaign asks, who has answered, and who is late. */
export function OneCampaign({ code }: { code: string }) {
  const on = useParameters().get("nhin-tu");
  const asked = useAnswer(CampaignDocument, { code, on });
  return (
    <Page
      title={say(`Đợt báo cáo ${code}`, `Reporting campaign ${code}`)}
      lead={asked.data?.reportingCampaign?.titleVi}
    >
      <p>
        <ToPage page={PAGE}>{say("Tất cả các đợt", "All campaigns")}</ToPage>
      </p>
      <Answer of={asked}>
        {({ reportingCampaign }) =>
          reportingCampaign ? (
            <Content campaign={reportingCampaign} on={on ?? today()} again={asked.again} />
          ) : (
            <p class="notice">{say("Không có đợt nào mang mã này.", "No campaign has this code.")}</p>
          )
        }
      </Answer>
    </Page>
  );
}

function Content({ campaign, on, again }: { campaign: Campaign; on: string; again(): void }) {
  const isAdmin = signedIn()?.role === "ADMIN";
  const { number: letter, issuedOn, standingBody, reportsToVi, completeness, timeliness, document } = campaign;
  const owed = owedIn(campaign);
  const own = isAdmin ? [] : owed.filter(({ mayEnter }) => mayEnter);
  return (
    <>
      <dl>
        <Fact name={say("Tình trạng", "State")}>
          <strong>{campaignState(campaign)}</strong>
        </Fact>
        <Fact name={say("Công văn", "Letter")}>
          {[letter, issuedOn && day(issuedOn)].filter(Boolean).join(", ") || say("không ghi", "not given")}
        </Fact>
        <Fact name={say("Cơ quan thường trực", "Standing body")}>
          {standingBody ? <ToFacility {...standingBody} /> : say("không ghi", "not given")}
        </Fact>
        <Fact name={say("Gửi báo cáo về", "Reports are sent to")}>{reportsToVi ?? say("không ghi", "not given")}</Fact>
        <Fact name={say("Đã gửi đủ", "Complete")}>{known(completeness)}</Fact>
        <Fact name={say("Đúng hạn", "In time")}>{known(timeliness)}</Fact>
      </dl>
      {isOfDocument(campaign) && (
        <p class="notice">
          {say(
            "Các mẫu của đợt này ở trong công văn: không điền tại đây. Báo cáo không có trong sổ vẫn có thể đã được gửi.",
            "The forms of this campaign stand in the letter and are not filled in here. What is not on record may have been sent.",
          )}
        </p>
      )}
      {own.length > 0 && (
        <Reports id="cua-ban" title={say("Mẫu bạn điền", "Forms for you to fill in")} {...{ campaign }} rows={own} />
      )}
      {isAdmin && <CampaignActs {...{ campaign, again }} />}
      <h2>{say("Ai chậm, theo cơ quan quản lý", "Who is late, by managing body")}</h2>
      <DayOf on={on} />
      <LateByBody campaign={campaign} on={on} />
      <div class="buttons">
        <ToExcel name="campaign-reports" parameters={{ campaign: campaign.code, on }} />
      </div>
      <h2>{say("Ai đã trả lời", "Who has answered")}</h2>
      <AllReports campaign={campaign} owed={owed} />
      {!isOfDocument(campaign) && (
        <>
          <div class="buttons">
            <ToExcel name="form-answers" parameters={{ campaign: campaign.code }} />
          </div>
          <p class="hint">
            {say(
              "Tệp có nội dung đã gửi; bản đang nhập không vào tệp.",
              "The file has what was handed in, and no drafts.",
            )}
          </p>
        </>
      )}
      <AskedForms campaign={campaign} />
      {isOfDocument(campaign) && <Source of={[{ document }]} />}
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The day from which lateness is seen stands in the address. */
function DayOf({ on }: { on: string }) {
  const parameters = Object.fromEntries(useParameters());
  const [, go] = useLocation();
  return (
    <div class="day">
      <Text
        type="date"
        label={say("Nhìn từ ngày", "Seen from")}
        value={on}
        onInput={(chosen) => go(pageAddress(PAGE, { ...parameters, "nhin-tu": chosen }), { replace: true })}
      />
    </div>
  );
}

function AllReports({ campaign, owed }: { campaign: Campaign; owed: readonly Owed[] }) {
  const parameters = Object.fromEntries(useParameters());
  const [, go] = useLocation();
  const [state, form] = [parameters["tinh-trang"] ?? "", parameters.mau ?? ""];
  const choose = (name: string) => (value: string) => go(pageAddress(PAGE, { ...parameters, [name]: value }));
  const rows = owed.filter(
    (each) => (state === "" || reportState(each) === state) && (form === "" || each.form.code === form),
  );
  return (
    <>
      <search class="filter">
        <Choose
          label={say("Tình trạng", "State")}
          value={state}
          options={[["", say("tất cả", "all")], ...STATES()]}
          onChange={choose("tinh-trang")}
        />
        <Choose
          label={say("Mẫu", "Form")}
          value={form}
          options={[["", say("tất cả", "all")], ...campaign.forms.map(({ code }) => [code, code] as const)]}
          onChange={choose("mau")}
        />
      </search>
      <Reports title={say("Báo cáo phải gửi", "Reports that are due")} {...{ campaign, rows }} total={owed.length} />
    </>
  );
}

interface Reports {
  readonly id?: string;
  readonly title: string;
  readonly campaign: Campaign;
  readonly rows: readonly Owed[];
  /** How many there are without the filter. */
  readonly total?: number;
}

function Reports({ title, campaign, rows, total }: Reports) {
  const isPrinted = isOfDocument(campaign);
  return (
    <Table<Owed>
      page={PAGE}
      caption={title}
      {...(total !== undefined && { of: { total, called: say("báo cáo", "reports") } })}
      rows={rows}
      idOf={({ form, facility }) => `${form.code} ${facility.code}`}
      columns={[
        {
          name: "don-vi",
          head: say("Đơn vị", "Unit"),
          cell: ({ facility, form, mayEnter, answer }) =>
            mayEnter || answer ? (
              <ToPage page={PAGE} parameters={{ dot: campaign.code, ma: facility.code, mau: form.code }}>
                {facility.name}
              </ToPage>
            ) : (
              facility.name
            ),
          sort: ({ facility }) => facility.name,
        },
        { name: "mau", head: say("Mẫu", "Form"), cell: ({ form }) => form.code, sort: ({ form }) => form.code },
        {
          name: "han",
          head: say("Gửi trước ngày", "Due before"),
          cell: ({ dueBefore }) => day(dueBefore),
          sort: ({ dueBefore }) => dueBefore,
        },
        {
          name: "tinh-trang",
          head: say("Tình trạng", "State"),
          cell: (each) => reportStateName(each, isPrinted),
          sort: (each) => reportStateName(each, isPrinted),
        },
        {
          name: "ngay-nhan",
          head: say("Ngày gửi", "Handed in on"),
          cell: ({ receivedOn }) => receivedOn && day(receivedOn),
          sort: ({ receivedOn }) => receivedOn,
        },
        {
          name: "so-lieu",
          head: say("Số liệu đã có", "Figures there"),
          cell: ({ given, asked }) => `${number(given)}/${number(asked)}`,
          sort: ({ given, asked }) => (asked === 0 ? null : given / asked),
          isNumber: true,
        },
      ]}
    />
  );
}
