import { Campaign as CampaignDocument, CampaignPage, OpenCampaign } from "hue-health-sdk";
import { useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress, serverAddress } from "../address.js";
import { useAnswer } from "../api.js";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { ErrorSummary } from "../parts/errors.js";
import { Choose, Discard } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Page } from "../parts/page.js";
import type { UserError } from "../session.js";
import { WithChoices } from "./campaign-choices.js";
import {
  type CampaignDraft,
  type Choices,
  dueOf,
  freshCampaign,
  inputOf,
  missingDays,
  placed,
} from "./campaign-draft.js";
import { CampaignFields, FORM } from "./campaign-fields.js";
import { PAGE } from "./campaign-words.js";
import { useDraft } from "./drafts.js";

/** The form by which a campaign is opened; `like` is the code of one that it begins with. */
export function OpenCampaignForm({ like }: { like: string }) {
  const [, go] = useLocation();
  const model = useAnswer(CampaignDocument, like === "" ? undefined : { code: like });
  const known = useAnswer(CampaignPage, { last: 50 });
  const campaign = model.data?.reportingCampaign ?? null;
  return (
    <Page
      title={say("Mở đợt báo cáo", "Open a reporting campaign")}
      lead={say(
        "Các mẫu, kỳ số liệu, hạn gửi và nơi nhận. Chưa có gì thay đổi cho đến khi bạn xác nhận.",
        "Its forms, period, last day and recipients. Nothing changes until you confirm.",
      )}
    >
      <p>
        <ToPage page={PAGE}>{say("Tất cả các đợt", "All campaigns")}</ToPage>
        {" · "}
        <a href={serverAddress("template/campaigns.xlsx")} download>
          {say("Mẫu Excel của một đợt", "The Excel template of a campaign")}
        </a>
        {" · "}
        <ToPage page="nhap-file">{say("Mở bằng file Excel", "Open one by an Excel file")}</ToPage>
      </p>
      <div class="filter">
        <Choose
          label={say("Bắt đầu từ", "Begin with")}
          value={like}
          options={[
            ["", say("mẫu trống", "a blank form")],
            ...(known.data?.reportingCampaignConnection.nodes ?? [])
              .toReversed()
              .map(({ code, titleVi }) => [code, `${code}: ${titleVi}`] as const),
          ]}
          onChange={(theo) => go(pageAddress(PAGE, { mo: "co", theo }))}
        />
      </div>
      {like === "" || model.data ? (
        <WithChoices>
          {(choices) => (
            <Fields key={like} about={`mo dot ${like}`} fresh={freshCampaign(campaign)} choices={choices} />
          )}
        </WithChoices>
      ) : (
        <div class="skeleton" aria-busy="true" />
      )}
    </Page>
  );
}

interface Fields {
  readonly about: string;
  readonly fresh: CampaignDraft;
  readonly choices: Choices;
}

function Fields({ about, fresh, choices }: Fields) {
  const { draft, isTyped, type, forget } = useDraft<CampaignDraft>(about, fresh);
  const act = useAct(OpenCampaign);
  const [isAsked, setAsked] = useState(false);
  const [own, setOwn] = useState<readonly UserError[]>([]);
  const [done, setDone] = useState<string>();
  // What was refused is the draft as it was then.
  const errors = useMemo(() => (own.length > 0 ? own : placed(act.errors, draft)), [own, act.errors]);
  const ask = () => {
    const missing = missingDays(draft, say("Hãy ghi hạn gửi.", "Say by when it is due."));
    setOwn(missing);
    act.forget();
    setAsked(missing.length === 0);
  };
  const open = async () => {
    const outcome = await act.run(inputOf(draft));
    // What is wrong stands at the fields.
    setAsked(false);
    if (!outcome) return;
    forget();
    setDone(outcome.campaign.code);
  };
  if (done !== undefined)
    return (
      <Done>
        <p>
          {say(
            `Đã mở đợt ${done}: từ nay các đơn vị điền và gửi mẫu. Đóng lại được.`,
            `Campaign ${done} is open: units fill in its forms from now on. It can be closed.`,
          )}
        </p>
        <ToPage page={PAGE} parameters={{ dot: done }}>
          {say(`Đến đợt ${done}`, `To campaign ${done}`)}
        </ToPage>
      </Done>
    );
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <ErrorSummary errors={errors} form={FORM} />
      <CampaignFields {...{ draft, errors, choices, type }} />
      <div class="buttons">
        <button type="submit">{say("Mở đợt…", "Open it…")}</button>
        {isTyped && (
          <Discard
            onDiscard={() => {
              forget();
              act.forget();
              setOwn([]);
            }}
          />
        )}
      </div>
      {isAsked && (
        <Confirm
          act={say("Mở đợt báo cáo", "Open the campaign")}
          isRunning={act.isRunning}
          errors={[]}
          form={FORM}
          onAct={open}
          onClose={() => setAsked(false)}
        >
          <WillChange draft={draft} />
        </Confirm>
      )}
    </form>
  );
}

const WillChange = ({ draft }: { draft: CampaignDraft }) => (
  <>
    <p>
      {say(
        `Đợt ${draft.code || "…"}, “${draft.titleVi || "…"}”: mở từ ngày ${day(today())} cho các đơn vị dưới đây. Từ đó họ điền và gửi mẫu. Đóng lại được.`,
        `Campaign ${draft.code || "…"}, “${draft.titleVi || "…"}”: open from ${day(today())} for those below, who then fill in its forms. It can be closed.`,
      )}
    </p>
    <ul>
      {draft.forms.map(({ code, titleVi, columns }) => (
        <li key={code}>
          {code}: {titleVi || "…"} ({say(`${columns.length} cột`, `${columns.length} columns`)})
        </li>
      ))}
      {draft.recipients.map(({ nameVi, whom, owes }, place) => (
        <li key={nameVi}>
          {nameVi || "…"}:{" "}
          {whom === "nobody"
            ? say("nhận để biết", "is told")
            : say(
                `gửi ${owes.map((form) => draft.forms[form]?.code).join(", ")} trước ngày ${day(dueOf(draft, place, owes[0] ?? 0))}`,
                `owes ${owes.map((form) => draft.forms[form]?.code).join(", ")} before ${day(dueOf(draft, place, owes[0] ?? 0))}`,
              )}
        </li>
      ))}
    </ul>
  </>
);
