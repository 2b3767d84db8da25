import type { Snapshot } from "../../../core/context.js";
import type { CriterionRow } from "./criterion.store.js";
import type { Answer } from "./criterion.type.js";

/** Answers by the codes of their criteria, in the order of the form. */
export const answersShown = (
  answers: Readonly<Record<string, Answer>>,
  { criteria }: Snapshot,
): { criterion: CriterionRow; answer: Answer }[] =>
  criteria.all().flatMap((criterion) => {
    const answer = answers[criterion.code];
    return answer ? { criterion, answer } : [];
  });
