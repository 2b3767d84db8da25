import { CancelMilestone, ReplanMilestone } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import { Reason } from "../parts/reason.js";
import type { Milestone } from "./progress-report.js";
import { statusName } from "./status-words.js";

export type Decision = "replan" | "cancel";

const FORM = "quyet-dinh";

/** A decision of the Department: another year, or none. */
export function DecideMilestone({
  what,
  of: milestone,
  onClose,
  onDone,
}: {
  what: Decision;
  of: Milestone;
  onClose(): void;
  onDone(words: string): void;
}) {
  // As it was when the dialog was opened: whatever somebody else does since is told as a conflict.
  const [{ id, version, status, year: yearBefore, titleVi }] = useState(milestone);
  const [year, setYear] = useState(String(yearBefore ?? ""));
  const [reason, setReason] = useState("");
  const replan = useAct(ReplanMilestone);
  const cancel = useAct(CancelMilestone);
  const act = what === "replan" ? replan : cancel;
  const known = (of: { year: number | null; status: string }) =>
    `${of.year === null ? say("không rõ năm", "year unknown") : say(`năm ${of.year}`, `year ${of.year}`)}, ${statusName(of.status)}`;
  const before = known({ year: yearBefore, status });
  const after =
    what === "cancel"
      ? statusName("CANCELLED")
      : known({ year: Number(year) || null, status: status === "IN_PROGRESS" ? status : "PLANNED" });
  const run = async () => {
    const input = { id, expectedVersion: version, reason };
    const done = what === "replan" ? await replan.run({ ...input, year: Number(year) || 0 }) : await cancel.run(input);
    if (!done) return;
    onDone(
      say(
        `Mốc đã đổi từ “${before}” thành “${known(done.milestone)}”. Nhật ký ở bên; đổi lại được ở phần quyết định.`,
        `The milestone was changed from “${before}” to “${known(done.milestone)}”. Its trail stands beside it; it can be changed back among the decisions.`,
      ),
    );
  };
  const current = act.current?.milestone as Milestone | undefined;
  return (
    <Confirm
      act={
        what === "cancel" ? say("Hủy bỏ mốc", "Give the milestone up") : say("Chuyển năm của mốc", "Give it that year")
      }
      isRunning={act.isRunning}
      errors={act.errors}
      form={FORM}
      onAct={run}
      onClose={onClose}
    >
      <BeforeAfter of={titleVi} before={current ? known(current) : before} after={after} />
      {what === "replan" && (
        <Text
          id={`${FORM}-year`}
          type="number"
          label={say("Năm mới", "The new year")}
          value={year}
          error={errorAt(act.errors, "year")}
          onInput={setYear}
        />
      )}
      <Reason form={FORM} label={say("Lý do", "Reason")} value={reason} errors={act.errors} onInput={setReason} />
    </Confirm>
  );
}
