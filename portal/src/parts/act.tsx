import type { HealthApiError, TypedDocument } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { asError, ask } from "../api.js";
import { say } from "../language.js";
import { changedHere } from "../live.js";
import type { UserError } from "../session.js";
import { ErrorSummary } from "./errors.js";

/** An outcome as any act has it. */
type Answered<Data> =
  | Done<Data>
  | { ok: false; userErrors: readonly UserError[]; current: Readonly<Record<string, unknown>> };
type Done<Data> = Extract<Data, { ok: true }>;

export interface Acting<Data, Input> {
  readonly isRunning: boolean;
  /** What is wrong with what was given, or that nobody has answered. */
  readonly errors: readonly UserError[];
  /** What the server has to show beside what is wrong, such as the object as it is now with CONFLICT. */
  readonly current: Readonly<Record<string, unknown>> | undefined;
  /** Does it, once; a second press while it runs does nothing. Answers what was done, or undefined. */
  run(input: Input): Promise<Done<Data> | undefined>;
  forget(): void;
}

/**
 * One act. Tried again after nobody answered, it goes under the same name, so that it is done once however often it is
 * pressed.
 */
export function useAct<Data, Input extends object>(
  document: TypedDocument<Data, { input: Input }>,
): Acting<Data, Input> {
  const [isRunning, setRunning] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [current, setCurrent] = useState<Readonly<Record<string, unknown>>>();
  const running = useRef(false);
  const unanswered = useRef<{ input: string; name: string }>();
  return {
    isRunning,
    errors,
    current,
    async run(input) {
      if (running.current) return undefined;
      running.current = true;
      setRunning(true);
      const same = JSON.stringify(input);
      const name = unanswered.current?.input === same ? unanswered.current.name : crypto.randomUUID();
      unanswered.current = { input: same, name };
      changedHere();
      try {
        const outcome = (await ask(document, { input: { ...input, clientMutationId: name } })) as Answered<Data>;
        unanswered.current = undefined;
        if (outcome.ok) changedHere();
        setErrors(outcome.ok ? [] : outcome.userErrors);
        setCurrent(outcome.ok ? undefined : outcome.current);
        return outcome.ok ? outcome : undefined;
      } catch (error) {
        setErrors([{ path: [], code: "", message: sentenceOf(asError(error)) }]);
        return undefined;
      } finally {
        running.current = false;
        setRunning(false);
      }
    },
    forget() {
      setErrors([]);
      setCurrent(undefined);
    },
  };
}

export const sentenceOf = (error: HealthApiError): string =>
  error.kind === "network" || error.kind === "timeout"
    ? say(
        "Máy chủ chưa trả lời. Nhấn lại để thử tiếp; việc này chỉ được thực hiện một lần.",
        "The server has not answered. Press again to go on; it is done once only.",
      )
    : `${error.message}${error.requestId ? ` (${error.requestId})` : ""}`;

interface Confirm {
  /** What it does, as its button says. */
  readonly act: string;
  /** What will change, from what to what, for whom, from which day. */
  readonly children: ComponentChildren;
  readonly isRunning: boolean;
  readonly errors: readonly UserError[];
  /** The id that fields of the form begin with. */
  readonly form: string;
  onAct(): void;
  onClose(): void;
}

/** Asks before an act: what will change stands above the button that does it. */
export function Confirm({ act, children, isRunning, errors, form, onAct, onClose }: Confirm) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-label={act} onClose={onClose}>
      <h2>{act}</h2>
      <ErrorSummary errors={errors} form={form} />
      {children}
      <div class="buttons">
        <button type="button" class="act" aria-disabled={isRunning} onClick={onAct}>
          {isRunning ? say("Đang thực hiện…", "Working…") : act}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {say("Không, quay lại", "No, go back")}
        </button>
      </div>
    </dialog>
  );
}

/** Says what was done, and where its trail is. */
export const Done = ({ children }: { children: ComponentChildren }) => (
  <div class="done" role="status">
    {children}
  </div>
);
