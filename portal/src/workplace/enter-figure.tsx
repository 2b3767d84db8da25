import {
  FigureChoices,
  type FigureChoicesQuery,
  RecordObservation,
  type RecordObservationMutation,
} from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { blank } from "../format.js";
import { say } from "../language.js";
import { Done, useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { ErrorSummary, errorAt, invalid } from "../parts/errors.js";
import { Choose, Discard, Prose, Text } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Answer } from "../parts/page.js";
import { signedIn, type UserError } from "../session.js";
import { keepDraft, useDraft } from "./drafts.js";
import { Values } from "./figure-values.js";
import {
  dayOrPeriod,
  figureWords,
  metricName,
  notNumbers,
  type TypedFigure,
  valuesTyped,
  wordsTyped,
} from "./figure-words.js";
import { useOwnUnits } from "./own-units.js";

/** Of what, of whom and of which day a figure is to be entered, as far as it is known. */
export interface EntryPlace {
  readonly metric: string;
  readonly subject: string;
  readonly on: string;
  readonly from: string;
}

interface Entry extends TypedFigure, EntryPlace {
  readonly noteVi: string;
}

type Recorded = NonNullable<RecordObservationMutation["observationRecord"]>["observation"];

const FORM = "nhap";

/** Enters a figure that is not on record. */
export function Enter({ place, onDone }: { place: EntryPlace; onDone?: (words: string) => void }) {
  const asked = useAnswer(FigureChoices, {});
  return (
    <Answer of={asked}>
      {(choices) => <Form key={JSON.stringify(place)} place={place} choices={choices} onDone={onDone} />}
    </Answer>
  );
}

/** Facilities and areas that a metric is collected for, as they are on the day; an editor has its units alone. */
function subjectsFor(
  type: string | undefined,
  on: string,
  { facilities, areas }: FigureChoicesQuery,
  own: ReturnType<typeof useOwnUnits>,
) {
  if (own) return type === "FACILITY" ? own : [];
  if (type === "FACILITY") return facilities.nodes;
  return areas.filter(
    ({ areaType, validFrom, validTo }) =>
      areaType === type && (on === "" || ((validFrom ?? "") <= on && (validTo === null || on < validTo))),
  );
}

interface Form {
  readonly place: EntryPlace;
  readonly choices: FigureChoicesQuery;
  readonly onDone: ((words: string) => void) | undefined;
}

function Form({ place, choices, onDone }: Form) {
  const own = signedIn()?.facility?.code ?? "";
  const fresh: Entry = {
    ...{ value: "", numerator: "", denominator: "", noteVi: "" },
    ...{ ...place, subject: place.subject || own },
  };
  const { draft, isTyped, type, forget } = useDraft<Entry>(`nhap ${JSON.stringify(place)}`, fresh);
  const [typos, setTypos] = useState<readonly UserError[]>([]);
  const [done, setDone] = useState<{ figure: NonNullable<Recorded>; words: string; warnings: readonly string[] }>();
  const act = useAct(RecordObservation);
  const metric = choices.metrics.find(({ code }) => code === draft.metric);
  const subjects = subjectsFor(metric?.subjectType, draft.on, choices, useOwnUnits());
  const subject = subjects.find(({ code }) => code === draft.subject);
  const errors = typos.length > 0 ? typos : act.errors;
  const taken = errors.some(({ code }) => code === "TAKEN") ? (act.current?.observation as Recorded) : null;

  const record = async () => {
    const wrong = [...notChosen(draft), ...notNumbers(draft)];
    setTypos(wrong);
    if (wrong.length > 0 || !metric) return;
    const outcome = await act.run({
      ...{ metric: draft.metric, subject: draft.subject, on: draft.on, from: draft.from || null },
      ...{ noteVi: draft.noteVi.trim() || null, ...valuesTyped(draft, metric) },
    });
    if (!outcome) return;
    const words = `${metricName(metric)}, ${subject?.name ?? draft.subject}, ${dayOrPeriod(draft)}: ${figureWords(outcome.observation, metric)}`;
    forget();
    if (onDone) onDone([words, ...outcome.warnings].join(". "));
    else setDone({ figure: outcome.observation, words, warnings: outcome.warnings });
  };

  const metrics = choices.metrics.filter(({ subjectType }) => own === "" || subjectType === "FACILITY");
  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      {done && (
        <Done>
          <p>
            {say("Đã ghi ", "Recorded: ")}
            <strong>{done.words}</strong>.
          </p>
          {done.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
          <ToPage page="so-lieu" parameters={{ id: done.figure.id }}>
            {say("Xem nhật ký, sửa hoặc rút lại", "See its trail, correct or withdraw it")}
          </ToPage>
        </Done>
      )}
      <ErrorSummary errors={errors} form={FORM} />
      {taken && metric && (
        <div class="notice">
          <p>
            {say("Trong sổ đã có", "On record")}: <strong>{figureWords(taken, metric)}</strong>.{" "}
            {say("Bạn gõ", "You typed")}: <strong>{wordsTyped(draft, metric)}</strong>.
          </p>
          <ToPage
            page="so-lieu"
            parameters={{ id: taken.id }}
            class="button"
            onClick={() => {
              const { value, numerator, denominator, noteVi } = draft;
              const before = figureWords(taken, metric);
              keepDraft(`sua ${taken.id}`, {
                ...{ value, numerator, denominator, noteVi, reason: "", version: taken.version, before },
              });
              forget();
            }}
          >
            {say("Sửa số liệu đã có thành số bạn gõ", "Correct the one on record to what you typed")}
          </ToPage>
        </div>
      )}
      <Choose
        id={`${FORM}-metric`}
        label={say("Chỉ số", "Metric")}
        value={draft.metric}
        error={errorAt(errors, "metric")}
        options={[["", say("chọn", "choose")], ...metrics.map((each) => [each.code, metricName(each)] as const)]}
        onChange={(code) => type({ metric: code })}
      />
      <Choose
        id={`${FORM}-subject`}
        label={say("Của", "Of")}
        value={draft.subject}
        error={errorAt(errors, "subject")}
        options={[["", say("chọn", "choose")], ...subjects.map(({ code, name }) => [code, name] as const)]}
        onChange={(code) => type({ subject: code })}
      />
      <Text
        id={`${FORM}-on`}
        type="date"
        label={say("Tính đến ngày", "Of the day")}
        hint={say("Với một kỳ: ngày cuối kỳ.", "Of a period: its last day.")}
        value={draft.on}
        error={errorAt(errors, "on")}
        onInput={(on) => type({ on })}
      />
      <Text
        id={`${FORM}-from`}
        type="date"
        label={say("Từ ngày (chỉ với một kỳ)", "From (of a period alone)")}
        value={draft.from}
        error={errorAt(errors, "from")}
        onInput={(from) => type({ from })}
      />
      {metric && <Values form={FORM} metric={metric} typed={draft} errors={errors} type={type} />}
      <Prose
        id={`${FORM}-noteVi`}
        label={say("Ghi chú (nếu cần)", "Note (if needed)")}
        value={draft.noteVi}
        error={errorAt(errors, "noteVi")}
        onInput={(noteVi) => type({ noteVi })}
      />
      {isTyped && metric && (
        <BeforeAfter
          of={`${metricName(metric)}, ${subject?.name ?? "…"}, ${draft.on ? dayOrPeriod(draft) : "…"}`}
          before={blank()}
          after={wordsTyped(draft, metric)}
        />
      )}
      <div class="buttons">
        <button type="submit" aria-disabled={act.isRunning}>
          {act.isRunning ? say("Đang ghi…", "Recording…") : say("Ghi số liệu", "Record the figure")}
        </button>
        {isTyped && (
          <Discard
            onDiscard={() => {
              forget();
              act.forget();
              setTypos([]);
            }}
          />
        )}
      </div>
    </form>
  );
}

const notChosen = ({ metric, subject, on }: EntryPlace): UserError[] => [
  ...(metric === "" ? [invalid("metric", say("Hãy chọn chỉ số.", "Choose a metric."))] : []),
  ...(subject === "" ? [invalid("subject", say("Hãy chọn số liệu của ai.", "Choose of whom the figure is."))] : []),
  ...(on === "" ? [invalid("on", say("Hãy ghi số liệu tính đến ngày nào.", "Say of which day the figure is."))] : []),
];
