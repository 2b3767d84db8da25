// From what is typed in a form of the register to the input of its act, and what is wrong with it before anybody is asked.
import { say } from "../language.js";
import { invalid } from "../parts/errors.js";
import type { UserError } from "../session.js";
import type { RegisterAct } from "./register-act.js";
import type { FacilityOnRecord, RegisterField, Values } from "./register-fields.js";

/** Under this name a form keeps what stands in a field of choice before something is chosen. */
export const typedName = (name: string): string => `${name} typed`;

/** As a form begins: with what is on record. */
export const freshValues = (act: RegisterAct, of: FacilityOnRecord | undefined): Values =>
  Object.fromEntries(act.fields.map(({ name, was }) => [name, (of && was?.(of)) ?? ""]));

/** The fields that say something new. */
export const changedFields = (act: RegisterAct, values: Values, of: FacilityOnRecord | undefined): RegisterField[] =>
  act.fields.filter(({ name, was, isBasis }) => !isBasis && (values[name] ?? "").trim() !== ((of && was?.(of)) ?? ""));

/** What only a person can put right, and what needs no server to be seen. */
export function problemsOf(act: RegisterAct, values: Values, of: FacilityOnRecord | undefined): UserError[] {
  const problems = act.fields.flatMap(({ name, kind, label, isRequired }) => {
    const value = (values[name] ?? "").trim();
    if (value === "" && (values[typedName(name)] ?? "").trim() !== "")
      return invalid(
        name,
        say(`${label()}: hãy chọn một dòng trong danh sách tìm được.`, `${label()}: choose one of those found.`),
      );
    if (value === "" && isRequired) return invalid(name, say(`${label()}: cần ghi.`, `${label()}: it is needed.`));
    if (kind === "number" && value !== "" && !/^\d{1,6}$/.test(value))
      return invalid(name, say(`${label()}: hãy ghi một số nguyên.`, `${label()}: write a whole number.`));
    return [];
  });
  const rests = act.fields.filter(({ name }) => name === "legalDocument" || name === "basisVi");
  if (rests.length > 0 && rests.every(({ name }) => (values[name] ?? "").trim() === ""))
    problems.push(
      invalid(
        "basisVi",
        rests.length > 1
          ? say(
              "Căn cứ: hãy chọn văn bản, hoặc ghi căn cứ bằng lời.",
              "Basis: choose a document, or write it in words.",
            )
          : say("Căn cứ: cần ghi.", "Basis: it is needed."),
      ),
    );
  const isUnchanged = act.fields.some(({ was }) => was) && changedFields(act, values, of).length === 0;
  if (isUnchanged)
    problems.push({
      ...{ path: [], code: "INVALID" },
      message: say(
        "Mọi điều ghi ở đây vẫn như đã có: chưa có gì thay đổi.",
        "All of this is on record: nothing changes.",
      ),
    });
  return problems;
}

/** What is sent: what has changed, and what has to be given; blank where something stood is null. */
export const inputOf = (act: RegisterAct, values: Values, of: FacilityOnRecord | undefined): object => {
  const changed = changedFields(act, values, of);
  const sent = act.fields.filter(
    (field) =>
      changed.includes(field) || field.isRequired || (field.isBasis && (values[field.name] ?? "").trim() !== ""),
  );
  return {
    ...(of && { id: of.id }),
    ...Object.fromEntries(sent.map((field) => [field.name, sentValue(field, (values[field.name] ?? "").trim())])),
  };
};

function sentValue({ kind }: RegisterField, value: string): unknown {
  if (value === "") return null;
  if (kind === "number") return Number(value);
  if (kind !== "lines") return value;
  return value
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
