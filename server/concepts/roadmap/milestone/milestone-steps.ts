import { type UserError, userError } from "../../../core/schema/user-errors.js";
import * as messages from "../roadmap.messages.js";
import type { MilestoneStatus } from "../roadmap.type.js";

export type Status = keyof typeof MilestoneStatus;

interface Steps {
  /** What progress may lead to; the same again is further progress. */
  progress: readonly Status[];
  /** What a new year leads to; null: it is not planned anew. */
  replan: Status | null;
  cancel: boolean;
}

/** What can become of a milestone in each state. Done is done: only a progress that is not so is corrected. */
const STEPS: Readonly<Record<Status, Steps>> = {
  PLANNED: { progress: ["PLANNED", "IN_PROGRESS", "DELAYED", "DONE"], replan: "PLANNED", cancel: true },
  IN_PROGRESS: { progress: ["IN_PROGRESS", "DELAYED", "DONE"], replan: "IN_PROGRESS", cancel: true },
  DELAYED: { progress: ["DELAYED", "IN_PROGRESS", "DONE"], replan: "PLANNED", cancel: true },
  DONE: { progress: [], replan: null, cancel: false },
  CANCELLED: { progress: [], replan: "PLANNED", cancel: false },
};

export const progressMayLead = (from: Status, to: Status): boolean => STEPS[from].progress.includes(to);

export const replanned = (from: Status): Status | null => STEPS[from].replan;

export const mayCancel = (from: Status): boolean => STEPS[from].cancel;

/** Says the state and what is possible from it. */
export function notPossible(from: Status, path: readonly string[]): UserError {
  const { progress, replan, cancel } = STEPS[from];
  const acts = [...(replan ? ["milestoneReplan"] : []), ...(cancel ? ["milestoneCancel"] : [])];
  return userError("ILLEGAL_STATE", path, messages.notPossibleFrom(from, progress, acts));
}
