import {
  type AssessmentInProgressQuery,
  PublishAssessment,
  ReopenAssessment,
  ReturnAssessment,
  SubmitAssessment,
  VerifyAssessment,
} from "hue-health-sdk";
import { useState } from "preact/hooks";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import { Level } from "../parts/level.js";
import { ToFacility } from "../parts/link.js";
import type { Work } from "./assessment-draft.js";
import { levelChoices, stateName } from "./assessment-words.js";

interface ToHandIn {
  readonly work: Work;
  readonly name: string;
  readonly round: string;
  /** What is handed in, a line each. */
  readonly facts: readonly string[];
}

/** What is handed in stands above the button; whoever presses it says to have looked at that. */
export function ToHandIn({ work, name, round, facts }: ToHandIn) {
  const act = useAct(SubmitAssessment);
  const [isChecked, setChecked] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const handIn = async () => {
    if (act.isRunning) return;
    if (!isChecked) {
      setWrong(say("Hãy xem lại, rồi đánh dấu ô này.", "Look at it again, then tick this box."));
      return document.getElementById("nop-checked")?.focus();
    }
    const draft = await work.save();
    if (!draft)
      return setWrong(
        work.contested.length > 0 || work.errors.length > 0 || work.draft
          ? say("Chưa gửi: còn nội dung chưa lưu được, xem ở đầu trang.", "Not handed in: something is not saved yet.")
          : say("Chưa có nội dung nào để gửi.", "There is nothing to hand in yet."),
      );
    setWrong(undefined);
    work.receive((await act.run({ id: draft.id, expectedVersion: draft.version }))?.draft);
  };
  return (
    <section class="group">
      <h2>{say("Gửi Sở Y tế", "Hand in to the Department")}</h2>
      <ErrorSummary errors={act.errors} form="nop" />
      <p>
        {say(
          `Đánh giá đợt ${round} của ${name} chuyển từ “${stateName("DRAFT")}” sang “${stateName("SUBMITTED")}”, ngày ${day(today())}. Từ đó chỉ Sở Y tế xử lý; Sở trả lại được nếu cần sửa.`,
          `The assessment of ${name} in round ${round} goes from “${stateName("DRAFT")}” to “${stateName("SUBMITTED")}”, on ${day(today())}. From then on only the Department acts on it, and can give it back.`,
        )}
      </p>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div class={wrong ? "wrong" : undefined}>
        {wrong && (
          <p class="error" id="nop-error" role="alert">
            {wrong}
          </p>
        )}
        <label class="tick">
          <input
            id="nop-checked"
            type="checkbox"
            checked={isChecked}
            aria-describedby={wrong && "nop-error"}
            onChange={({ currentTarget }) => setChecked(currentTarget.checked)}
          />
          {say("Tôi đã xem lại nội dung trên", "I have looked at this again")}
        </label>
      </div>
      <button type="button" class="act" aria-disabled={act.isRunning} onClick={handIn}>
        {act.isRunning ? say("Đang gửi…", "Handing in…") : say("Gửi Sở Y tế", "Hand in")}
      </button>
    </section>
  );
}

type Published = NonNullable<AssessmentInProgressQuery["facility"]>["assessment"];
type Act = "verify" | "return" | "publish" | "reopen";

interface ToDecide {
  readonly work: Work;
  readonly draft: Work["draft"];
  readonly published: Published;
  readonly name: string;
  readonly round: string;
  again(): void;
}

/** What the Department does with it next. */
export function ToDecide({ work, draft, published, name, round, again }: ToDecide) {
  const [verify, giveBack] = [useAct(VerifyAssessment), useAct(ReturnAssessment)];
  const [publish, reopen] = [useAct(PublishAssessment), useAct(ReopenAssessment)];
  const [asked, setAsked] = useState<Act>();
  const [done, setDone] = useState<Act>();
  const [reason, setReason] = useState("");
  const [level, setLevel] = useState<string>();
  const words: Record<Act, string> = {
    verify: say("Thẩm định", "Verify"),
    return: say("Trả lại đơn vị", "Give back"),
    publish: say("Công bố", "Publish"),
    reopen: say("Mở lại để sửa", "Reopen"),
  };
  const state = draft?.status ?? (published ? "PUBLISHED" : undefined);
  const possible: Record<string, readonly Act[]> = {
    SUBMITTED: ["verify", "return"],
    VERIFIED: ["publish", "return"],
    PUBLISHED: ["reopen"],
  };
  const acts = possible[state ?? ""] ?? [];
  const decided = level ?? draft?.reportedLevel?.toString() ?? "";
  const acting = { verify, return: giveBack, publish, reopen };
  const run = async (act: Act) => {
    const on = draft ?? published;
    if (!on) return;
    const given = { id: on.id, expectedVersion: on.version };
    const outcome =
      act === "verify"
        ? await verify.run({ ...given, reportedLevel: decided === "" ? null : Number(decided) })
        : act === "publish"
          ? await publish.run(given)
          : await (act === "return" ? giveBack : reopen).run({ ...given, reason });
    if (!outcome) return again();
    if ("draft" in outcome) work.receive(outcome.draft);
    setAsked(undefined);
    setReason("");
    setLevel(undefined);
    setDone(act);
    again();
  };
  const ask = (act: Act) => {
    setDone(undefined);
    acting[act].forget();
    setAsked(act);
  };
  const asking = asked && acting[asked];
  const errors = asking?.errors ?? [];
  const to = { verify: "VERIFIED", return: "DRAFT", publish: "PUBLISHED", reopen: "DRAFT" } as const;
  return (
    <>
      {done && (
        <Done>
          <p>
            {say(
              `${words[done]}: đã thực hiện. Đánh giá đợt ${round} của ${name} nay ${stateName(to[done])}.`,
              `${words[done]}: done. The assessment of ${name} in round ${round} is now ${stateName(to[done])}.`,
            )}{" "}
            {done === "verify" && say("Trả lại được nếu cần.", "It can be given back.")}
            {done === "publish" && say("Mở lại được để sửa, kèm lý do. ", "It can be reopened, for a reason. ")}
            {done === "publish" && draftOrPublished(work, name)}
          </p>
        </Done>
      )}
      {acts.length > 0 && (
        <section class="group">
          <h2>{say("Việc của Sở Y tế", "The Department's part")}</h2>
          <div class="buttons">
            {acts.map((act, i) => (
              <button key={act} type="button" class={i === 0 ? "act" : undefined} onClick={() => ask(act)}>
                {words[act]}
              </button>
            ))}
          </div>
        </section>
      )}
      {asked && asking && (
        <Confirm
          act={words[asked]}
          isRunning={asking.isRunning}
          errors={errors}
          form="so"
          onAct={() => run(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>
            {say(
              `Đánh giá đợt ${round} của ${name}: từ “${stateName(state)}” sang “${stateName(to[asked])}”, ngày ${day(today())}.`,
              `The assessment of ${name} in round ${round}: from “${stateName(state)}” to “${stateName(to[asked])}”, on ${day(today())}.`,
            )}
          </p>
          {asked === "publish" && (
            <p>
              {say("Mức mọi người đọc: từ ", "The level that everybody reads: from ")}
              {published ? <Level of={published.reportedLevel} /> : say("chưa công bố", "not published")}
              {say(" sang ", " to ")}
              <Level of={draft?.reportedLevel} />
              {say(", cùng kết quả, câu trả lời và nhu cầu.", ", with results, answers and needs.")}
            </p>
          )}
          {asked === "reopen" && (
            <p>
              {say(
                "Mọi người vẫn đọc kết quả đang công bố cho đến lần công bố sau.",
                "Everybody reads what is published until the next is.",
              )}
            </p>
          )}
          {asked === "verify" && (
            <Choose
              id="so-reportedLevel"
              label={say("Mức Sở Y tế xác định", "The level that the Department decides on")}
              hint={say(
                `Đơn vị tự đánh giá: ${draft?.reportedLevel ?? "để trống"}; tính lại theo quy tắc: ${draft?.computedLevel.level ?? "không rõ"}.`,
                `As judged by the unit: ${draft?.reportedLevel ?? "blank"}; as computed: ${draft?.computedLevel.level ?? "unknown"}.`,
              )}
              value={decided}
              options={[["", say("không xác định mức", "no level")], ...levelChoices()]}
              error={errorAt(errors, "reportedLevel")}
              onChange={setLevel}
            />
          )}
          {(asked === "return" || asked === "reopen") && (
            <Text
              id="so-reason"
              label={say("Lý do", "Reason")}
              value={reason}
              onInput={setReason}
              error={errorAt(errors, "reason")}
              isRequired
            />
          )}
        </Confirm>
      )}
    </>
  );
}

/** Where everybody reads it. */
const draftOrPublished = ({ draft }: Work, name: string) =>
  draft && <ToFacility code={draft.facility.code} name={say(`Xem trang của ${name}`, `See the page of ${name}`)} />;
