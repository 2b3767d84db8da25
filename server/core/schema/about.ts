import { registerEnumType } from "type-graphql";

/** A description as the schema, the playground and the SDK carry it: English, then Vietnamese. */
export const about = (en: string, vi: string): string => `${en}\n\n${vi}`;

const descriptions = new WeakMap<object, Readonly<Record<string, string>>>();

/** Registers an enum whose names are its values, each described; answers the object that decorators name. */
export function describedEnum<T extends string>(
  name: string,
  description: string,
  values: Record<T, string>,
): Record<T, T> {
  const names = Object.keys(values) as T[];
  const members = Object.fromEntries(names.map((value) => [value, value])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as Record<T, { description: string }> });
  descriptions.set(members, values);
  return members;
}

/** What a value of an enum means, in Vietnamese, as a cell of a table says it. */
export function inVietnamese(members: object, value: string): string {
  const [, vi = value] = descriptions.get(members)?.[value]?.split("\n\n") ?? [];
  return vi.replace(/\.$/, "");
}
