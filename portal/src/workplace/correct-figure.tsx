import { CorrectObservation } from "hue-health-sdk";
import { useRef, useState } from "preact/hooks";
import { say } from "../language.js";
import { Done, useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Discard, Prose } from "../parts/form.js";
import { Reason } from "../parts/reason.js";
import { TwoSides } from "../parts/two-sides.js";
import type { UserError } from "../session.js";
import { useDraft } from "./drafts.js";
import { Values } from "./figure-values.js";
import {
  dayOrPeriod,
  type Figure,
  figureWords,
  isEntered,
  metricName,
  notNumbers,
  subjectOf,
  type TypedFigure,
  typedOf,
  valuesTyped,
  wordsTyped,
} from "./figure-words.js";

/** What somebody types to correct a figure, with what they saw by then. */
interface Correction extends TypedFigure {
  readonly noteVi: string;
  readonly reason: string;
  readonly version: number;
  readonly before: string;
}

const FORM = "sua";

const correctionOf = ({ value, ratio, noteVi, version }: Figure, before: string): Correction => ({
  ...typedOf({ value, numerator: ratio?.numerator, denominator: ratio?.denominator }),
  ...{ noteVi: noteVi ?? "", reason: "", version, before },
});

/** What a figure was and is, after it was corrected. */
interface Corrected {
  readonly before: Correction;
  readonly after: string;
  readonly version: number;
  readonly warnings: readonly string[];
}

/** Puts a figure right, for a reason; and back again, while the page is open. */
export function CorrectFigure({ of: figure, onDone }: { of: Figure; onDone(): void }) {
  const { metric } = figure;
  const now = figureWords(figure, metric);
  const fresh = correctionOf(figure, now);
  const { draft, isTyped, type, forget } = useDraft<Correction>(`sua ${figure.id}`, fresh);
  const [typos, setTypos] = useState<readonly UserError[]>([]);
  const [done, setDone] = useState<Corrected>();
  const act = useAct(CorrectObservation);
  // As it stood when somebody began to type: where the answer of a correction is lost, it is shown corrected before that.
  const begun = useRef(fresh);
  if (draft.version === fresh.version) begun.current = fresh;
  const errors = typos.length > 0 ? typos : act.errors;
  const after = wordsTyped(draft, metric);

  const correct = async (version: number) => {
    const wrong = notNumbers(draft);
    setTypos(wrong);
    if (wrong.length > 0) return;
    const outcome = await act.run({
      ...{ id: figure.id, expectedVersion: version, reason: draft.reason, noteVi: draft.noteVi.trim() || null },
      ...valuesTyped(draft, metric),
    });
    if (!outcome) return;
    setDone({
      before: version === draft.version ? begun.current : fresh,
      after: figureWords(outcome.observation, metric),
      version: outcome.observation.version,
      warnings: outcome.warnings,
    });
    forget();
    onDone();
  };

  const isStale = act.errors.some(({ code }) => code === "CONFLICT");
  const current = isStale ? (act.current?.observation as (Figure & { version: number }) | undefined) : undefined;
  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        correct(draft.version);
      }}
    >
      <h3>{say("Sửa số liệu", "Correct it")}</h3>
      {done && (
        <Done>
          <p>
            {say(
              `Đã sửa từ ${done.before.before} thành ${done.after}. Nhật ký đã ghi ở bên.`,
              `Corrected from ${done.before.before} to ${done.after}. The trail stands beside it.`,
            )}
          </p>
          {done.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
          {!isTyped && (
            <button
              type="button"
              onClick={() => {
                const reason = say(
                  `Hoàn tác lần sửa thành ${done.after}.`,
                  `Takes back the correction to ${done.after}.`,
                );
                type({ ...done.before, version: done.version, before: done.after, reason });
                setDone(undefined);
              }}
            >
              {say(`Sửa lại thành ${done.before.before}`, `Back to ${done.before.before}`)}
            </button>
          )}
        </Done>
      )}
      {current ? (
        <TwoSides
          of={say("số liệu này", "this figure")}
          keep={say(`Giữ ${figureWords(current, metric)}`, `Keep ${figureWords(current, metric)}`)}
          correct={say(`Sửa thành ${after}`, `Correct it to ${after}`)}
          isRunning={act.isRunning}
          onKeep={() => {
            act.forget();
            forget();
            onDone();
          }}
          onCorrect={() => correct(current.version)}
        >
          <p>
            {say("Đang ghi nhận", "On record")}: <strong>{figureWords(current, metric)}</strong>
            <br />
            {say("Bạn gõ", "You typed")}: <strong>{after}</strong>
          </p>
        </TwoSides>
      ) : (
        <ErrorSummary errors={errors} form={FORM} />
      )}
      <Values form={FORM} metric={metric} typed={draft} errors={errors} type={type} />
      <Prose
        id={`${FORM}-noteVi`}
        label={say("Ghi chú (nếu cần)", "Note (if needed)")}
        value={draft.noteVi}
        error={errorAt(errors, "noteVi")}
        onInput={(noteVi) => type({ noteVi })}
      />
      <Reason
        form={FORM}
        label={say("Lý do sửa", "Why it is corrected")}
        value={draft.reason}
        errors={errors}
        onInput={(reason) => type({ reason })}
      />
      {isTyped && (
        <BeforeAfter
          of={`${metricName(metric)}, ${subjectOf(figure).name}, ${dayOrPeriod(figure)}`}
          before={current ? figureWords(current, metric) : draft.before}
          after={after}
        >
          {!isEntered(figure) && (
            <p class="hint">
              {say(
                "Điều tài liệu in vẫn giữ bên cạnh; số liệu sẽ dẫn nguồn là hệ thống.",
                "What the document prints stays beside it; the figure will cite the register.",
              )}
            </p>
          )}
        </BeforeAfter>
      )}
      <div class="buttons">
        <button type="submit" aria-disabled={act.isRunning}>
          {act.isRunning ? say("Đang sửa…", "Correcting…") : say("Sửa số liệu", "Correct the figure")}
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
