// The work on one draft that several people may enter: what is saved of it, what is typed over that, and what somebody
// else has done meanwhile.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type UserError, useSession } from "../session.js";
import { forgetDraft, keepDraft, keptDraft } from "./drafts.js";

/** So long after the last answer it is saved. */
const PAUSE_MS = 1500;
/** What the server says of a draft that others have changed: it is shown field by field instead. */
const SHOWN_OTHERWISE = ["CONFLICT", "ILLEGAL_STATE"];

/** By the name of the field. Blank: nothing is entered. */
export type Values = Readonly<Record<string, string>>;

type IsSame = (field: string, one: string, other: string) => boolean;
const isAlike: IsSame = (_field, one, other) => one === other;

/** Only what differs from what is saved is an edit. */
const differing = (edits: Values, saved: Values, isSame: IsSame = isAlike): Values =>
  Object.fromEntries(Object.entries(edits).filter(([field, value]) => !isSame(field, value, saved[field] ?? "")));

/** The fields that somebody here and somebody else have changed, each in another way. */
const contested = (edits: Values, before: Values, now: Values, isSame: IsSame = isAlike): string[] =>
  Object.keys(differing(edits, now, isSame)).filter((field) => (before[field] ?? "") !== (now[field] ?? ""));

export interface Work<Draft> {
  readonly draft: Draft | undefined;
  /** What is saved. */
  readonly saved: Values;
  /** What is typed and not saved. */
  readonly edits: Values;
  /** Fields that somebody else has saved in another way than they are typed here. */
  readonly contested: readonly string[];
  /** Whether somebody else has changed the draft since it was opened here. */
  readonly isOthers: boolean;
  readonly isSaving: boolean;
  readonly savedAt: Date | undefined;
  readonly errors: readonly UserError[];
  set(field: string, value: string): void;
  /** One of two: keep what is typed here, or take what the other has saved. */
  decide(field: string, keeps: "mine" | "theirs"): void;
  /** Saves what is typed; answers the draft with nothing left to save, or undefined. */
  save(): Promise<Draft | undefined>;
  /** A draft that an act has left, or that was asked for. */
  receive(draft: Draft | null | undefined): void;
}

interface Acting {
  readonly isRunning: boolean;
  readonly errors: readonly UserError[];
}

interface Worked<Draft> {
  /** What it is about: what is typed and not saved is there again after a look at another page. */
  readonly about: string;
  /** As the server has it: null, where nobody has begun; undefined, while it is asked for. */
  readonly answered: Draft | null | undefined;
  /** The acts that save it, and the draft that stands beside a refusal of theirs. */
  readonly acts: readonly Acting[];
  readonly refused: Draft | undefined;
  valuesOf(draft: Draft | undefined): Values;
  /** Saves `sent` over the draft; what begins it is handed to `begun`. */
  write(on: Draft | undefined, sent: Values, begun: (draft: Draft) => void): Promise<Draft | undefined>;
  readonly isSame?: IsSame;
  /** What cannot be saved as it is typed; the rest is. */
  isHeld?(field: string): boolean;
}

export function useWork<Draft extends { readonly version: number; readonly status: string }>({
  about,
  answered,
  acts,
  refused,
  valuesOf,
  write,
  isSame = isAlike,
  isHeld = () => false,
}: Worked<Draft>): Work<Draft> {
  type State = { draft: Draft | undefined; edits: Values; conflicts: readonly string[] };
  const [{ draft, edits, conflicts }, setState] = useState<State>(
    () => keptDraft<State>(about) ?? { draft: undefined, edits: {}, conflicts: [] },
  );
  const [isOthers, setOthers] = useState(false);
  const [savedAt, setSavedAt] = useState<Date>();
  const session = useSession();
  // What is newest, for what goes on while something is awaited.
  const now = useRef({ draft, edits, conflicts });
  now.current = { draft, edits, conflicts };
  const saves = useRef<Promise<unknown>>(Promise.resolve());
  const isRunning = useRef(false);

  const become = (next: Partial<State> & Pick<State, "edits">) => {
    now.current = { ...now.current, ...next };
    if (Object.keys(next.edits).length > 0) keepDraft(about, now.current);
    else forgetDraft(about);
    setState(now.current);
  };
  /** `sent`: it was left by what was done here; what was typed since stays an edit. Else somebody else has left it. */
  const take = (next: Draft | null | undefined, sent?: Values) => {
    const { draft: before, edits, conflicts } = now.current;
    if (!next || (before && next.version <= before.version)) return;
    const values = valuesOf(next);
    const left = differing(edits, values, isSame);
    const found = sent ? [] : contested(edits, valuesOf(before), values, isSame);
    const open = [...new Set([...conflicts, ...found])].filter((field) => left[field] !== undefined);
    become({ draft: next, edits: left, conflicts: open });
    if (!sent && Object.keys(edits).length > 0) setOthers(true);
  };

  // What was asked for while something is saved may be what is being saved.
  useEffect(() => {
    if (!isRunning.current) take(answered);
  }, [answered]);
  // What stands beside a refusal is the draft as it is now.
  useEffect(() => take(refused), [refused]);

  const saveOnce = async (): Promise<Draft | undefined> => {
    const { edits, conflicts } = now.current;
    const free = Object.entries(edits).filter(([field]) => !conflicts.includes(field) && !isHeld(field));
    const sent = Object.fromEntries(free);
    if (free.length === 0) return Object.keys(edits).length === 0 ? now.current.draft : undefined;
    const done = await write(now.current.draft, sent, (begun) => take(begun, {}));
    if (!done) return undefined;
    take(done, sent);
    setSavedAt(new Date());
    setOthers(false);
    return Object.keys(now.current.edits).length === 0 ? done : undefined;
  };
  /** One after the other. */
  const save = (): Promise<Draft | undefined> => {
    const next = saves.current.then(async () => {
      isRunning.current = true;
      const done = await saveOnce();
      isRunning.current = false;
      return done;
    });
    saves.current = next;
    return next;
  };

  const free = Object.keys(edits).filter((field) => !conflicts.includes(field) && !isHeld(field));
  useEffect(() => {
    if (free.length === 0 || session.is !== "in" || (draft && draft.status !== "DRAFT")) return;
    const timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [edits, conflicts, draft, session.is, free.join()]);

  const wrong = acts.flatMap(({ errors }) => errors).filter(({ code }) => !SHOWN_OTHERWISE.includes(code));
  // What is saved again and again and is wrong in the same way is told once: whoever types meanwhile is left there.
  const errors = useMemo(() => wrong, [JSON.stringify(wrong)]);

  return {
    ...{ draft, edits, isOthers, savedAt, save },
    receive: (next) => take(next, {}),
    saved: valuesOf(draft),
    contested: conflicts,
    isSaving: acts.some((act) => act.isRunning),
    errors,
    set(field, value) {
      become({ edits: differing({ ...now.current.edits, [field]: value }, valuesOf(now.current.draft), isSame) });
    },
    decide(field, keeps) {
      const conflicts = now.current.conflicts.filter((each) => each !== field);
      const { [field]: _, ...rest } = now.current.edits;
      become({ edits: keeps === "mine" ? now.current.edits : rest, conflicts });
    },
  };
}
