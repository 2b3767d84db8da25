import { CampaignForms, type CampaignFormsQuery } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { ErrorSummary } from "../parts/errors.js";
import { ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { signedIn } from "../session.js";
import { answerState, PAGE } from "./campaign-words.js";
import { Conflicts } from "./conflicts.js";
import { AnswerDone, ToGiveBack, ToHandIn } from "./form-answer-acts.js";
import { useCheck } from "./form-answer-check.js";
import { Entry, FORM } from "./form-answer-entry.js";
import { HandedIn } from "./form-answer-read.js";
import { cellsOf, type Draft, type Form, type Obligation, partField, valuesOf } from "./form-answer-values.js";
import { heldBy, mistakesIn, useFormWork } from "./form-answer-work.js";
import type { Work } from "./work.js";

type Campaign = NonNullable<CampaignFormsQuery["reportingCampaign"]>;
type Facility = NonNullable<CampaignFormsQuery["facility"]>;

interface Due {
  readonly form: Form;
  readonly obligation: Obligation;
  readonly dueBefore: string;
}

/** The forms that a unit owes in a campaign: one of them to fill in, hand in or give back. */
export function FormAnswer({ campaign, facility }: { campaign: string; facility: string }) {
  const asked = useAnswer(CampaignForms, { campaign, facility });
  const chosen = useParameters().get("mau");
  const name = asked.data?.facility?.name ?? facility;
  const due: Due[] = (asked.data?.reportingCampaign?.forms ?? []).flatMap((form) =>
    form.demands.flatMap(({ obligations, dueBefore }) =>
      obligations.map((obligation) => ({ form, obligation, dueBefore })),
    ),
  );
  const one = due.find(({ form }) => form.code === chosen) ?? due[0];
  return (
    <Page
      title={one ? `${one.form.code}: ${name}` : name}
      lead={[one?.form.titleVi, asked.data?.reportingCampaign?.titleVi].filter(Boolean).join(". ")}
    >
      <p>
        <ToPage page={PAGE} parameters={{ dot: campaign }}>
          {say(`Đợt báo cáo ${campaign}`, `Reporting campaign ${campaign}`)}
        </ToPage>
        {" · "}
        <ToFacility code={facility} name={say("Trang của đơn vị", "The page of the unit")} />
      </p>
      {due.length > 1 && (
        <nav class="views" aria-label={say("Các mẫu của đơn vị", "Forms of the unit")}>
          {due.map(({ form }) => (
            <ToPage
              key={form.code}
              page={PAGE}
              parameters={{ dot: campaign, ma: facility, mau: form.code }}
              aria-current={form === one?.form ? "page" : undefined}
            >
              {form.code}
            </ToPage>
          ))}
        </nav>
      )}
      <Answer of={asked}>
        {({ reportingCampaign, facility: unit }) =>
          one && reportingCampaign && unit ? (
            <OneForm
              key={one.form.code}
              {...{ ...one, unit, campaign: reportingCampaign, again: asked.again }}
              isFresh={!asked.isLoading}
            />
          ) : (
            <p class="notice">
              {say(
                "Đơn vị này không phải gửi mẫu nào trong đợt này, hoặc không có mã này.",
                "This unit owes no form of this campaign, or there is no such code.",
              )}
            </p>
          )
        }
      </Answer>
    </Page>
  );
}

interface OneForm extends Due {
  readonly campaign: Campaign;
  readonly unit: Facility;
  /** Whether this is what was asked for last. */
  readonly isFresh: boolean;
  again(): void;
}

function OneForm(props: OneForm) {
  const { campaign, unit, form, obligation, dueBefore, again } = props;
  const { rows, answer, mayEnter } = obligation;
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const [isDone, setDone] = useState(false);
  const work = useFormWork({ ...props, campaign: campaign.code, facility: unit.code }, held);
  const draft = work.draft ?? answer ?? undefined;
  const isEntered = mayEnter && draft?.status !== "SUBMITTED";
  const values = { ...valuesOf(draft), ...work.edits };
  const checked = useCheck({ campaign: campaign.code, facility: unit.code, form, rows }, values);
  const mistakes = mistakesIn(form, rows, values, checked);
  const toHold = heldBy(form, rows, mistakes);
  useEffect(() => setHeld(toHold), [[...toHold].join()]);
  const nameOf = nameIn(form, rows);
  const isOver = dueBefore <= today();
  return (
    <>
      <p role="status">
        {say("Tình trạng: ", "State: ")}
        <strong>{answerState(draft?.status)}</strong>
        {draft?.receivedOn && say(` ngày ${day(draft.receivedOn)}`, ` on ${day(draft.receivedOn)}`)}.{" "}
        {say(`Gửi trước ngày ${day(dueBefore)}`, `Due before ${day(dueBefore)}`)}
        {isOver && draft?.status !== "SUBMITTED" && say(" (đã quá hạn)", " (past its day)")}.{" "}
        {isEntered && <Saved of={work} held={held.size} />}
      </p>
      {draft?.reason && (
        <p class="notice">
          {say("Sở Y tế trả lại: ", "Given back by the Department: ")}
          {draft.reason}
        </p>
      )}
      {!mayEnter && draft?.status !== "SUBMITTED" && (
        <p class="notice">
          {campaign.state === "OPEN"
            ? say(
                "Chỉ đơn vị này, cơ quan quản lý và Sở Y tế nhập được.",
                "Only this unit, whoever manages it and the Department enter it.",
              )
            : say("Đợt đã đóng, không nhập được.", "The campaign is closed.")}
        </p>
      )}
      {draft?.status === "SUBMITTED" && Object.keys(work.edits).length > 0 && (
        <p class="notice">
          {say(
            "Bản này vừa được gửi, nên điều bạn gõ chưa được lưu: ",
            "This was handed in meanwhile, so what you typed is not saved: ",
          )}
          {Object.entries(work.edits)
            .map(([field, value]) => `${nameOf(field)}: ${wordOf(value)}`)
            .join("; ")}
        </p>
      )}
      {isDone && draft && <AnswerDone {...{ draft, form }} name={unit.name} />}
      <ErrorSummary errors={work.errors} form={FORM} />
      <Conflicts {...{ work, nameOf, wordOf }} />
      {isEntered ? (
        <Entry {...{ form, rows, work, values, checked, mistakes }}>
          <ToHandIn
            {...{ work, form, mistakes, checked, isOver, again }}
            onDone={() => setDone(true)}
            name={unit.name}
            words={form.parts.filter(({ code, inWords }) => inWords && values[partField(code)]?.trim()).length}
          />
        </Entry>
      ) : (
        <>
          {draft && <HandedIn {...{ form, rows, draft }} />}
          {draft?.status === "SUBMITTED" && mayEnter && signedIn()?.role === "ADMIN" && (
            <ToGiveBack
              {...{ draft, form, again }}
              name={unit.name}
              onDone={(left) => {
                work.receive(left);
                setDone(true);
              }}
            />
          )}
          {draft?.status === "SUBMITTED" && signedIn()?.role !== "ADMIN" && (
            <p class="hint">
              {say("Cần sửa thì đề nghị Sở Y tế trả lại.", "To change it ask the Department to give it back.")}
            </p>
          )}
        </>
      )}
    </>
  );
}

const nameIn =
  (form: Form, rows: Obligation["rows"]) =>
  (field: string): string => {
    const cell = cellsOf(form, rows).find((each) => each.field === field);
    if (!cell) return form.parts.find(({ code }) => partField(code) === field)?.titleVi ?? field;
    const area = rows.find(({ row }) => row === cell.row)?.area?.name;
    return [area, `${cell.column.number} ${cell.column.labelVi}`].filter(Boolean).join(", ");
  };

const wordOf = (value: string): string => (value === "" ? say("để trống", "blank") : value);

/** What was typed is saved on the server; when, and what is not. */
function Saved({ of: work, held }: { of: Work<Draft>; held: number }) {
  const count = Object.keys(work.edits).length;
  if (work.isSaving) return <>{say("Đang lưu…", "Saving…")}</>;
  if (count > 0)
    return (
      <>
        {say(`Chưa lưu ${count} ô.`, `${count} not saved yet.`)}
        {held > 0 && say(" Dòng có lỗi được lưu khi đã sửa.", " A row with a mistake is saved once it is put right.")}
      </>
    );
  const time = work.savedAt?.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" });
  return (
    <>{time ? say(`Đã lưu lúc ${time}.`, `Saved at ${time}.`) : say("Tự lưu khi bạn nhập.", "Saved as you type.")}</>
  );
}
