import { Campaign as CampaignDocument, ReviseCampaign } from "hue-health-sdk";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { ErrorSummary } from "../parts/errors.js";
import { Discard } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { TwoSides } from "../parts/two-sides.js";
import type { UserError } from "../session.js";
import { Changes, changesIn, typedOver } from "./campaign-changes.js";
import { WithChoices } from "./campaign-choices.js";
import {
  type CampaignDraft,
  type Choices,
  missingDays,
  placed,
  recordedCampaign,
  revisionOf,
} from "./campaign-draft.js";
import { CampaignFields, FORM } from "./campaign-fields.js";
import { type Campaign, isBegun, isOfDocument, PAGE } from "./campaign-words.js";
import { useDraft } from "./drafts.js";

const seen = () => say("Khi bạn mở", "When you opened it");

/** The form by which an open campaign is changed while nobody has begun to answer it. */
export function ReviseCampaignForm({ code }: { code: string }) {
  const asked = useAnswer(CampaignDocument, { code });
  return (
    <Page
      title={say(`Sửa đợt báo cáo ${code}`, `Change campaign ${code}`)}
      lead={say(
        "Chưa có gì thay đổi cho đến khi bạn xác nhận. Sửa được khi chưa nơi nào trả lời.",
        "Nothing changes until you confirm. It can be changed while nobody has begun to answer it.",
      )}
    >
      <p>
        <ToPage page={PAGE} parameters={{ dot: code }}>
          {say(`Đến đợt ${code}`, `To campaign ${code}`)}
        </ToPage>
      </p>
      <Answer of={asked}>
        {({ reportingCampaign }) =>
          reportingCampaign && reportingCampaign.state === "OPEN" && !isOfDocument(reportingCampaign) ? (
            <>
              {isBegun(reportingCampaign) && (
                <p class="notice">
                  {say(
                    "Đã có nơi bắt đầu trả lời, nên nội dung của đợt không sửa được nữa.",
                    "Somebody has begun to answer it, so that it can no longer be changed.",
                  )}
                </p>
              )}
              <WithChoices>
                {(choices) => <Revision {...{ campaign: reportingCampaign, choices, again: asked.again }} />}
              </WithChoices>
            </>
          ) : (
            <p class="notice">{say("Không có đợt đang mở nào mang mã này.", "No open campaign has this code.")}</p>
          )
        }
      </Answer>
    </Page>
  );
}

/** What is typed, with what was on record when it was begun. */
interface RevisionDraft extends CampaignDraft {
  readonly recorded: CampaignDraft;
  readonly version: number;
}

interface Revised {
  readonly before: CampaignDraft;
  readonly after: CampaignDraft;
  readonly version: number;
}

function Revision({ campaign, choices, again }: { campaign: Campaign; choices: Choices; again(): void }) {
  const now = recordedCampaign(campaign);
  const { draft, isTyped, type, forget } = useDraft<RevisionDraft>(`sua dot ${campaign.code}`, {
    ...{ ...now, recorded: now, version: campaign.version },
  });
  const act = useAct(ReviseCampaign);
  const [isAsked, setAsked] = useState(false);
  const [own, setOwn] = useState<readonly UserError[]>([]);
  const [done, setDone] = useState<Revised>();
  const { recorded, version, ...typed } = draft;
  const changes = changesIn(recorded, typed);
  const isStale = isTyped && !done && campaign.version > version;
  // Whoever sends is led to what somebody else did; whoever still types is left at the field.
  const sides = useRef<HTMLDivElement>(null);
  const isRefused = act.errors.some(({ code }) => code === "CONFLICT");
  useEffect(() => {
    // As long as the dialog is open nothing behind it can have the focus.
    if (isStale && isRefused && !isAsked) sides.current?.focus();
  }, [isStale, isRefused, isAsked]);
  // What was refused is the draft as it was then.
  const errors = useMemo(() => {
    const told = act.errors.filter(({ code }) => code !== "CONFLICT");
    return own.length > 0 ? own : placed(told, draft);
  }, [own, act.errors]);
  const ask = () => {
    if (isStale) return sides.current?.focus();
    const nothing = say("Chưa có gì thay đổi.", "Nothing has changed.");
    const missing = missingDays(draft, say("Hãy ghi hạn gửi.", "Say by when it is due."));
    const gaps = changes.length === 0 ? [{ path: [], code: "INVALID", message: nothing }] : missing;
    setOwn(gaps);
    act.forget();
    setAsked(gaps.length === 0);
  };
  const revise = async () => {
    const outcome = await act.run({ id: campaign.id, expectedVersion: version, ...revisionOf(typed, recorded) });
    // What is wrong stands at the fields, what somebody else did above them.
    setAsked(false);
    again();
    if (!outcome) return;
    forget();
    setDone({ before: recorded, after: typed, version: outcome.campaign.version });
  };
  const takeBack = ({ before, after, version: last }: Revised) => {
    type({ ...before, recorded: after, version: last });
    setDone(undefined);
    act.forget();
    setAsked(true);
  };
  return (
    <>
      {done && (
        <Done>
          <p>
            {say(
              `Đã sửa đợt ${campaign.code}; nhật ký có trước và sau.`,
              `Campaign ${campaign.code} is changed; the trail has before and after.`,
            )}
          </p>
          <Changes of={changesIn(done.before, done.after)} />
          <button type="button" onClick={() => takeBack(done)}>
            {say("Lấy lại nội dung trước khi sửa", "Take it back")}
          </button>
        </Done>
      )}
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          setDone(undefined);
          ask();
        }}
      >
        {isStale && (
          <div ref={sides} tabIndex={-1}>
            <TwoSides
              of={say(`đợt ${campaign.code}`, `campaign ${campaign.code}`)}
              keep={say("Giữ điều đang ghi nhận", "Keep what is on record")}
              correct={say("Sửa thành điều tôi gõ", "Change it to what I typed")}
              isRunning={act.isRunning}
              onKeep={() => {
                forget();
                act.forget();
              }}
              onCorrect={() => {
                type({ ...typedOver(typed, recorded, now), recorded: now, version: campaign.version });
                act.forget();
                setAsked(true);
              }}
            >
              <p>{say("Người khác đã sửa:", "Somebody else changed:")}</p>
              <Changes of={changesIn(recorded, now)} words={[seen(), say("Nay là", "Is now")]} />
              <p>{say("Bạn gõ:", "You typed:")}</p>
              <Changes of={changes} words={[seen(), say("Bạn gõ", "You typed")]} />
            </TwoSides>
          </div>
        )}
        <ErrorSummary errors={errors} form={FORM} />
        <CampaignFields {...{ draft, errors, choices, type }} isRecorded />
        <div class="buttons">
          <button type="submit">{say("Sửa đợt…", "Change it…")}</button>
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
      </form>
      {isAsked && (
        <Confirm
          act={say(`Sửa đợt ${campaign.code}`, `Change campaign ${campaign.code}`)}
          isRunning={act.isRunning}
          errors={[]}
          form={FORM}
          onAct={revise}
          onClose={() => setAsked(false)}
        >
          <p>
            {say(
              "Có hiệu lực từ bây giờ, cho mọi nơi nhận. Lấy lại được khi chưa nơi nào trả lời.",
              "It holds from now on, for all recipients. It can be taken back while nobody has begun to answer.",
            )}
          </p>
          <Changes of={changes} />
        </Confirm>
      )}
    </>
  );
}
