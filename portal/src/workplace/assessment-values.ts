// What a form of an assessment holds, field by field: "level", "component HIS", "answer LIS_80", "need LIS".
import type { AssessmentSaveInput, DraftPageFragment } from "hue-health-sdk";
import type { Values } from "./work.js";

type Said = Pick<DraftPageFragment, "reportedLevel" | "components" | "answers"> &
  Partial<Pick<DraftPageFragment, "statedNeeds">>;

/** What a draft says, or a published assessment. */
export const valuesOf = (said: Said | undefined): Values => ({
  level: said?.reportedLevel?.toString() ?? "",
  ...Object.fromEntries(
    (said?.components ?? []).map(({ component, level, grade }) => [
      `component ${component}`,
      level?.toString() ?? grade ?? "",
    ]),
  ),
  ...Object.fromEntries((said?.answers ?? []).map(({ criterion, answer }) => [`answer ${criterion.code}`, answer])),
  ...Object.fromEntries(
    (said?.statedNeeds ?? []).map(({ system, needed }) => [`need ${system.code}`, needed ? "yes" : "no"]),
  ),
});

/** As an act takes them; null takes back what was entered. */
export function entryOf(edits: Values): Omit<AssessmentSaveInput, "id" | "expectedVersion" | "clientMutationId"> {
  const under = (kind: string) =>
    Object.entries(edits).flatMap(([field, value]) =>
      field.startsWith(`${kind} `) ? [[field.slice(kind.length + 1), value || null] as const] : [],
    );
  const [components, answers, needs] = [under("component"), under("answer"), under("need")];
  const isLevel = (value: string | null) => value !== null && /^\d$/.test(value);
  return {
    ...(edits.level !== undefined && { reportedLevel: edits.level === "" ? null : Number(edits.level) }),
    ...(components.length > 0 && {
      components: components.map(([component, value]) =>
        isLevel(value)
          ? { component: component as never, level: Number(value) }
          : { component: component as never, grade: value as never },
      ),
    }),
    ...(answers.length > 0 && {
      answers: answers.map(([criterion, answer]) => ({ criterion, answer: answer as never })),
    }),
    ...(needs.length > 0 && {
      statedNeeds: needs.map(([system, needed]) => ({ system, needed: needed === null ? null : needed === "yes" })),
    }),
  };
}
