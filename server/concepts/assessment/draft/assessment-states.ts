import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../assessment.messages.js";

/** How far the work on an assessment has come; NONE: nobody has begun. */
export type AssessmentState = "NONE" | "DRAFT" | "SUBMITTED" | "VERIFIED" | "PUBLISHED";
export type RoundState = "OPEN" | "CLOSED";

interface Move<State> {
  from: readonly State[];
  to: State;
}

/** Every act on an assessment: from which states it is possible, and to which it leads. */
export const ASSESSMENT_MOVES = {
  assessmentStart: { from: ["NONE"], to: "DRAFT" },
  assessmentSave: { from: ["DRAFT"], to: "DRAFT" },
  assessmentSubmit: { from: ["DRAFT"], to: "SUBMITTED" },
  assessmentReturn: { from: ["SUBMITTED", "VERIFIED"], to: "DRAFT" },
  assessmentVerify: { from: ["SUBMITTED"], to: "VERIFIED" },
  assessmentPublish: { from: ["VERIFIED"], to: "PUBLISHED" },
  assessmentReopen: { from: ["PUBLISHED"], to: "DRAFT" },
} as const satisfies Record<string, Move<AssessmentState>>;
export type AssessmentAct = keyof typeof ASSESSMENT_MOVES;

/** The same for rounds; `assessmentRoundOpen` makes a new one. */
const ROUND_MOVES = {
  assessmentRoundClose: { from: ["OPEN"], to: "CLOSED" },
  assessmentRoundReopen: { from: ["CLOSED"], to: "OPEN" },
} as const satisfies Record<string, Move<RoundState>>;
export type RoundAct = keyof typeof ROUND_MOVES;

/** Where an assessment stands. */
export interface Standing {
  state: AssessmentState;
  /** It was published before: the work on it was reopened, for a reason. */
  wasPublished: boolean;
  round: { code: string; state: RoundState };
}

/** The acts on an assessment that are possible. In a closed round nothing changes but what was reopened, or is by the act. */
export function possibleActs(standing: Standing): AssessmentAct[] {
  const possible = actsFrom(ASSESSMENT_MOVES, standing.state);
  return isLocked(standing) ? possible.filter((act) => act === "assessmentReopen") : possible;
}

const isLocked = ({ wasPublished, round, state }: Standing): boolean =>
  round.state === "CLOSED" && (state === "PUBLISHED" || !wasPublished);

/** Why an act is not possible: the state, and what is possible from it; null: it is. */
export function refusedAct(act: AssessmentAct, standing: Standing): LocalizedMessage | null {
  const possible = possibleActs(standing);
  if (possible.includes(act)) return null;
  const { state, round } = standing;
  const where = isLocked(standing)
    ? messages.assessmentInClosedRound(state, round.code)
    : messages.assessmentInState(state);
  return messages.possibleFrom(where, possible.length > 0 ? possible : ["assessmentRoundReopen"]);
}

/** The same for an act on a round. */
export function refusedRoundAct(act: RoundAct, { code, state }: Standing["round"]): LocalizedMessage | null {
  const possible = actsFrom(ROUND_MOVES, state);
  if (possible.includes(act)) return null;
  return messages.possibleFrom(messages.roundInState(code, state), possible);
}

const actsFrom = <Act extends string, State>(moves: Record<Act, Move<State>>, state: State): Act[] =>
  (Object.keys(moves) as Act[]).filter((act) => moves[act].from.includes(state));
