import type { ComponentChildren } from "preact";
import { say } from "../language.js";

interface TwoSides {
  /** What somebody else has corrected. */
  readonly of: string;
  /** What is on record by now, and what was typed. */
  readonly children: ComponentChildren;
  /** As the two buttons say. */
  readonly keep: string;
  readonly correct: string;
  readonly isRunning: boolean;
  onKeep(): void;
  onCorrect(): void;
}

/** Somebody else was there first: both sides, and the person decides. */
export const TwoSides = ({ of, children, keep, correct, isRunning, onKeep, onCorrect }: TwoSides) => (
  <div class="problem" role="alert">
    <p>
      <strong>
        {say(
          `Trong lúc bạn gõ, có người đã sửa ${of}. Hãy chọn giữ bên nào:`,
          `While you typed somebody corrected ${of}. Decide which of the two stays:`,
        )}
      </strong>
    </p>
    {children}
    <div class="buttons">
      <button type="button" onClick={onKeep}>
        {keep}
      </button>
      <button type="button" class="act" aria-disabled={isRunning} onClick={onCorrect}>
        {correct}
      </button>
    </div>
  </div>
);
