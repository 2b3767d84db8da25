import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../criterion/criterion.type.js";
import type { Result } from "../level/level-rule.js";
import type { Component } from "./component.type.js";

/** What an assessment says, of the published one as of the one that is worked on: criteria and systems by their codes. */
export interface AssessmentContent {
  reportedLevel: number | null;
  components: readonly Result[];
  answers: Readonly<Record<string, Answer>>;
  /** Systems that were asked about, and whether they are needed. */
  needs: Readonly<Record<string, boolean>>;
}

export const NOTHING_ENTERED: AssessmentContent = { reportedLevel: null, components: [], answers: {}, needs: {} };

/** What is worked on, and what was on record when it was last written. */
export interface DraftContent extends AssessmentContent {
  /** Null: nothing was published. */
  base: AssessmentContent | null;
}

/** A draft changes only what it says: what is in it as it was on record is as it is on record now. Pure. */
export function draftOver(now: AssessmentContent, { base, ...draft }: DraftContent): AssessmentContent {
  const [said, before, onRecord] = [draft, base ?? NOTHING_ENTERED, now].map(fieldsOf) as [Fields, Fields, Fields];
  const names = new Set([...Object.keys(onRecord), ...Object.keys(said)]);
  return contentOf(
    Object.fromEntries(
      [...names].map((name) => [name, isDeepStrictEqual(said[name], before[name]) ? onRecord[name] : said[name]]),
    ),
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** As the trail keeps it: a field for each thing that is said, so that an entry holds what has changed and no more. */
export function fieldsOf({ reportedLevel, components, answers, needs }: AssessmentContent): Fields {
  return {
    reportedLevel,
    ...Object.fromEntries(
      components.map(({ component, level, grade }) => [`component ${component}`, { level, grade }]),
    ),
    ...named("answer", answers),
    ...named("need", needs),
  };
}

/** The same of a published assessment, with what it cites: `recordedAsOf` undoes publications by these fields. */
export const publishedFields = (
  { version, sectionId }: { version: number; sectionId: number },
  content: AssessmentContent,
): Fields => ({ status: "PUBLISHED", version, sectionId, ...fieldsOf(content) });

/** What such fields say. */
export function contentOf(fields: Fields): AssessmentContent {
  const components = under<Omit<Result, "component">>("component", fields);
  return {
    reportedLevel: (fields.reportedLevel ?? null) as number | null,
    components: Object.entries(components).map(([name, result]) => ({ component: name as Component, ...result })),
    answers: under("answer", fields),
    needs: under("need", fields),
  };
}

const named = (kind: string, values: Fields): Fields =>
  Object.fromEntries(Object.entries(values).map(([code, value]) => [`${kind} ${code}`, value]));

const under = <T>(kind: string, fields: Fields): Record<string, T> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(`${kind} `) && value != null ? [[name.slice(kind.length + 1), value as T]] : [],
    ),
  );
