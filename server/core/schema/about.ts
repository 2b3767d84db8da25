import { registerEnumType } from "type-graphql";
import { dayVi } from "../text/numbers.js";

/** A description as the schema, the playground and the SDK carry it: English, then Vietnamese. */
export const about = (en: string, vi: string): string => `${en}\n\n${vi}`;

/** Why a field is deprecated: another one takes its place. It stays until that day at least (docs/decisions/20). */
export const replacedBy = (field: string, until: string): string =>
  about(
    `Use \`${field}\`. It stays until ${until} at least.`,
    `Hãy dùng \`${field}\`. Còn ít nhất đến ${dayVi(until)}.`,
  );

const descriptions = new WeakMap<object, Readonly<Record<string, string>>>();

/** Registers an enum whose names are its values, each described; answers the object that decorators name. */
export function describedEnum<T extends string>(
  name: string,
  description: string,
  values: Record<T, string>,
): Record<T, T> {
  const members = {} as Record<T, T>;
  fillEnum(members, name, description, values);
  return members;
}

/** The same for an object that decorators name already, of values that are known only later. */
export function fillEnum<T extends string>(
  members: Record<T, T>,
  name: string,
  description: string,
  values: Record<T, string>,
): void {
  const names = Object.keys(values) as T[];
  for (const value of names) members[value] = value;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as Record<T, { description: string }> });
  descriptions.set(members, values);
}

/** What a value of an enum means, in Vietnamese, as a cell of a table says it. */
export function inVietnamese(members: object, value: string): string {
  const [, vi = value] = descriptions.get(members)?.[value]?.split("\n\n") ?? [];
  return vi.replace(/\.$/, "");
}
