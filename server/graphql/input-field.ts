import { Field } from "type-graphql";
import { about } from "./about.js";

type TypeOf = Extract<Parameters<typeof Field>[0], () => unknown>;

/** A field that several inputs have: in some it has to be given, in others it may be left out. */
interface InputField {
  required: PropertyDecorator;
  optional: PropertyDecorator;
}

/** Says once what such a field takes, what it means in both languages, and what class-validator checks of it. */
export function inputField(type: TypeOf, en: string, vi: string, ...checks: PropertyDecorator[]): InputField {
  const decorator =
    (nullable: boolean): PropertyDecorator =>
    (target, property) => {
      Field(type, { nullable, description: about(en, vi) })(target, property);
      for (const check of checks) check(target, property);
    };
  return { required: decorator(false), optional: decorator(true) };
}
