import { CorrectMilestoneProgress } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { day } from "../format.js";
import { say } from "../language.js";
import { useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { ErrorSummary } from "../parts/errors.js";
import { Reason } from "../parts/reason.js";
import { TwoSides } from "../parts/two-sides.js";
import type { UserError } from "../session.js";
import { useDraft } from "./drafts.js";
import { gapsIn, given, PROVINCE, type Told, ToldFields } from "./progress-fields.js";
import { ownerOf, type Report, ReportLine } from "./progress-report.js";
import { statusName } from "./status-words.js";

const FORM = "sua";

const toldOf = (report: Report): Told => ({
  ...{ facility: report.facility?.code ?? PROVINCE, on: report.on, status: report.status, reason: "" },
  ...{ noteVi: report.noteVi ?? "", evidenceVi: report.evidenceVi ?? "", evidenceUrl: report.evidenceUrl ?? "" },
  ...{ evidenceDocument: report.evidenceDocument?.number ?? "", version: report.version },
  before: `${statusName(report.status)}, ${day(report.on)}`,
});

/** Puts a report right, for a reason. */
export function CorrectProgress({ of: report, onDone }: { of: Report; onDone(words: string): void }) {
  const { draft, isTyped, type, forget } = useDraft<Told>(`tien-do ${report.id}`, toldOf(report));
  const act = useAct(CorrectMilestoneProgress);
  const [gaps, setGaps] = useState<readonly UserError[]>([]);
  const errors = gaps.length > 0 ? gaps : act.errors;
  const after = `${statusName(draft.status)}, ${draft.on ? day(draft.on) : "…"}`;
  const correct = async (version: number) => {
    const missing = gapsIn(draft);
    setGaps(missing);
    if (missing.length > 0) return;
    const outcome = await act.run({
      ...{ id: report.id, expectedVersion: version, reason: draft.reason },
      ...given(draft),
    });
    if (!outcome) return;
    forget();
    onDone(
      say(
        `Đã sửa tiến độ của ${ownerOf(report)} từ “${draft.before}” thành “${after}”.`,
        `Corrected, ${ownerOf(report)}: from “${draft.before}” to “${after}”.`,
      ),
    );
  };
  const current = act.errors.some(({ code }) => code === "CONFLICT") ? (act.current?.progress as Report) : undefined;
  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        correct(draft.version);
      }}
    >
      {current ? (
        <TwoSides
          of={say("tiến độ này", "this report")}
          keep={say("Giữ điều đang ghi nhận", "Keep what is on record")}
          correct={say("Sửa thành điều tôi gõ", "Correct it to what I typed")}
          isRunning={act.isRunning}
          onKeep={() => {
            forget();
            act.forget();
            onDone(say("Đã giữ tiến độ đang ghi nhận.", "What is on record stays."));
          }}
          onCorrect={() => correct(current.version)}
        >
          <p>{say("Đang ghi nhận:", "On record:")}</p>
          <ReportLine of={current} />
          <p>
            {say("Bạn gõ", "You typed")}: <strong>{after}</strong>; {draft.noteVi} {draft.evidenceVi}
          </p>
        </TwoSides>
      ) : (
        <ErrorSummary errors={errors} form={FORM} />
      )}
      <ToldFields form={FORM} told={draft} errors={errors} type={type} />
      <Reason
        form={FORM}
        label={say("Lý do sửa", "Why it is corrected")}
        value={draft.reason}
        errors={errors}
        onInput={(reason) => type({ reason })}
      />
      {isTyped && <BeforeAfter of={ownerOf(report)} before={draft.before} after={after} />}
      <button type="submit" aria-disabled={act.isRunning}>
        {say("Sửa tiến độ", "Correct the report")}
      </button>
    </form>
  );
}
