import { CloseCampaign, ReopenCampaign } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { number } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { type Campaign, campaignState, isBegun, isOfDocument, owedIn, PAGE } from "./campaign-words.js";

/** The Department closes a campaign, opens it again, and opens another one like it. */
export function CampaignActs({ campaign, again }: { campaign: Campaign; again(): void }) {
  const [close, reopen] = [useAct(CloseCampaign), useAct(ReopenCampaign)];
  const [isAsked, setAsked] = useState(false);
  const [done, setDone] = useState<string>();
  const [reason, setReason] = useState("");
  const { id, version, code } = campaign;
  const isOpen = campaign.state === "OPEN";
  const act = isOpen ? close : reopen;
  const words = isOpen
    ? say(`Đóng đợt ${code}`, `Close campaign ${code}`)
    : say(`Mở lại đợt ${code}`, `Reopen campaign ${code}`);
  const missing = owedIn(campaign).filter(({ receivedOn }) => receivedOn === null).length;
  const run = async () => {
    const on = { id, expectedVersion: version };
    const outcome = await (isOpen ? close.run(on) : reopen.run({ ...on, reason }));
    // With CONFLICT it is shown as it is now.
    again();
    if (!outcome) return;
    setAsked(false);
    setReason("");
    setDone(words);
  };
  return (
    <>
      {done && (
        <Done>
          <p>
            {say(`${done}: đã thực hiện.`, `${done}: done.`)}{" "}
            {say(`Đợt nay ${campaignState(campaign)}.`, `It is ${campaignState(campaign)} now.`)}{" "}
            {isOpen
              ? say("Đóng lại được.", "It can be closed again.")
              : say("Mở lại được, kèm lý do.", "It can be opened again, for a reason.")}
          </p>
        </Done>
      )}
      <div class="buttons">
        {!isOfDocument(campaign) && (
          <button
            type="button"
            onClick={() => {
              act.forget();
              setDone(undefined);
              setAsked(true);
            }}
          >
            {words}
          </button>
        )}
        {isOpen && !isOfDocument(campaign) && !isBegun(campaign) && (
          <ToPage page={PAGE} parameters={{ dot: code, sua: "co" }} class="button">
            {say("Sửa nội dung đợt", "Change what it asks")}
          </ToPage>
        )}
        <ToPage page={PAGE} parameters={{ mo: "co", theo: code }} class="button">
          {say("Mở đợt mới theo đợt này", "Open a new one like this")}
        </ToPage>
      </div>
      {isAsked && (
        <Confirm
          act={words}
          isRunning={act.isRunning}
          errors={act.errors}
          form="dot"
          onAct={run}
          onClose={() => setAsked(false)}
        >
          {isOpen ? (
            <p>
              {say(
                `Đợt ${code}: từ “đang mở” sang “đã đóng”, cho mọi đơn vị, từ bây giờ. Bản đã gửi và bản đang nhập được giữ nguyên; không ai nhập hay gửi tiếp cho đến khi mở lại. Còn ${number(missing)} báo cáo chưa gửi.`,
                `Campaign ${code}: from open to closed, for all units, from now on. What was handed in and drafts stay; nobody enters or hands in until it is opened again. ${number(missing)} reports were not handed in.`,
              )}
            </p>
          ) : (
            <>
              <p>
                {say(
                  `Đợt ${code}: từ “đã đóng” sang “đang mở”, cho mọi đơn vị phải gửi, từ bây giờ. Hạn gửi giữ nguyên.`,
                  `Campaign ${code}: from closed to open, for all who owe its forms, from now on. Its days stay.`,
                )}
              </p>
              <Text
                id="dot-reason"
                label={say("Lý do", "Reason")}
                value={reason}
                onInput={setReason}
                error={errorAt(act.errors, "reason")}
                isRequired
              />
            </>
          )}
        </Confirm>
      )}
    </>
  );
}
