import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { say } from "../language.js";

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what stands there. */
  readonly error?: string | undefined;
}

type Attributes = Record<string, unknown>;

/** One question: its label above, the hint below that, and at the field what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  id: given,
  children,
}: Labelled & { id?: string; children: (attributes: Attributes) => ComponentChildren }) {
  const made = useId();
  const id = given ?? made;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={error ? "field wrong" : "field"}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
    </div>
  );
}

interface Choice extends Labelled {
  readonly id?: string;
  readonly name?: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  onChange(value: string): void;
}

export const Choose = ({ value, options, onChange, name, ...labelled }: Choice) => (
  <Field {...labelled}>
    {(attributes) => (
      <select {...attributes} name={name} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each} selected={each === value}>
            {words}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface Text extends Labelled {
  readonly id?: string;
  readonly name?: string;
  readonly type?: "text" | "search" | "date" | "password" | "number";
  readonly value: string;
  readonly autocomplete?: string;
  readonly isRequired?: boolean;
  onInput(value: string): void;
}

export const Text = ({ value, onInput, type = "text", name, autocomplete, isRequired, ...labelled }: Text) => (
  <Field {...labelled}>
    {(attributes) => (
      <input
        {...attributes}
        {...{ name, type, value, autocomplete }}
        required={isRequired}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    )}
  </Field>
);

interface Prose extends Labelled {
  readonly id?: string;
  readonly value: string;
  onInput(value: string): void;
}

export const Prose = ({ value, onInput, ...labelled }: Prose) => (
  <Field {...labelled}>
    {(attributes) => (
      <textarea {...attributes} rows={2} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    )}
  </Field>
);

/** Forgets what was typed. */
export const Discard = ({ onDiscard }: { onDiscard(): void }) => (
  <button type="button" onClick={onDiscard}>
    {say("Bỏ điều đã gõ", "Discard what was typed")}
  </button>
);
