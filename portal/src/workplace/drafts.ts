// What is typed and not yet sent: in memory alone, while the page is open. It is there again after a look at another page.
import { useState } from "preact/hooks";
import { signedIn } from "../session.js";

const DRAFTS = new Map<string, object>();

addEventListener("beforeunload", (event) => {
  if (DRAFTS.size > 0) event.preventDefault();
});

const keyOf = (about: string): string => `${signedIn()?.name} ${about}`;

export const keepDraft = (about: string, draft: object): void => {
  DRAFTS.set(keyOf(about), draft);
};

/** What was typed about something and is not sent yet. */
export const keptDraft = <Draft extends object>(about: string): Draft | undefined =>
  DRAFTS.get(keyOf(about)) as Draft | undefined;

export const forgetDraft = (about: string): void => {
  DRAFTS.delete(keyOf(about));
};

interface Drafting<Draft> {
  readonly draft: Draft;
  /** Something was typed. */
  readonly isTyped: boolean;
  type(part: Partial<Draft>): void;
  forget(): void;
}

/**
 * What somebody types about something. Until the first letter it follows `fresh`; from then on it stays as it is, with
 * the version that was seen by then.
 */
export function useDraft<Draft extends object>(about: string, fresh: Draft): Drafting<Draft> {
  const [, setTimes] = useState(0);
  const key = keyOf(about);
  const now = () => (DRAFTS.get(key) as Draft | undefined) ?? fresh;
  return {
    draft: now(),
    isTyped: DRAFTS.has(key),
    type(part) {
      DRAFTS.set(key, { ...now(), ...part });
      setTimes((times) => times + 1);
    },
    forget() {
      DRAFTS.delete(key);
      setTimes((times) => times + 1);
    },
  };
}
