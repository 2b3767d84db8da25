import { say } from "../language.js";
import { errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import { type Figure, isYesNo, type TypedFigure } from "./figure-words.js";

interface Values {
  readonly form: string;
  readonly metric: Pick<Figure["metric"], "kind" | "unit" | "numeratorVi" | "denominatorVi">;
  readonly typed: TypedFigure;
  readonly errors: readonly UserError[];
  type(part: Partial<TypedFigure>): void;
}

/** The numbers of a figure, as its metric has them: a count, yes or no, or the two counts of a share. */
export function Values({ form, metric, typed, errors, type }: Values) {
  const at = (part: keyof TypedFigure) => ({ id: `${form}-${part}`, value: typed[part], error: errorAt(errors, part) });
  if (isYesNo(metric))
    return (
      <Choose
        {...at("value")}
        label={say("Giá trị", "Value")}
        options={[
          ["", say("chọn", "choose")],
          ["1", say("có", "yes")],
          ["0", say("chưa", "no")],
        ]}
        onChange={(value) => type({ value })}
      />
    );
  if (metric.kind !== "RATIO")
    return (
      <Text
        {...at("value")}
        label={`${say("Giá trị", "Value")} (${say(metric.unit.labelVi, metric.unit.labelEn ?? metric.unit.labelVi)})`}
        autocomplete="off"
        onInput={(value) => type({ value })}
      />
    );
  return (
    <>
      <Text
        {...at("numerator")}
        label={say("Tử số", "Numerator")}
        hint={metric.numeratorVi ?? undefined}
        autocomplete="off"
        onInput={(numerator) => type({ numerator })}
      />
      <Text
        {...at("denominator")}
        label={say("Mẫu số", "Denominator")}
        hint={metric.denominatorVi ?? undefined}
        autocomplete="off"
        onInput={(denominator) => type({ denominator })}
      />
      <Text
        {...at("value")}
        label={say("Tỷ lệ như báo cáo (%)", "Share as reported (%)")}
        hint={say(
          "Để trống nếu chỉ có số đếm: tỷ lệ được tính từ hai số trên.",
          "Leave it empty where there are counts only: the share is computed from them.",
        )}
        autocomplete="off"
        onInput={(value) => type({ value })}
      />
    </>
  );
}
