import { WithdrawObservation } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import { dayOrPeriod, type Figure, figureWords, metricName, subjectOf } from "./figure-words.js";

const FORM = "rut";

/** Takes a figure off the record, for a reason. */
export function WithdrawFigure({
  of: figure,
  onClose,
  onDone,
}: {
  of: Pick<Figure, "id" | "version" | "metric" | "subject" | "on" | "from" | "value" | "ratio">;
  onClose(): void;
  onDone(): void;
}) {
  const [reason, setReason] = useState("");
  const act = useAct(WithdrawObservation);
  const run = async () => {
    const done = await act.run({ id: figure.id, expectedVersion: figure.version, reason });
    if (done) onDone();
  };
  return (
    <Confirm
      act={say("Rút lại số liệu", "Withdraw the figure")}
      isRunning={act.isRunning}
      errors={act.errors}
      form={FORM}
      onAct={run}
      onClose={onClose}
    >
      <BeforeAfter
        of={`${metricName(figure.metric)}, ${subjectOf(figure as Figure).name}, ${dayOrPeriod(figure)}`}
        before={figureWords(figure, figure.metric)}
        after={say("không còn trong sổ; nhật ký vẫn giữ", "off the record; the trail keeps it")}
      />
      <Text
        id={`${FORM}-reason`}
        label={say("Lý do rút", "Why it is withdrawn")}
        value={reason}
        autocomplete="off"
        error={errorAt(act.errors, "reason")}
        onInput={setReason}
      />
    </Confirm>
  );
}
