import { notKnown } from "../../../core/schema/code-lookup.js";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import * as messages from "../assessment.messages.js";
import { type Answer } from "../criterion/criterion.type.js";
import type { AssessmentContent } from "../result/assessment-content.js";
import { type Component, type Grade, LEVELLED } from "../result/component.type.js";

/** What somebody enters of an assessment; what is left out stays as it is. */
export interface Entry {
  reportedLevel?: number | null;
  components?: readonly { component: Component; level?: number | null; grade?: Grade | null }[] | null;
  answers?: readonly { criterion: string; answer?: Answer | null }[] | null;
  statedNeeds?: readonly { system: string; needed?: boolean | null }[] | null;
}

/** The codes that an entry may name. */
interface Known {
  criteria: readonly string[];
  systems: readonly string[];
}

/** What the assessment says with the entry in it. */
export function withEntry(before: AssessmentContent, entry: Entry): AssessmentContent {
  const components = new Map(before.components.map((result) => [result.component, result]));
  for (const { component, level = null, grade = null } of entry.components ?? []) {
    components.set(component, { component, level, grade });
  }
  return {
    reportedLevel: entry.reportedLevel === undefined ? before.reportedLevel : entry.reportedLevel,
    components: [...components.values()],
    answers: replaced(
      before.answers,
      entry.answers?.map(({ criterion, answer }) => [criterion, answer]),
    ),
    needs: replaced(
      before.needs,
      entry.statedNeeds?.map(({ system, needed }) => [system, needed]),
    ),
  };
}

/** Null takes back what was entered. */
function replaced<T>(
  before: Readonly<Record<string, T>>,
  given: readonly (readonly [code: string, value: T | null | undefined])[] = [],
): Readonly<Record<string, T>> {
  const after = new Map(Object.entries(before));
  for (const [code, value] of given) {
    if (value == null) after.delete(code);
    else after.set(code, value);
  }
  return Object.fromEntries(after);
}

/** Everything in an entry that cannot be. */
export function problemsOfEntry({ components, answers, statedNeeds }: Entry, known: Known): UserError[] {
  return [
    ...(components ?? []).flatMap((each, i) => problemsOfResult(["components", `${i}`], each)),
    ...problemsOfCodes(
      "components",
      "component",
      components?.map(({ component }) => component),
    ),
    ...problemsOfCodes(
      "answers",
      "criterion",
      answers?.map(({ criterion }) => criterion),
      known.criteria,
    ),
    ...problemsOfCodes(
      "statedNeeds",
      "system",
      statedNeeds?.map(({ system }) => system),
      known.systems,
    ),
  ];
}

function problemsOfResult(
  path: readonly string[],
  { component, level, grade }: NonNullable<Entry["components"]>[number],
): UserError[] {
  if (LEVELLED.includes(component)) {
    return grade == null ? [] : [userError("INVALID", [...path, "grade"], messages.hasNoGrade(component))];
  }
  if (level == null) return [];
  return [userError("INVALID", [...path, "level"], messages.hasNoLevel(component))];
}

/** Each code is given once, and is on record; an enum's is. */
function problemsOfCodes(
  list: string,
  field: "component" | "criterion" | "system",
  codes: readonly string[] = [],
  known: readonly string[] = codes,
): UserError[] {
  return codes.flatMap((code, i) => {
    const path = [list, `${i}`, field];
    if (!known.includes(code)) {
      return notKnown(path, messages.codeOfField(field), code, known);
    }
    if (codes.indexOf(code) === i) return [];
    return userError("INVALID", path, messages.codeGivenTwice(code));
  });
}
