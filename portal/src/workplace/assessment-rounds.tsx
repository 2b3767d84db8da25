import {
  type AssessmentRoundsQuery,
  CloseAssessmentRound,
  OpenAssessmentRound,
  ReopenAssessmentRound,
} from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress } from "../address.js";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";

type Round = AssessmentRoundsQuery["assessmentRounds"][number];
type Act = "open" | "close" | "reopen";

/** The Department opens and closes rounds. */
export function RoundActs({ round }: { round: Round | undefined }) {
  const [, go] = useLocation();
  const [open, close] = [useAct(OpenAssessmentRound), useAct(CloseAssessmentRound)];
  const reopen = useAct(ReopenAssessmentRound);
  const [asked, setAsked] = useState<Act>();
  const [done, setDone] = useState<string>();
  const [values, setValues] = useState({
    ...{ code: today().slice(0, 4), openedOn: today(), closedOn: today() },
    ...{ methodVi: "", legalDocument: "54/2017/TT-BYT", reason: "" },
  });
  const acting = { open, close, reopen };
  const words: Record<Act, string> = {
    open: say("Mở đợt mới", "Open a new round"),
    close: say(`Đóng đợt ${round?.code}`, `Close round ${round?.code}`),
    reopen: say(`Mở lại đợt ${round?.code}`, `Reopen round ${round?.code}`),
  };
  const acts: readonly Act[] = [
    "open",
    ...(round ? [round.state === "OPEN" ? ("close" as const) : ("reopen" as const)] : []),
  ];
  const on = { id: round?.id ?? "", expectedVersion: round?.version ?? 0 };
  const run = async (act: Act) => {
    const { code, openedOn, closedOn, methodVi, legalDocument, reason } = values;
    const year = Number(/\d{4}/.exec(code)?.[0] ?? openedOn.slice(0, 4));
    const outcome = await (act === "open"
      ? open.run({ code, year, openedOn, methodVi: methodVi || null, legalDocument: legalDocument || null })
      : act === "close"
        ? close.run({ ...on, closedOn })
        : reopen.run({ ...on, reason }));
    if (!outcome) return;
    setAsked(undefined);
    setDone(words[act]);
    go(pageAddress("danh-gia", { dot: outcome.round.code, ds: 1 }));
  };
  const errors = asked ? acting[asked].errors : [];
  const text = (name: keyof typeof values, label: string, type: "text" | "date" = "text", hint?: string) => (
    <Text
      id={`dot-${name}`}
      {...{ label, type, hint }}
      value={values[name]}
      error={errorAt(errors, name)}
      onInput={(value) => setValues({ ...values, [name]: value })}
    />
  );
  return (
    <section>
      <h2>{say("Mở và đóng đợt", "Opening and closing rounds")}</h2>
      {done && (
        <Done>
          <p>
            {say(`${done}: đã thực hiện.`, `${done}: done.`)}{" "}
            {round && say(`Đợt ${round.code} ${stateOf(round)}.`, `Round ${round.code} is ${stateOf(round)}.`)}{" "}
            {round?.state === "OPEN"
              ? say("Đóng lại được.", "It can be closed again.")
              : say("Mở lại được, kèm lý do.", "It can be reopened, for a reason.")}
          </p>
        </Done>
      )}
      <div class="buttons">
        {acts.map((act) => (
          <button
            key={act}
            type="button"
            onClick={() => {
              acting[act].forget();
              setDone(undefined);
              setAsked(act);
            }}
          >
            {words[act]}
          </button>
        ))}
      </div>
      {asked && (
        <Confirm
          act={words[asked]}
          isRunning={acting[asked].isRunning}
          errors={errors}
          form="dot"
          onAct={() => run(asked)}
          onClose={() => setAsked(undefined)}
        >
          {asked === "open" && (
            <>
              <p>
                {say(
                  `Từ ngày ${day(values.openedOn)} mọi đơn vị nhập được đánh giá đợt ${values.code}. Đóng lại được.`,
                  `From ${day(values.openedOn)} on all units can enter their assessment of round ${values.code}. It can be closed again.`,
                )}
              </p>
              {text("code", say("Mã đợt", "Code"), "text", say("Ví dụ 2026", "Such as 2026"))}
              {text("openedOn", say("Ngày bắt đầu", "First day"), "date", say("Không sau hôm nay", "Not after today"))}
              {text("methodVi", say("Phương thức (nếu có)", "How it is carried out (if said)"))}
              {text("legalDocument", say("Thông tư áp dụng", "Circular that is applied"))}
            </>
          )}
          {asked === "close" && (
            <>
              <p>
                {say(
                  `Đợt ${round?.code}: từ “đang mở” sang “đã đóng”, cho mọi đơn vị. Nội dung được giữ nguyên, không ai nhập, gửi hay công bố tiếp cho đến khi mở lại.`,
                  `Round ${round?.code}: from open to closed, for all units. What is in it stays; nobody enters, hands in or publishes until it is reopened.`,
                )}
              </p>
              {text("closedOn", say("Ngày kết thúc", "Last day"), "date", say("Không sau hôm nay", "Not after today"))}
            </>
          )}
          {asked === "reopen" && (
            <>
              <p>
                {say(
                  `Đợt ${round?.code}: từ “đã đóng” sang “đang mở”, cho mọi đơn vị.`,
                  `Round ${round?.code}: from closed to open, for all units.`,
                )}
              </p>
              {text("reason", say("Lý do", "Reason"))}
            </>
          )}
        </Confirm>
      )}
    </section>
  );
}

const stateOf = ({ state }: Round): string => (state === "OPEN" ? say("đang mở", "open") : say("đã đóng", "closed"));
