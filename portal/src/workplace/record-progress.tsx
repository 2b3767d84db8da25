import { FacilityList, RecordMilestoneProgress } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { day, today } from "../format.js";
import { say } from "../language.js";
import { useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Choose, Discard } from "../parts/form.js";
import type { UserError } from "../session.js";
import { useDraft } from "./drafts.js";
import { useOwnUnits } from "./own-units.js";
import { gapsIn, given, PROVINCE, type Told, ToldFields } from "./progress-fields.js";
import type { Milestone } from "./progress-report.js";
import { statusName } from "./status-words.js";

const NOTHING = { noteVi: "", evidenceVi: "", evidenceUrl: "", evidenceDocument: "", reason: "" };
const FORM = "ghi";
/** As many units as are chosen from. */
const MOST = 100;

/** Reports how far a milestone has come: of the province, or of a unit. */
export function RecordProgress({ of: milestone, onDone }: { of: Milestone; onDone(words: string): void }) {
  const own = useOwnUnits();
  const facilities = useAnswer(FacilityList, own ? undefined : { first: MOST });
  const last = (facility: string) =>
    facility === PROVINCE
      ? milestone.status
      : milestone.progress.nodes.find((each) => each.facility?.code === facility)?.status;
  const fresh: Told = {
    ...{ ...NOTHING, facility: own?.[0]?.code ?? PROVINCE, on: today(), status: "" },
    ...{ version: milestone.version, before: "" },
  };
  const { draft, isTyped, type, forget } = useDraft<Told>(`ghi ${milestone.id}`, fresh);
  const act = useAct(RecordMilestoneProgress);
  const [gaps, setGaps] = useState<readonly UserError[]>([]);
  const errors = gaps.length > 0 ? gaps : act.errors;
  // Who presses again has read how it stands by now.
  const isStale = act.errors.some(({ code }) => code === "CONFLICT");
  const units = own ?? facilities.data?.facilities.nodes ?? [];
  const unit = units.find(({ code }) => code === draft.facility);
  const who = unit?.name ?? say("toàn tỉnh", "the province");
  const before = last(draft.facility);
  const record = async () => {
    const missing = gapsIn(draft);
    setGaps(missing);
    if (missing.length > 0) return;
    const isProvince = draft.facility === PROVINCE;
    const outcome = await act.run({
      ...{ milestone: milestone.id, ...given(draft) },
      ...(isProvince ? { expectedVersion: isStale ? milestone.version : draft.version } : { facility: draft.facility }),
    });
    if (!outcome) return;
    forget();
    const words = `${who}, ${day(draft.on)}: ${statusName(draft.status)}`;
    onDone(say(`Đã ghi tiến độ: ${words}. Ghi nhầm thì sửa ngay bên dưới.`, `Recorded: ${words}. Correct it below.`));
  };
  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <h3>{say("Ghi tiến độ mới", "Report progress")}</h3>
      <ErrorSummary errors={errors} form={FORM} />
      {isStale && (
        <p class="notice">
          {say("Mốc hiện đang là", "The milestone is now")}: <strong>{statusName(milestone.status)}</strong>.{" "}
          {say("Nhấn lại để vẫn ghi điều bạn gõ.", "Press again to record what you typed all the same.")}
        </p>
      )}
      {(!own || own.length > 1) && (
        <Choose
          id={`${FORM}-facility`}
          label={say("Của", "Of")}
          value={draft.facility}
          error={errorAt(errors, "facility")}
          options={[
            ...(own ? [] : [[PROVINCE, say("toàn tỉnh", "the province")] as const]),
            ...units.map(({ code, name }) => [code, name] as const),
          ]}
          onChange={(facility) => type({ facility })}
        />
      )}
      <ToldFields form={FORM} told={draft} errors={errors} type={type} />
      {isTyped && (
        <BeforeAfter
          of={`${milestone.titleVi}, ${who}, ${draft.on ? day(draft.on) : "…"}`}
          before={before ? statusName(before) : say("chưa có tiến độ", "nothing reported")}
          after={draft.status ? statusName(draft.status) : "…"}
        />
      )}
      <div class="buttons">
        <button type="submit" aria-disabled={act.isRunning}>
          {say("Ghi tiến độ", "Report progress")}
        </button>
        {isTyped && (
          <Discard
            onDiscard={() => {
              forget();
              act.forget();
              setGaps([]);
            }}
          />
        )}
      </div>
    </form>
  );
}
