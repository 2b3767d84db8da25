// What is special about acts: their outcome, and the name under which each is done once.

/** What every act answers: its object, and what a person has to put right first. */
interface Payload {
  readonly userErrors: ReadonlyArray<unknown>;
}

/** The one payload in the data of a mutation. */
type PayloadOf<Data> = Extract<NonNullable<Data[keyof Data]>, Payload>;

/**
 * What became of an act. What was done is there only once `ok` has been asked; else `userErrors` say why nothing was
 * done, and `current` holds what the server has to show, such as the object as it is now with CONFLICT.
 */
export type Outcome<Data> =
  | ({ readonly ok: true } & {
      readonly [Field in Exclude<keyof PayloadOf<Data>, "userErrors">]-?: NonNullable<PayloadOf<Data>[Field]>;
    })
  | {
      readonly ok: false;
      readonly userErrors: PayloadOf<Data>["userErrors"];
      readonly current: Omit<PayloadOf<Data>, "userErrors">;
    };

/** The data of a mutation have one field; undefined: whatever answered, it was no act. */
function outcomeOf(data: object): object | undefined {
  const [payload] = Object.values(data) as (Payload | null | undefined)[];
  if (!payload?.userErrors) return undefined;
  const { userErrors, ...rest } = payload;
  return userErrors.length === 0 ? { ok: true, ...rest } : { ok: false, userErrors, current: rest };
}

type Named = { input?: { clientMutationId?: string | null } };

/** An act with a name is done once, however often it has to be sent. */
function named(variables: unknown): unknown {
  const { input } = (variables ?? {}) as Named;
  if (!input || input.clientMutationId != null) return variables;
  return { ...(variables as object), input: { ...input, clientMutationId: newName() } };
}

/** 32 characters drawn at random; phones may lack crypto. */
const newName = (): string => Array.from({ length: 32 }, () => Math.floor(Math.random() * 36).toString(36)).join("");

/** What is special about a mutation: only documents of mutations name it, so that who only reads does not carry it. */
export const ACT = {
  named,
  outcomeOf,
  /** Whether it may be sent again when nobody knows whether it arrived. */
  mayRepeat: (variables: unknown): boolean => (variables as Named | undefined)?.input !== undefined,
};
export type Act = typeof ACT;
