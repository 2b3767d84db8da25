/** What an assessment says, as far as the random acts change it. Undefined: of that component nothing was ever said. */
export interface Said {
  reportedLevel: number | null;
  his: number | null | undefined;
  lis80: string | null;
  emr: boolean | null;
}

/** Where something comes from: a file replaces only what files of its own name brought. */
type Source = "DOCUMENT" | "ENTERED" | "FILE";

interface Need {
  needed: boolean | null;
  source: Source;
}

/** One assessment: nobody has begun it, it is worked on, or it is published and nothing is worked on. */
export interface Thing {
  /** Null: it was not begun. */
  id: string | null;
  version: number;
  /** Null: nothing is worked on. `base`: what was on record when the draft was last written; null: nothing was. */
  draft: { status: "DRAFT" | "SUBMITTED" | "VERIFIED"; said: Said; base: Said | null } | null;
  published: { version: number; said: Omit<Said, "emr">; source: Source } | null;
  /** Of these, drafts speak of EMR alone. */
  needs: { EMR: Need; LIS: Need };
}

/** What everybody, and the Department, can see of it. */
export interface Seen {
  version: number;
  draft: { status: string; said: Said } | null;
  published: { version: number; said: Said } | null;
  needs: { EMR: boolean | null; LIS: boolean | null };
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
  /** What a file says: the level and that of HIS, or whether one system is needed. */
  file: { reportedLevel: number | null; his: number; system: "EMR" | "LIS"; needed: boolean };
}

export const IMPORT_RESULT = "import ASSESSMENTS";
export const IMPORT_NEED = "import STATED_NEEDS";

export const keyOf = ({ facility, round }: Pick<Step, "facility" | "round">): string => `${facility} ${round}`;

const NOTHING_SAID: Said = { reportedLevel: null, his: undefined, lis80: null, emr: null };

const onRecord = ({ published, needs }: Thing): Said => ({
  ...(published?.said ?? NOTHING_SAID),
  emr: needs.EMR.needed,
});

/** A draft changes what it says, and leaves the rest as it is on record. */
const over = (now: Said, said: Said, base: Said | null): Said =>
  Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      const at = name as keyof Said;
      return [at, value === (base ?? NOTHING_SAID)[at] ? now[at] : value];
    }),
  ) as unknown as Said;

const shown = ({ his, ...said }: Said): Said => ({ ...said, his: his ?? null });

export function seen(thing: Thing): Seen {
  const { version, draft, published, needs } = thing;
  const now = onRecord(thing);
  return {
    version,
    draft: draft && {
      status: draft.status,
      said: shown(published ? over(now, draft.said, draft.base) : draft.said),
    },
    published: published && { version: published.version, said: shown(now) },
    needs: { EMR: needs.EMR.needed, LIS: needs.LIS.needed },
  };
}

const ENTERING = ["assessmentStart", "assessmentSave", "assessmentSubmit"];

/** What becomes of an act, and of the model with it. */
export function tried(model: Model, step: Step): string {
  const { act, by } = step;
  const { open } = model.rounds[step.round] as RoundModel;
  const thing = model.things[keyOf(step)] as Thing;
  if (act === IMPORT_RESULT) return importedResult(thing, step, open);
  if (act === IMPORT_NEED) return importedNeed(thing, step, open);
  if (by.facilities !== "ALL" && !ENTERING.includes(act)) return "FORBIDDEN";
  if (act.startsWith("assessmentRound")) return triedOnRound(model, step);
  if (by.facilities !== "ALL" && !by.facilities.includes(step.facility)) return "NOT_FOUND";
  if (act === "assessmentStart") {
    if (thing.id !== null || !open) return "ILLEGAL_STATE";
    const draft = { status: "DRAFT", said: { ...NOTHING_SAID }, base: null };
    Object.assign(thing, { id: "begun", version: 1, draft });
    return "DONE";
  }
  if (thing.id === null || step.id === "none") return "NOT_FOUND";
  if (step.expectedVersion !== thing.version) return "CONFLICT";
  const { draft, published } = thing;
  if (act === "assessmentReopen") {
    if (draft || !published) return "ILLEGAL_STATE";
    thing.version += 1;
    thing.draft = { status: "DRAFT", said: onRecord(thing), base: onRecord(thing) };
    return "DONE";
  }
  if (!draft || (!open && !published) || !allowed(act, draft.status)) return "ILLEGAL_STATE";
  thing.version += 1;
  if (act === "assessmentPublish") {
    publish(thing, over(onRecord(thing), draft.said, draft.base));
    return "DONE";
  }
  if (published) Object.assign(draft, { said: over(onRecord(thing), draft.said, draft.base), base: onRecord(thing) });
  if (act === "assessmentSave") Object.assign(draft.said, step.entry);
  if (act === "assessmentVerify" && "reportedLevel" in step.entry) Object.assign(draft.said, decided(step.entry));
  if (act === "assessmentSubmit") draft.status = "SUBMITTED";
  if (act === "assessmentVerify") draft.status = "VERIFIED";
  if (act === "assessmentReturn") draft.status = "DRAFT";
  return "DONE";
}

function publish(thing: Thing, { emr, ...said }: Said): void {
  const before = onRecord(thing);
  const isSame = Object.entries({ emr, ...said }).every(([name, value]) => before[name as keyof Said] === value);
  const source = isSame && thing.published ? thing.published.source : "ENTERED";
  thing.published = { version: thing.version, said, source };
  thing.draft = null;
  if (emr !== before.emr) thing.needs.EMR = { needed: emr, source: "ENTERED" };
}

function importedResult(thing: Thing, { file }: Step, open: boolean): string {
  const { published } = thing;
  const { his } = file;
  if (!published) {
    if (thing.id !== null || !open) return "FILE_REFUSED";
    const said = { reportedLevel: file.reportedLevel, his, lis80: null };
    Object.assign(thing, { id: "begun", version: 1, published: { version: 1, said, source: "FILE" } });
    return "DONE";
  }
  const reportedLevel = file.reportedLevel ?? published.said.reportedLevel;
  if (reportedLevel === published.said.reportedLevel && his === published.said.his) return "DONE";
  if (!open || published.source !== "FILE") return "FILE_REFUSED";
  thing.version += 1;
  published.version = thing.version;
  Object.assign(published.said, { reportedLevel, his });
  return "DONE";
}

function importedNeed({ needs }: Thing, { file }: Step, open: boolean): string {
  const { needed, source } = needs[file.system];
  if (needed === file.needed) return "DONE";
  if (!open || (needed !== null && source !== "FILE")) return "FILE_REFUSED";
  needs[file.system] = { needed: file.needed, source: "FILE" };
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

/** Every order of these. */
export const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((first, i) => ordersOf([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [first, ...rest]));
