/** What an assessment says, as far as the random acts change it. */
export interface Said {
  reportedLevel: number | null;
  his: number | null;
  lis80: string | null;
  emr: boolean | null;
}

/** One assessment: nobody has begun it, it is worked on, or it is published and nothing is worked on. */
export interface Thing {
  /** Null: it was not begun. */
  id: string | null;
  version: number;
  /** Null: nothing is worked on. */
  draft: { status: "DRAFT" | "SUBMITTED" | "VERIFIED"; said: Said } | null;
  published: { version: number; said: Said } | null;
}

interface RoundModel {
  id: string;
  open: boolean;
  version: number;
}

/** What there is, as somebody who does one act after the other would keep it on paper. */
export interface Model {
  rounds: Record<string, RoundModel>;
  /** By facility and round. */
  things: Record<string, Thing>;
}

export interface Step {
  act: string;
  /** Whoever does it: the Department may everything, an editor only enter, and only for the facilities of its own. */
  by: { name: string; facilities: readonly string[] | "ALL" };
  facility: string;
  round: string;
  id: string;
  expectedVersion: number;
  entry: Partial<Said>;
}

export const keyOf = ({ facility, round }: Pick<Step, "facility" | "round">): string => `${facility} ${round}`;

const NOTHING_SAID: Said = { reportedLevel: null, his: null, lis80: null, emr: null };

const ENTERING = ["assessmentStart", "assessmentSave", "assessmentSubmit"];

/** What becomes of an act, and of the model with it. */
export function tried(model: Model, step: Step): string {
  const { act, by } = step;
  if (by.facilities !== "ALL" && !ENTERING.includes(act)) return "FORBIDDEN";
  if (act.startsWith("assessmentRound")) return triedOnRound(model, step);
  if (by.facilities !== "ALL" && !by.facilities.includes(step.facility)) return "NOT_FOUND";
  const { open } = model.rounds[step.round] as RoundModel;
  const thing = model.things[keyOf(step)] as Thing;
  if (act === "assessmentStart") {
    if (thing.id !== null || !open) return "ILLEGAL_STATE";
    Object.assign(thing, { id: "begun", version: 1, draft: { status: "DRAFT", said: { ...NOTHING_SAID } } });
    return "DONE";
  }
  if (thing.id === null || step.id === "none") return "NOT_FOUND";
  if (step.expectedVersion !== thing.version) return "CONFLICT";
  const { draft, published } = thing;
  if (act === "assessmentReopen") {
    if (draft || !published) return "ILLEGAL_STATE";
    thing.version += 1;
    thing.draft = { status: "DRAFT", said: { ...published.said } };
    return "DONE";
  }
  if (!draft || (!open && !published) || !allowed(act, draft.status)) return "ILLEGAL_STATE";
  thing.version += 1;
  if (act === "assessmentSave") Object.assign(draft.said, step.entry);
  if (act === "assessmentVerify" && "reportedLevel" in step.entry) Object.assign(draft.said, decided(step.entry));
  if (act === "assessmentSubmit") draft.status = "SUBMITTED";
  if (act === "assessmentVerify") draft.status = "VERIFIED";
  if (act === "assessmentReturn") draft.status = "DRAFT";
  if (act === "assessmentPublish") {
    thing.published = { version: thing.version, said: draft.said };
    thing.draft = null;
  }
  return "DONE";
}

export const decided = ({ reportedLevel = null }: Partial<Said>): Partial<Said> => ({ reportedLevel });

function allowed(act: string, status: string): boolean {
  if (status === "DRAFT") return act === "assessmentSave" || act === "assessmentSubmit";
  if (status === "SUBMITTED") return act === "assessmentReturn" || act === "assessmentVerify";
  return act === "assessmentReturn" || act === "assessmentPublish";
}

function triedOnRound(model: Model, { act, round, expectedVersion }: Step): string {
  const known = model.rounds[round] as RoundModel;
  if (expectedVersion !== known.version) return "CONFLICT";
  if (known.open !== (act === "assessmentRoundClose")) return "ILLEGAL_STATE";
  known.open = !known.open;
  known.version += 1;
  return "DONE";
}

/** Numbers that are the same for the same seed. */
export function randomFrom(seed: number): { below: (n: number) => number; one: <T>(of: readonly T[]) => T } {
  let state = seed >>> 0;
  const below = (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
  return { below, one: <T>(of: readonly T[]): T => of[below(of.length)] as T };
}

/** Every order of these. */
export const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((first, i) => ordersOf([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [first, ...rest]));
