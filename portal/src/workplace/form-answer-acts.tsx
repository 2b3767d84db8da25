import { ReturnFormAnswer, SubmitFormAnswer } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { day, number, today } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import { answerState } from "./campaign-words.js";
import type { Checked } from "./form-answer-check.js";
import { type Draft, type Form, type Mistakes, pathOf } from "./form-answer-values.js";
import type { Work } from "./work.js";

interface ToHandIn {
  readonly work: Work<Draft>;
  readonly form: Form;
  readonly name: string;
  readonly mistakes: Mistakes;
  readonly checked: Checked;
  /** How many parts in words are there. */
  readonly words: number;
  /** Whether the last day is over. */
  readonly isOver: boolean;
  again(): void;
  onDone(): void;
}

/** Saves what is typed, and hands it in once whoever is here has seen what that changes. */
export function ToHandIn({ work, form, name, mistakes, checked, words, isOver, again, onDone }: ToHandIn) {
  const act = useAct(SubmitFormAnswer);
  const [isAsked, setAsked] = useState(false);
  const [wrong, setWrong] = useState<readonly UserError[]>([]);
  const parts = form.parts.filter(({ inWords }) => inWords).length;
  const { given, asked } = checked;

  /** What is wrong stands at its field and above the button; else what is typed is saved. */
  const saved = async (): Promise<Draft | undefined> => {
    const found = [...mistakes].map(([field, message]) => ({ path: [pathOf(field)], code: "INVALID", message }));
    setWrong(found);
    if (found.length > 0) return undefined;
    const draft = await work.save();
    if (!draft) setWrong([{ path: [], code: "", message: notSaved(work) }]);
    return draft;
  };
  const ask = async () => {
    act.forget();
    if (await saved()) setAsked(true);
  };
  const handIn = async () => {
    if (!work.draft) return;
    const outcome = await act.run({ id: work.draft.id, expectedVersion: work.draft.version });
    if (!outcome) return again();
    setAsked(false);
    work.receive(outcome.answer);
    onDone();
  };
  return (
    <section class="group">
      <h2>{say("Gửi Sở Y tế", "Hand in to the Department")}</h2>
      <ErrorSummary errors={wrong} form="mau" />
      <p>
        {say(
          `Đã điền ${number(given)} trong ${number(asked)} ô số liệu, ${number(words)} trong ${number(parts)} phần bằng lời.`,
          `${number(given)} of ${number(asked)} figures and ${number(words)} of ${number(parts)} parts in words are there.`,
        )}
      </p>
      <div class="buttons">
        <button type="button" onClick={saved}>
          {say("Lưu bản nháp", "Save the draft")}
        </button>
        <button type="button" class="act" onClick={ask}>
          {say("Gửi báo cáo…", "Hand in…")}
        </button>
      </div>
      {isAsked && (
        <Confirm
          act={say("Gửi báo cáo", "Hand in")}
          isRunning={act.isRunning}
          errors={act.errors}
          form="nop"
          onAct={handIn}
          onClose={() => setAsked(false)}
        >
          <p>
            {say(
              `${form.code} của ${name}: từ “${answerState("DRAFT")}” sang “${answerState("SUBMITTED")}”, ngày ${day(today())}. Số liệu của các chỉ số vào sổ và mọi người đều đọc được. Từ đó chỉ Sở Y tế trả lại được, kèm lý do.`,
              `${form.code} of ${name}: from “${answerState("DRAFT")}” to “${answerState("SUBMITTED")}”, on ${day(today())}. Its figures go on record and everybody reads them. From then on only the Department can give it back, for a reason.`,
            )}
          </p>
          <ul>
            <li>
              {say(
                `Số liệu: ${number(given)} trong ${number(asked)} ô đã điền`,
                `Figures: ${number(given)} of ${number(asked)} entered`,
              )}
              {given < asked &&
                say(
                  "; ô trống được ghi là chưa có số liệu, không phải là 0.",
                  "; a blank one goes on record as blank, not as 0.",
                )}
            </li>
            <li>
              {say(
                `Phần bằng lời: ${number(words)} trong ${number(parts)}`,
                `Parts in words: ${number(words)} of ${number(parts)}`,
              )}
            </li>
            {isOver && (
              <li>{say("Đã quá hạn: báo cáo được ghi là gửi chậm.", "Its last day is over: it is noted as late.")}</li>
            )}
          </ul>
        </Confirm>
      )}
    </section>
  );
}

const notSaved = (work: Work<Draft>): string =>
  work.contested.length > 0 || work.errors.length > 0 || work.draft
    ? say("Còn nội dung chưa lưu được, xem ở đầu trang.", "Something is not saved yet; see the top of the page.")
    : say("Chưa có nội dung nào.", "There is nothing yet.");

interface ToGiveBack {
  readonly draft: Draft;
  readonly form: Form;
  readonly name: string;
  again(): void;
  onDone(left: Draft): void;
}

/** The Department gives an answer back to its unit, for a reason. */
export function ToGiveBack({ draft, form, name, again, onDone }: ToGiveBack) {
  const act = useAct(ReturnFormAnswer);
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const words = say("Trả lại đơn vị", "Give back");
  const run = async () => {
    const outcome = await act.run({ id: draft.id, expectedVersion: draft.version, reason });
    if (!outcome) return again();
    setAsked(false);
    onDone(outcome.answer);
  };
  return (
    <section class="group">
      <h2>{say("Việc của Sở Y tế", "The Department's part")}</h2>
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            act.forget();
            setAsked(true);
          }}
        >
          {words}
        </button>
      </div>
      {isAsked && (
        <Confirm
          act={words}
          isRunning={act.isRunning}
          errors={act.errors}
          form="tra"
          onAct={run}
          onClose={() => setAsked(false)}
        >
          <p>
            {say(
              `${form.code} của ${name}: từ “${answerState("SUBMITTED")}” sang “${answerState("DRAFT")}”, ngày ${day(today())}. Số liệu đã vào sổ giữ nguyên đến lần gửi sau. Gửi lại được.`,
              `${form.code} of ${name}: from “${answerState("SUBMITTED")}” to “${answerState("DRAFT")}”, on ${day(today())}. Its figures stay on record until it is handed in again.`,
            )}
          </p>
          <Text
            id="tra-reason"
            label={say("Lý do", "Reason")}
            hint={say("Đơn vị đọc được lý do này.", "The unit reads it.")}
            value={reason}
            onInput={setReason}
            error={errorAt(act.errors, "reason")}
            isRequired
          />
        </Confirm>
      )}
    </section>
  );
}

/** What has just become of an answer, and what can be done about it. */
export const AnswerDone = ({ draft, form, name }: { draft: Draft; form: Form; name: string }) => (
  <Done>
    <p>
      {draft.status === "SUBMITTED"
        ? say(
            `Đã gửi ${form.code} của ${name}. Sở Y tế trả lại được, kèm lý do.`,
            `${form.code} of ${name} is handed in. The Department can give it back, for a reason.`,
          )
        : say(
            `Đã trả lại ${form.code} cho ${name}. Gửi lại được.`,
            `${form.code} was given back to ${name}. It can be handed in again.`,
          )}
    </p>
  </Done>
);
