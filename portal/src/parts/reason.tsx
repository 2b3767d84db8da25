import { say } from "../language.js";
import type { UserError } from "../session.js";
import { errorAt } from "./errors.js";
import { Text } from "./form.js";

interface Reason {
  readonly form: string;
  readonly label: string;
  readonly value: string;
  readonly errors: readonly UserError[];
  onInput(value: string): void;
}

/** Why something on record is changed. */
export const Reason = ({ form, label, value, errors, onInput }: Reason) => (
  <Text
    id={`${form}-reason`}
    {...{ label, value, onInput }}
    hint={say("Lưu vào nhật ký.", "Kept in the trail.")}
    autocomplete="off"
    error={errorAt(errors, "reason")}
  />
);
